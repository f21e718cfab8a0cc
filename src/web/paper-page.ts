// One paper with its life: what it says, where and when it was seen, how its votes grew, in which issues it was.
import { html } from 'hono/html';
import { toBibtex } from '../domain/bibtex.ts';
import { creditsFor } from '../domain/credit.ts';
import { excerpt } from '../domain/excerpt.ts';
import type { Paper, Upvotes } from '../domain/paper.ts';
import type { PaperNews } from '../domain/paper-news.ts';
import { longDate } from './issue-date.ts';
import { type Markup, page } from './page.ts';
import { byline, paperLinkList } from './paper-card.ts';
import { plural } from './plural.ts';
import type { PublicSitePorts, ReadPaper } from './ports.ts';

const DESCRIPTION_MAX = 200;
const [CHART_WIDTH, CHART_HEIGHT] = [640, 96];

export function paperPage(site: PublicSitePorts, { paper, life, topics }: ReadPaper): Markup {
  const { basePath } = site;
  const bibtex = toBibtex(paper);
  return page(site, {
    title: paper.title,
    description: (paper.abstract ?? paper.tldr ?? '').slice(0, DESCRIPTION_MAX),
    path: `/papers/${paper.id}`,
    kind: 'article',
    main: html`<article class="plain one"><h1 dir="auto">${paper.title}</h1>
${byline(paper, Number.POSITIVE_INFINITY)}
${abstractOf(paper)}
${paperLinkList(paper)}
${topics.length > 0 && html`<p class="about-topics">${topics.map(id => html`<a href="${basePath}/topics/${id}">${site.topicName(id)}</a> `)}</p>`}
<dl>${factRows(paper).map(([term, fact]) => html`<dt>${term}</dt><dd>${fact}</dd>`)}</dl>
${votesChart(life.votes)}
${history(site, life)}
<h2>Cite it</h2>
<pre id="bibtex" dir="auto" tabindex="0">${bibtex}</pre>
<p class="act"><button class="quiet" data-copy="bibtex" hidden>Copy BibTeX</button> <a href="${basePath}/papers/${paper.id}.bib" download>Download BibTeX</a></p>
</article>`,
    credits: creditsFor([paper]),
    script: true,
  });
}

/** The whole of it where the source lets everybody show it, as arXiv does; of others a beginning. */
export function abstractOf({ abstract, tldr, arxivId }: Paper): Markup | undefined {
  if (!abstract)
    return tldr ? html`<p dir="auto">${tldr} <span class="faint">(a machine’s summary)</span></p>` : undefined;
  return html`<p class="abstract" dir="auto">${arxivId === undefined ? excerpt(abstract) : abstract}</p>`;
}

function factRows(paper: Paper): [string, string][] {
  const { categories = [], primaryCategory, arxivId, version, doi, venue, comments, codeStars, publishedAt } = paper;
  const rows: [string, string | undefined][] = [
    ['Published', publishedAt && longDate(publishedAt.slice(0, 10))],
    ['Venue', venue],
    ['arXiv', arxivId && `${arxivId}${version ? `v${version}` : ''}`],
    ['DOI', doi],
    ['Categories', [...new Set([primaryCategory, ...categories].filter(Boolean))].join(', ')],
    ['Comments', comments ? plural(comments, 'comment') : undefined],
    ['Code', codeStars === undefined ? undefined : plural(codeStars, 'star')],
  ];
  return rows.filter((row): row is [string, string] => row[1] !== undefined && row[1] !== '');
}

/** A line without axes: first and last count stand beside it in words. */
function votesChart(votes: readonly Upvotes[]): Markup | undefined {
  const last = votes.at(-1);
  const first = votes[0];
  if (!first || !last) return undefined;
  const said = `${plural(last.count, 'upvote')} on ${longDate(last.at.slice(0, 10))}`;
  if (votes.length < 2) return html`<h2>Votes</h2><p>${said}.</p>`;
  const [start, end] = [Date.parse(first.at), Date.parse(last.at)];
  const most = Math.max(...votes.map(({ count }) => count), 1);
  const x = (at: string) => (((Date.parse(at) - start) / Math.max(end - start, 1)) * (CHART_WIDTH - 8) + 4).toFixed(1);
  const y = (count: number) => ((1 - count / most) * (CHART_HEIGHT - 12) + 6).toFixed(1);
  const label = `Votes rose from ${first.count} on ${longDate(first.at.slice(0, 10))} to ${last.count} on ${longDate(last.at.slice(0, 10))}`;
  return html`<h2>Votes</h2>
<svg class="chart" viewBox="0 0 ${CHART_WIDTH} ${CHART_HEIGHT}" role="img" aria-label="${label}"><polyline points="${votes.map(({ at, count }) => `${x(at)},${y(count)}`).join(' ')}"/><circle cx="${x(last.at)}" cy="${y(last.count)}" r="4"/></svg>
<p class="faint">From ${first.count} to ${said}.</p>`;
}

function history({ basePath }: PublicSitePorts, { seen, issues, news }: ReadPaper['life']): Markup | undefined {
  const rows: [string, Markup][] = [
    ...seen.map(({ source, first, last }): [string, Markup] => [
      first,
      html`Seen at <b>${source}</b>${last.slice(0, 10) !== first.slice(0, 10) && html`, until ${longDate(last.slice(0, 10))}`}`,
    ]),
    ...news.map(({ news: one, at }): [string, Markup] => [at, html`${newsText(one)}`]),
    ...issues.map((date): [string, Markup] => [
      date,
      html`In the issue of <a href="${basePath}/issues/${date}">${longDate(date)}</a>`,
    ]),
  ];
  if (rows.length === 0) return undefined;
  rows.sort(([a], [b]) => (a.slice(0, 10) < b.slice(0, 10) ? -1 : a.slice(0, 10) > b.slice(0, 10) ? 1 : 0));
  return html`<h2>Its life here</h2>
<ol class="life">${rows.map(([at, what]) => html`<li><time datetime="${at}">${longDate(at.slice(0, 10))}</time><span>${what}</span></li>`)}</ol>`;
}

function newsText(news: PaperNews): string {
  switch (news.kind) {
    case 'code':
      return 'Its code came out';
    case 'version':
      return `Version ${news.version} on arXiv`;
    case 'published':
      return 'It was published';
    case 'upvotes':
      return `Past ${news.mark} upvotes`;
  }
}
