// What could not be read, said at its field and once at the top, with a way from here to there.
import { html } from 'hono/html';
import type { Markup } from './page.ts';
import type { FieldFault, ListField } from './ports.ts';

export type FormField = ListField | 'papers' | 'email' | 'name' | 'days' | 'at' | 'time_zone' | 'layout';

/** As the form calls them. */
export const FIELD_NAMES: Record<FormField, string> = {
  topics: 'Topics',
  keywords: 'Keywords',
  muted: 'Never papers with',
  authors: 'Authors',
  labs: 'Labs',
  categories: 'arXiv categories',
  papers: 'Papers per mail',
  email: 'E-mail address',
  name: 'Your name',
  days: 'Days',
  at: 'Time of day',
  time_zone: 'Time zone',
  layout: 'Layout',
};

const QUOTED_MAX = 80;

export function inputId(field: FormField): string {
  return `field-${field}`;
}

export function faultId(field: FormField): string {
  return `${inputId(field)}-fault`;
}

/** At the field, for what names it as its description. */
export function faultAt(field: FormField, faults: readonly FieldFault[]): Markup | undefined {
  const own = faults.filter(fault => fault.field === field);
  if (own.length === 0) return undefined;
  return html`<span class="fault" id="${faultId(field)}">${own.map(fault => html`<span>${inWords(fault)}</span>`)}</span>`;
}

/** Faults of all fields, each with a link to where it can be put right. */
export function faultSummary(faults: readonly FieldFault[]): Markup {
  return html`<ul class="faults">${faults.map(fault => {
    const field = fault.field;
    const isOurs = field !== undefined && Object.hasOwn(FIELD_NAMES, field);
    const name = isOurs && html`<a href="#${inputId(field as FormField)}">${FIELD_NAMES[field as FormField]}</a>: `;
    return html`<li>${name}${inWords(fault)}</li>`;
  })}</ul>`;
}

function inWords({ field, found, expected }: FieldFault): Markup {
  // The rule speaks of a command that readers do not have.
  const said = field === 'topics' && typeof found === 'string' ? 'expected one of the topics below' : expected;
  if (Array.isArray(found)) return html`${found.length} of them: ${said}`;
  const text = String(found);
  const quoted = text.length > QUOTED_MAX ? `${text.slice(0, QUOTED_MAX)}…` : text;
  return html`<q>${quoted}</q>: ${said}`;
}
