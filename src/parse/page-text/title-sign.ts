// What tells the titles on a page, and where the page begins.

import { isProse } from '../prose.ts';
import type { TextToken } from './growing-text.ts';
import { paperOf } from './targets.ts';
import type { PageToken } from './tokenize.ts';

/** A title that ends like a sentence is no longer than this. */
export const LONGEST_ODD_TITLE = 200;

/** Headings of one level, links to papers, or only the shape of the text. */
export type TitleSign = { kind: 'heading'; level: number } | { kind: 'link' } | PageShape;

/** How a page without other signs sets its texts. */
interface PageShape {
  kind: 'shape';
  /** Blank lines stand above its titles. */
  isSpaced: boolean;
  /** Each abstract is one paragraph. */
  isPlain: boolean;
}

/** Titles are the commonest headings; else what stands right above a link to a paper; else it is the shape that tells. */
export function titleSignOf(tokens: readonly PageToken[]): TitleSign {
  const levels = new Map<number, number>();
  let paragraphs = 0;
  for (const token of tokens) {
    if (token.kind !== 'text') continue;
    if (token.heading > 0) levels.set(token.heading, (levels.get(token.heading) ?? 0) + 1);
    if (isProse(token.text)) paragraphs++;
  }
  const [level, count = 0] = [...levels].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
  // One heading above fifteen abstracts is the name of the page.
  if (level !== undefined && count * 4 >= paragraphs) return { kind: 'heading', level };
  const linked = countLinked(tokens);
  return linked > 0 && linked * 2 >= paragraphs ? { kind: 'link' } : shapeOf(tokens);
}

/** How many papers the texts of the page lead to, by a link of their own or right below. */
function countLinked(tokens: readonly PageToken[]): number {
  const linked = new Set<string>();
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'text') continue;
    const next = tokens[index + 1];
    const paper = paperOf(token.target) ?? (next?.kind === 'link' ? paperOf(next.target) : undefined);
    if (paper) linked.add(paper.id);
  }
  return linked.size;
}

function shapeOf(tokens: readonly PageToken[]): PageShape {
  let spaced = 0;
  let titles = 0;
  let isPlain = true;
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'text') continue;
    const above = tokens[index - 1];
    if (!isProse(token.text)) {
      titles++;
      if (token.afterBlank) spaced++;
    } else if (above?.kind === 'text' && isProse(above.text)) {
      isPlain &&= isSentenceAbove(token, tokens[index + 1]) || isSentenceAbove(above, token);
    }
  }
  return { kind: 'shape', isSpaced: spaced * 2 >= titles, isPlain };
}

/** One sentence above a paragraph that is clearly longer: by its shape alone it may be a title with a full stop. */
export function isSentenceAbove({ text }: TextToken, next: PageToken | undefined): boolean {
  if (text.length > LONGEST_ODD_TITLE) return false;
  return next?.kind === 'text' && isProse(next.text) && next.text.length > 2 * text.length;
}

/** What stands above the page's own masthead is the site's menu or a note on the capture, unless papers are in it. */
export function withoutPreface(tokens: readonly PageToken[]): readonly PageToken[] {
  const masthead = tokens.findIndex(token => token.kind === 'chrome' && token.chrome === 'masthead');
  const preface = tokens.slice(0, Math.max(masthead, 0));
  const holdsPapers = preface.some(
    token => token.kind === 'authors' || (token.kind === 'text' && token.text.length > 160 && isProse(token.text)),
  );
  return holdsPapers ? tokens : tokens.slice(Math.max(masthead, 0));
}
