// What tells the titles on a page, and where the page begins.
import { isProse } from './prose.ts';
import { paperOf } from './targets.ts';
import type { PageToken } from './tokenize.ts';

/** Headings of one level, links to papers, or only the shape of the text. */
export type TitleSign = { kind: 'heading'; level: number } | { kind: 'link' } | { kind: 'shape' };

/** Titles are the commonest headings; else what stands right above a link to a paper; else it is the shape that tells. */
export function titleSignOf(tokens: readonly PageToken[]): TitleSign {
  const levels = new Map<number, number>();
  const linked = new Set<string>();
  let paragraphs = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'text') continue;
    if (token.heading > 0) levels.set(token.heading, (levels.get(token.heading) ?? 0) + 1);
    const next = tokens[index + 1];
    const paper = paperOf(token.target) ?? (next?.kind === 'link' ? paperOf(next.target) : undefined);
    if (paper) linked.add(paper.id);
    if (isProse(token.text)) paragraphs++;
  }
  const [level, count = 0] = [...levels].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
  // One heading above fifteen abstracts is the name of the page.
  if (level !== undefined && count * 4 >= paragraphs) return { kind: 'heading', level };
  return linked.size > 0 && linked.size * 2 >= paragraphs ? { kind: 'link' } : { kind: 'shape' };
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
