// What to preview, read from the query: of which issue and in which layout; and the links that change it.
import { html } from 'hono/html';
import { isCalendarDate } from '../domain/calendar-date.ts';
import { AppError } from '../domain/errors.ts';
import { LAYOUTS, type Layout } from '../domain/issue.ts';
import type { Markup } from './private-page.ts';
import { current, withQuery } from './query-links.ts';

export interface MailChoice {
  issue?: string;
  layout?: Layout;
}

const LAYOUT_NAMES: Readonly<Record<Layout, string>> = { full: 'Full', compact: 'Compact', text: 'Text only' };

/** @throws AppError usage for a layout that does not exist, or what is no date */
export function readChoice(query: URLSearchParams): MailChoice {
  const issue = query.get('issue') || undefined;
  const layout = query.get('layout') || undefined;
  if (issue !== undefined && !isCalendarDate(issue)) {
    throw new AppError('usage', `issue: “${issue}” is no date: expected one of the calendar, such as 2026-03-02`);
  }
  const known = LAYOUTS.find(name => name === layout);
  if (layout !== undefined && known === undefined) {
    throw new AppError('usage', `layout: “${layout}” is no layout: expected one of ${LAYOUTS.join(', ')}`);
  }
  return { issue, layout: known };
}

/** A second click on a layout takes the choice back. */
export function layoutChoices(url: URL): Markup {
  const { layout } = readChoice(url.searchParams);
  return html`<nav class="widths" aria-label="Layout of the mail"><span>${LAYOUTS.map(
    name =>
      html`<a href="${withQuery(url, { layout: name === layout ? undefined : name })}"${current(name === layout)}>${LAYOUT_NAMES[name]}</a>`,
  )}</span></nav>`;
}

/** A form that keeps everything else the query says. @param dates of the archive, latest first */
export function issueChoice(url: URL, dates: readonly string[]): Markup | undefined {
  if (dates.length === 0) return undefined;
  const { issue } = readChoice(url.searchParams);
  const others = [...url.searchParams].filter(([name]) => name !== 'issue');
  return html`<form class="issue">
${others.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<label>Papers of <select name="issue" data-go><option value="">now</option>${dates.map(
    date => html`<option${date === issue ? html` selected` : undefined}>${date}</option>`,
  )}</select></label> <button class="small">Show</button></form>`;
}
