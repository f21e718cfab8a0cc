// What is trending, best first.
import type { Signal } from '../domain/issue.ts';
import { type Rankable, type RankOrder, scorePaper } from './score.ts';
import type { TextPrior } from './text-prior.ts';

/**
 * A total order, best first: by score, then by what the paper is called, so that the same papers always come in the same order,
 * wherever they are ranked.
 * @param prior what speaks where nobody has voted
 */
export function rank<T extends Rankable>(
  papers: readonly T[],
  at: Date,
  prior: TextPrior,
  order?: RankOrder,
): (T & { score: number; signals: Signal[] })[] {
  return papers
    .map(paper => ({ ...paper, ...scorePaper(paper, at, prior, order) }))
    .sort((a, b) => b.score - a.score || compareText(keyOf(a), keyOf(b)) || compareText(allOf(a), allOf(b)));
}

function keyOf({ arxivId = '', doi = '', title }: Rankable): string {
  return `${arxivId}\n${doi}\n${title}`;
}

/** Two papers of one list hardly share their names; where they do, the rest of their facts decides, in whatever order they stand. */
function allOf(paper: Rankable): string {
  return JSON.stringify(paper, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => compareText(a, b)))
      : value,
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
