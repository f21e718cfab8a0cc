// The pages that everybody may read: the latest issue, an issue by its date, the list of issues.
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { isCalendarDate } from '../domain/calendar-date.ts';
import { AppError } from '../domain/errors.ts';
import { firstRunPage, issuePage, issuesPage } from './issue-page.ts';
import { readListQuery } from './paper-list.ts';
import type { PublicSitePorts } from './ports.ts';
import { searchField } from './search-page.ts';
import { joinForm } from './subscribe-page.ts';

/** Two years of weekdays. */
const DATES_LISTED = 520;

export function issueRoutes(ports: PublicSitePorts): Hono {
  const queryOf = (c: Context) => readListQuery(new URL(c.req.url).searchParams);
  return new Hono()
    .get('/', async c => {
      const issue = await ports.issue();
      const top = html`${joinForm(ports)}${searchField(ports)}`;
      if (!issue) return c.html(firstRunPage(ports, joinForm(ports)));
      c.header('last-modified', new Date(issue.dueAt).toUTCString());
      return c.html(issuePage(ports, issue, { top, query: queryOf(c), isLatest: true }));
    })
    .get('/issues', async c => c.html(issuesPage(ports, await ports.issueDates(DATES_LISTED))))
    .get('/issues/:date', async c => {
      const date = c.req.param('date');
      if (!isCalendarDate(date)) {
        throw new AppError('issue_unknown', `“${date.slice(0, 40)}” is not a date: expected YYYY-MM-DD.`);
      }
      const issue = await ports.issue(date);
      if (!issue) throw new AppError('issue_unknown', `There is no issue of ${date}.`);
      c.header('last-modified', new Date(issue.dueAt).toUTCString());
      return c.html(issuePage(ports, issue, { query: queryOf(c) }));
    });
}
