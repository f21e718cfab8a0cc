// Papers one under the other: which topics they are about, a page of them at a time, and the way to the others.
import { html } from 'hono/html';
import type { RankedPaper } from '../domain/issue.ts';
import type { Markup } from './page.ts';
import { paperCard } from './paper-card.ts';
import type { PublicSitePorts } from './ports.ts';

/** With their excerpts they stay under 60 KB. */
const A_PAGE = 25;
const TOPICS_SHOWN = 3;

export interface ListQuery {
  /** Id of a topic. */
  topic?: string;
  /** From 1. */
  page: number;
}

export function readListQuery(search: URLSearchParams): ListQuery {
  const topic = search.get('topic') ?? undefined;
  const page = Number(search.get('page') ?? '1');
  return { ...(topic && { topic }), page: Number.isSafeInteger(page) && page >= 1 ? page : 1 };
}

/** @param path of the page, without what follows `?` */
export function paperList(
  site: PublicSitePorts,
  papers: readonly RankedPaper[],
  { topic, page }: ListQuery,
  path: string,
): Markup {
  const matching = topic === undefined ? papers : papers.filter(paper => site.reading.topicsOf(paper).includes(topic));
  const pages = Math.max(Math.ceil(matching.length / A_PAGE), 1);
  const at = Math.min(page, pages);
  const first = (at - 1) * A_PAGE;
  const href = (to: ListQuery) => {
    const query = new URLSearchParams({
      ...(to.topic && { topic: to.topic }),
      ...(to.page > 1 && { page: String(to.page) }),
    });
    return query.size > 0 ? `${path}?${query}` : path;
  };
  return html`${topicBar(site, papers, { topic, href: id => href({ ...(id && { topic: id }), page: 1 }) })}
${matching.length === 0 && papers.length > 0 && html`<p class="remark">None of these papers is about this.</p>`}
${matching.length > 0 && html`<ol class="papers"${first > 0 && html` start="${first + 1}"`}>${matching.slice(first, first + A_PAGE).map(paper => paperCard(paper, { site, topics: named(site, paper) }))}</ol>`}
${
  pages > 1 &&
  html`<nav class="turn" aria-label="More papers">
${at > 1 && html`<a href="${href({ ...(topic && { topic }), page: at - 1 })}" rel="prev">← Papers ${first - A_PAGE + 1} to ${first}</a>`}
${at < pages && html`<a href="${href({ ...(topic && { topic }), page: at + 1 })}" rel="next">Papers ${first + A_PAGE + 1} to ${Math.min(first + 2 * A_PAGE, matching.length)} →</a>`}
</nav>`
}`;
}

function named({ reading, topicName }: PublicSitePorts, paper: RankedPaper) {
  return reading
    .topicsOf(paper)
    .slice(0, TOPICS_SHOWN)
    .map(id => ({ id, name: topicName(id) }));
}

function topicBar(
  { reading, topicName, catalogue }: PublicSitePorts,
  papers: readonly RankedPaper[],
  { topic, href }: { topic?: string; href(id?: string): string },
): Markup | undefined {
  const counts = new Map<string, number>();
  for (const paper of papers) for (const id of reading.topicsOf(paper)) counts.set(id, (counts.get(id) ?? 0) + 1);
  const present = catalogue.topics.filter(({ id }) => counts.has(id));
  if (present.length < 2 && topic === undefined) return undefined;
  return html`<details class="pick"${topic !== undefined && html` open`}><summary>${topic === undefined ? 'Choose a topic' : topicName(topic)}</summary>
<ul>${topic !== undefined && html`<li><a href="${href()}">All topics</a></li>`}
${present.map(
  ({ id, name }) =>
    html`<li><a href="${href(id)}"${id === topic && html` aria-current="true"`}>${name}</a> <span class="size">${counts.get(id)}</span></li>`,
)}</ul></details>`;
}
