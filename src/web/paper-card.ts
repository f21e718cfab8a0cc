// One paper on a page: title, who, what it says, facts, links.
import { html } from 'hono/html';
import { excerpt } from '../domain/excerpt.ts';
import { isWithoutVotes, type RankedPaper, type Signal } from '../domain/issue.ts';
import type { PaperFacts } from '../domain/paper.ts';
import { type PaperLink, paperLinks } from '../domain/paper-links.ts';
import type { Markup } from './page.ts';
import { plural } from './plural.ts';
import type { SiteFrame } from './ports.ts';

const NAMES_SHOWN = 6;

const LABELS: Record<PaperLink['kind'], string> = {
  abs: 'Paper',
  pdf: 'PDF',
  code: 'Code',
  project: 'Project',
  discussion: 'Discussion',
};

interface CardParts {
  site: SiteFrame;
  /** What the paper is about, where the page says so. */
  topics?: readonly { id: string; name: string }[];
  /** Beneath the facts, where the page is one reader's. */
  reason?: Markup;
}

export function paperCard(paper: RankedPaper, { site, topics = [], reason }: CardParts): Markup {
  const [first] = paperLinks(paper);
  const title = first?.kind === 'abs' ? html`<a href="${first.href}">${paper.title}</a>` : paper.title;
  return html`<li class="paper">
<h2 dir="auto">${title}</h2>
${byline(paper)}
${abstract(paper, site)}
${facts(paper)}
${topics.length > 0 && html`<p class="facts">${topics.map(({ id, name }) => html`<span><a href="${site.basePath}/topics/${id}">${name}</a></span>`)}</p>`}
${reason}
${paperLinkList(paper, html`<a href="${site.basePath}/papers/${paper.id}">Its life</a>`)}
</li>`;
}

/** @param more a link after the others */
export function paperLinkList(paper: PaperFacts, more?: Markup): Markup | undefined {
  const links = paperLinks(paper);
  if (links.length === 0 && !more) return undefined;
  return html`<p class="links">${links.map(({ kind, href }) => html`<a href="${href}">${LABELS[kind]}</a>`)}${more}</p>`;
}

/** @param shown how many names at most */
export function byline(paper: PaperFacts, shown = NAMES_SHOWN): Markup | undefined {
  const who = [authors(paper, shown), paper.organization].filter(part => part !== undefined);
  return who.length > 0 ? html`<p class="byline" dir="auto">${who.join(' · ')}</p>` : undefined;
}

function authors({ authors = [], authorCount }: PaperFacts, most: number): string | undefined {
  if (authors.length === 0) return authorCount ? plural(authorCount, 'author') : undefined;
  // Never "and 1 more": one name is not longer than that.
  const shown = authors.length <= most + 1 ? authors : authors.slice(0, most);
  const more = Math.max(authors.length, authorCount ?? 0) - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

/** The whole of it is fetched when it is asked for: with it a page of papers would be three times as long. */
function abstract({ id, abstract, tldr }: RankedPaper, { basePath }: SiteFrame): Markup | undefined {
  if (!abstract)
    return tldr ? html`<p dir="auto">${tldr} <span class="faint">(a machine’s summary)</span></p>` : undefined;
  const beginning = excerpt(abstract);
  if (beginning === abstract) return html`<p dir="auto">${abstract}</p>`;
  return html`<p class="excerpt" dir="auto">${beginning}</p>
<details data-fill="${basePath}/papers/${id}/abstract"><summary>Whole abstract</summary><p><a href="${basePath}/papers/${id}">On its page</a></p></details>`;
}

/** Votes, comments, code, categories: what a reader can check. */
function facts(paper: RankedPaper): Markup | undefined {
  const categories = [...new Set([paper.primaryCategory, ...(paper.categories ?? [])].filter(Boolean))];
  const known = [
    votes(paper),
    paper.comments ? plural(paper.comments, 'comment') : undefined,
    paper.codeStars === undefined ? undefined : `${plural(paper.codeStars, 'star')} on its code`,
    ...paper.signals.map(context),
    categories.length > 0 ? categories.join(', ') : undefined,
    paper.venue,
  ].filter(fact => fact !== undefined);
  return known.length > 0 ? html`<p class="facts">${known.map(fact => html`<span>${fact}</span>`)}</p>` : undefined;
}

/** The count that ranking went by, and no other. */
function votes(paper: RankedPaper): Markup | string | undefined {
  if (isWithoutVotes(paper)) return 'no votes yet';
  const upvotes = paper.signals.find(signal => signal.kind === 'upvotes');
  if (!upvotes) return undefined;
  const { count, rise = 0 } = upvotes;
  const risen = rise > 0 ? ` (+${rise.toLocaleString('en')} in a day)` : '';
  return html`<b>${count.toLocaleString('en')}</b> ${count === 1 ? 'upvote' : 'upvotes'}${risen}`;
}

/** Where it was seen, as far as that moved it up. */
function context(signal: Signal): string | undefined {
  if (signal.kind === 'sources') return `in ${signal.count} sources`;
  return signal.kind === 'position' ? `place ${signal.place} in its digest` : undefined;
}
