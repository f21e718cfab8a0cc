// Searching the archive: the field, and what it found with the words marked.
import { html } from 'hono/html';
import { excerpt } from '../domain/excerpt.ts';
import type { Paper } from '../domain/paper.ts';
import { markFound, type SearchTerm } from '../domain/search-query.ts';
import { type Markup, page } from './page.ts';
import { byline } from './paper-card.ts';
import type { PublicSitePorts, SiteFrame } from './ports.ts';

export const FOUND_MAX = 50;

export interface Search {
  text: string;
  terms: readonly SearchTerm[];
  found: readonly Paper[];
}

export function searchField({ basePath }: SiteFrame, text = ''): Markup {
  return html`<form class="search" role="search" action="${basePath}/search">
<label class="away" for="q">Search the papers</label>
<p class="ask"><input id="q" name="q" type="search" value="${text}" maxlength="400" placeholder="Words, “a phrase”, an author, an arXiv id"><button class="quiet">Search</button></p></form>`;
}

export function searchPage(site: PublicSitePorts, { text, terms, found }: Search): Markup {
  return page(site, {
    title: text === '' ? 'Search' : `${text} · Search`,
    main: html`<div class="plain"><h1>Search</h1>
${searchField(site, text)}
${terms.length > 0 && html`<p class="faint" role="status">${said(found.length)}</p>`}
${found.length > 0 && html`<ul class="found">${found.map(paper => foundPaper(site, paper, terms))}</ul>`}</div>`,
  });
}

function said(count: number): string {
  if (count === 0) return 'No paper has all of these words. Fewer of them find more.';
  if (count >= FOUND_MAX) return `The ${FOUND_MAX} best of those that came last. More words find fewer.`;
  return count === 1 ? 'One paper.' : `${count} papers.`;
}

function foundPaper({ basePath }: SiteFrame, paper: Paper, terms: readonly SearchTerm[]): Markup {
  return html`<li><h2 dir="auto"><a href="${basePath}/papers/${paper.id}">${marked(paper.title, terms)}</a></h2>
${byline(paper)}
${paper.abstract && html`<p dir="auto">${marked(whereFound(paper.abstract, terms), terms)}</p>`}</li>`;
}

/** Its beginning, or where one of the words stands. */
function whereFound(abstract: string, terms: readonly SearchTerm[]): string {
  const beginning = excerpt(abstract);
  if (markFound(beginning, terms).some(({ isFound }) => isFound)) return beginning;
  const parts = markFound(abstract, terms);
  const at = parts.findIndex(({ isFound }) => isFound);
  if (at < 0) return beginning;
  const before = parts
    .slice(0, at)
    .map(({ text }) => text)
    .join('');
  const start = before.lastIndexOf('. ') + 1;
  return `… ${excerpt(abstract.slice(start).trimStart())}`;
}

function marked(text: string, terms: readonly SearchTerm[]): Markup {
  return html`${markFound(text, terms).map(part => (part.isFound ? html`<mark>${part.text}</mark>` : part.text))}`;
}
