// The pages of issues: one issue, the list of all, and the page before there is any.
import { html } from 'hono/html';
import { creditsFor } from '../domain/credit.ts';
import { isWithoutVotes } from '../domain/issue.ts';
import { monthName, weekOf } from '../domain/period.ts';
import { longDate, monthOf } from './issue-date.ts';
import { type Markup, page } from './page.ts';
import { type ListQuery, paperList } from './paper-list.ts';
import type { PublicIssue, PublicSitePorts, SiteFrame } from './ports.ts';
import { searchField } from './search-page.ts';

/** @param top above the papers */
export function issuePage(
  site: PublicSitePorts,
  issue: PublicIssue,
  { top, query, isLatest = false }: { top?: Markup; query: ListQuery; isLatest?: boolean },
): Markup {
  const date = longDate(issue.date);
  const count = issue.papers.length === 1 ? '1 paper' : `${issue.papers.length} papers`;
  return page(site, {
    title: `Daily Papers, ${date}`,
    main: html`<h1 class="masthead">Daily Papers <span class="date"><time datetime="${issue.date}">${date}</time> · ${count}</span></h1>
${top}
${remark(issue)}
${paperList(site, issue.papers, query, isLatest ? `${site.basePath}/` : `${site.basePath}/issues/${issue.date}`)}
${turning(site, issue)}`,
    credits: creditsFor(issue.papers),
    script: true,
    path: isLatest ? '/' : `/issues/${issue.date}`,
    description: issue.papers
      .slice(0, 3)
      .map(({ title }) => title)
      .join(' · '),
  });
}

/** Why there is little, or nothing, or what nobody has voted for. */
function remark({ papers, quiet }: PublicIssue): Markup | undefined {
  if (quiet !== undefined) return html`<p class="remark">A quiet day: arXiv announced nothing new (${quiet}).</p>`;
  if (papers.length === 0) return html`<p class="remark">Nothing new came in for this issue.</p>`;
  const unvoted = papers.filter(isWithoutVotes).length;
  if (unvoted === papers.length) {
    return html`<p class="remark">No votes yet: picked from what came in by what the papers are about.</p>`;
  }
  if (unvoted === 0) return undefined;
  return html`<p class="remark">${unvoted} of these ${papers.length} papers ${unvoted === 1 ? 'has' : 'have'} no votes yet.</p>`;
}

function turning({ basePath }: SiteFrame, { date, previous, next }: PublicIssue): Markup {
  return html`<nav class="turn" aria-label="Other issues">
${previous && html`<a href="${basePath}/issues/${previous}" rel="prev">← ${longDate(previous)}</a>`}
${next && html`<a href="${basePath}/issues/${next}" rel="next">${longDate(next)} →</a>`}
</nav>
<nav class="turn" aria-label="Longer times"><a href="${basePath}/weeks/${weekOf(date)}">The week</a><a href="${basePath}/months/${monthName(date)}">${monthOf(date)}</a></nav>`;
}

export function firstRunPage(site: SiteFrame, top?: Markup): Markup {
  return page(site, {
    title: 'Daily Papers',
    main: html`<h1 class="masthead">Daily Papers <span class="date">No issue yet</span></h1>
${top}
<div class="plain">
<p>The first issue appears here as soon as ${site.name} has read a digest and put it together.</p>
<p class="faint">Do you run this ${site.name}? Then <code>paperboy run</code> makes an issue now, and
<code>paperboy ingest FILE</code> reads a digest of your own.</p>
</div>`,
  });
}

export function issuesPage(site: SiteFrame, dates: readonly string[]): Markup {
  const months = Map.groupBy(dates, monthOf);
  return page(site, {
    title: 'All issues',
    main: html`<div class="plain"><h1>All issues</h1>
${searchField(site)}
<p><a href="${site.basePath}/topics">By topic</a></p>
${dates.length === 0 && html`<p>There is no issue yet.</p>`}
${[...months].map(
  ([month, days]) => html`<h2>${month}</h2>
<ul class="dates">${days.map(day => html`<li><a href="${site.basePath}/issues/${day}">${longDate(day)}</a></li>`)}</ul>`,
)}</div>`,
  });
}
