// Links of a page to itself with one choice changed: what is chosen stands in the query, so that every view has an address.
import { html } from 'hono/html';
import type { Markup } from './private-page.ts';

/** `url` with these values set, or taken out where they are undefined; all else is kept. */
export function withQuery(
  { pathname, search }: URL,
  values: Readonly<Record<string, string | number | undefined>>,
): string {
  const query = new URLSearchParams(search);
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) query.delete(name);
    else query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? pathname : `${pathname}?${text}`;
}

/** Marks the choice that holds. */
export function current(isCurrent: boolean): Markup | undefined {
  return isCurrent ? html` aria-current="true"` : undefined;
}
