// The best of a week, a month, or of one topic.
import { html } from 'hono/html';
import { creditsFor } from '../domain/credit.ts';
import type { RankedPaper } from '../domain/issue.ts';
import type { Period } from '../domain/period.ts';
import { longDate, monthOf } from './issue-date.ts';
import { type Markup, page } from './page.ts';
import { type ListQuery, paperList } from './paper-list.ts';
import { plural } from './plural.ts';
import type { PublicSitePorts } from './ports.ts';

export function periodPage(
  site: PublicSitePorts,
  { period, papers, query }: { period: Period; papers: readonly RankedPaper[]; query: ListQuery },
): Markup {
  const { kind, name, from, until, previous, next } = period;
  const heading = kind === 'week' ? `Papers of week ${Number(name.slice(6))}` : `Papers of ${monthOf(from)}`;
  const path = `${site.basePath}/${kind}s`;
  const isOver = until < site.now().toISOString().slice(0, 10);
  return page(site, {
    title: heading,
    path: `/${kind}s/${name}`,
    main: html`<h1 class="masthead">${heading} <span class="date">${longDate(from)} to ${longDate(until)} · ${plural(papers.length, 'paper')}</span></h1>
${papers.length === 0 && html`<p class="remark">There was no issue in this time.</p>`}
${paperList(site, mostVoted(papers), query, `${path}/${name}`)}
<nav class="turn" aria-label="Other times"><a href="${path}/${previous}" rel="prev">← ${label(kind, previous)}</a>
${isOver && html`<a href="${path}/${next}" rel="next">${label(kind, next)} →</a>`}</nav>`,
    credits: creditsFor(papers),
    script: true,
  });
}

function label(kind: Period['kind'], name: string): string {
  return kind === 'week' ? `Week ${Number(name.slice(6))}` : monthOf(`${name}-01`);
}

export function topicPage(
  site: PublicSitePorts,
  { id, papers, query }: { id: string; papers: readonly RankedPaper[]; query: ListQuery },
): Markup {
  const { name, description } = site.catalogue.topics.find(topic => topic.id === id)!;
  const path = `${site.basePath}/topics/${id}`;
  return page(site, {
    title: name,
    description,
    path: `/topics/${id}`,
    feeds: [{ title: `${site.name}: ${name}`, path: `${path}/feed` }],
    main: html`<h1 class="masthead">${name} <span class="date">The last 30 days · ${plural(papers.length, 'paper')}</span></h1>
<p class="remark">${description}</p>
${papers.length === 0 && html`<p class="remark">No issue had a paper on it in this time.</p>`}
${paperList(site, mostVoted(papers), { page: query.page, ...(query.topic && { topic: query.topic }) }, path)}
<p class="faint">As a feed: <a href="${path}/feed.xml">Atom</a> or <a href="${path}/feed.json">JSON</a>. By mail: <a href="${site.basePath}/subscribe?topics=${id}">subscribe</a>.</p>`,
    credits: creditsFor(papers),
    script: true,
  });
}

export function topicsPage(site: PublicSitePorts): Markup {
  const { groups, topics } = site.catalogue;
  return page(site, {
    title: 'Topics',
    path: '/topics',
    main: html`<div class="plain"><h1>Topics</h1>
${Object.entries(groups).map(
  ([group, name]) => html`<h2>${name}</h2>
<ul class="dates">${topics
    .filter(topic => topic.group === group)
    .map(
      topic =>
        html`<li><a href="${site.basePath}/topics/${topic.id}">${topic.name} <span class="hint">${topic.description}</span></a></li>`,
    )}</ul>`,
)}</div>`,
  });
}

/** Papers of many days: by what people made of them, and where nobody did, by their rank. */
function mostVoted(papers: readonly RankedPaper[]): RankedPaper[] {
  return papers.toSorted((a, b) => votesOf(b) - votesOf(a) || b.score - a.score);
}

function votesOf({ signals }: RankedPaper): number {
  return signals.find(signal => signal.kind === 'upvotes')?.count ?? 0;
}
