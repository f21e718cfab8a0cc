// Why a paper was chosen, as a page says it.
import { html } from 'hono/html';
import type { Markup } from './page.ts';
import type { Why } from './ports.ts';

export function whyText({ lead, items, more }: Why): Markup {
  const named = items.map(({ name, words }, at) => html`${at > 0 && '; '}<b>${name}</b>${words && `: ${words}`}`);
  return html`${lead} ${named}${more && ` ${more}`}`;
}
