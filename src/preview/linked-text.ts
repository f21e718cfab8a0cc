// Plain text with its web addresses made into links, so that the text part of a mail can be tried by clicking.
import { html } from 'hono/html';
import type { Markup } from './private-page.ts';

const WEB_ADDRESS = /(https?:\/\/[^\s<>"]+)/;
/** Belongs to the sentence around an address, not to the address. */
const SENTENCE_END = /[.,;:!?)\]]+$/;

export function linkedText(text: string): Markup {
  // A capturing group makes split keep the addresses, at the odd places.
  return html`${text.split(WEB_ADDRESS).map((part, place) => (place % 2 === 1 ? linked(part) : part))}`;
}

function linked(address: string): Markup {
  const end = SENTENCE_END.exec(address)?.[0] ?? '';
  const href = address.slice(0, address.length - end.length);
  return html`<a href="${href}">${href}</a>${end}`;
}
