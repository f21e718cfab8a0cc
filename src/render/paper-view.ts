// What a card shows of one paper: plain strings, clean and limited, ready for the templates to escape.

import { cutText } from '../domain/cut-text.ts';
import { excerpt } from '../domain/excerpt.ts';
import { isWithoutVotes, type RankedPaper, type Signal } from '../domain/issue.ts';
import { type PaperLink, paperLinks } from '../domain/paper-links.ts';
import { displayText } from './display-text.ts';
import type { Sentence } from './explain-reason.ts';
import type { Messages } from './messages-en.ts';

const TITLE_MAX = 300;
const NAME_MAX = 80;
const AUTHORS_SHOWN = 3;
const CATEGORIES_SHOWN = 3;

export interface CardLink extends PaperLink {
  label: string;
}

/** The variables of a card. Text that is not there is empty. */
export interface PaperView {
  [field: string]: unknown;
  title: string;
  /** Where the title leads. */
  href: string;
  /** Names the paper in links to what the reader thinks of it. */
  id: number;
  /** First three authors and the organization. */
  byline: string;
  excerpt: string;
  /** The excerpt is a machine's, for want of an abstract. */
  isMachineSummary: boolean;
  /** What ranking went by, and categories. */
  facts: string;
  /** Byline and facts in one. */
  meta: string;
  /** Why the paper is here, in few words, and what people think of it. */
  short: string;
  why: Sentence;
  links: CardLink[];
  say: Messages['labels'];
}

/** Says once what every reader of the paper is told, then to each what brought it. */
export function paperViewer(paper: RankedPaper, say: Messages): (why: Sentence) => PaperView {
  const links = linksOf(paper, say);
  const organization = paper.organization ? shorten(paper.organization) : '';
  const byline = joined([authorsOf(paper, say), organization], say);
  const facts = joined(factsOf(paper, say), say);
  const opinions = factsOf({ ...paper, primaryCategory: undefined, categories: [] }, say);
  const shared = {
    title: displayTitle(paper, say),
    href: links[0]?.href ?? '',
    id: paper.id,
    byline,
    excerpt: excerpt(displayText(paper.abstract || paper.tldr || '')),
    isMachineSummary: !paper.abstract && Boolean(paper.tldr),
    facts,
    meta: joined([byline, facts], say),
    links,
    say: say.labels,
  };
  return why => ({ ...shared, short: joined([why.short, ...opinions], say), why });
}

export function linksOf(paper: RankedPaper, say: Messages): CardLink[] {
  return paperLinks(paper).map(link => ({ ...link, label: say.links[link.kind] }));
}

export function displayTitle(paper: { title: string }, say: Messages): string {
  return cutText(displayText(paper.title), TITLE_MAX) || say.labels.untitled;
}

function authorsOf({ authors = [], authorCount = 0 }: RankedPaper, say: Messages): string {
  const total = Math.max(authors.length, authorCount);
  if (authors.length === 0) return total > 0 ? say.authorCount(total) : '';
  // "+1" would take as much room as the fourth name.
  const shown = total === AUTHORS_SHOWN + 1 ? authors : authors.slice(0, AUTHORS_SHOWN);
  const names = shown.map(shorten).join(', ');
  return total > shown.length ? say.moreAuthors(names, total - shown.length) : names;
}

function factsOf(paper: RankedPaper, say: Messages): string[] {
  const signal = <K extends Signal['kind']>(kind: K) =>
    paper.signals.find((found): found is Extract<Signal, { kind: K }> => found.kind === kind);
  const upvotes = signal('upvotes');
  const comments = signal('comments')?.count ?? paper.comments ?? 0;
  const code = signal('code') ?? (paper.links?.code ? { stars: paper.codeStars } : undefined);
  const sources = signal('sources');
  const position = signal('position');
  const categories = [paper.primaryCategory, ...(paper.categories ?? [])].filter(category => category !== undefined);
  return [
    upvotes ? say.upvotes(upvotes.count, upvotes.rise) : '',
    isWithoutVotes(paper) ? say.noVotes : '',
    comments > 0 ? say.comments(comments) : '',
    code ? say.code(code.stars ?? paper.codeStars) : '',
    sources ? say.sources(sources.count) : '',
    position ? say.place(position.place) : '',
    [...new Set(categories)].slice(0, CATEGORIES_SHOWN).map(shorten).join(', '),
    paper.version !== undefined && paper.version > 1 ? say.version(paper.version) : '',
  ];
}

function joined(parts: readonly string[], say: Messages): string {
  return parts.filter(Boolean).join(say.separator);
}

function shorten(text: string): string {
  return cutText(displayText(text), NAME_MAX);
}
