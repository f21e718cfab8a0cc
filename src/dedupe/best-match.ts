// Which of several known papers a record is.
import type { PaperFacts } from '../domain/paper.ts';
import { decide } from './decide.ts';

/**
 * The surest match among the candidates, the first among equals.
 * @returns its place; undefined where none is the same work
 */
export function bestMatch(facts: PaperFacts, candidates: readonly PaperFacts[]): number | undefined {
  let best: { at: number; score: number } | undefined;
  for (const [at, candidate] of candidates.entries()) {
    const { same, score } = decide(facts, candidate);
    if (same && (best === undefined || score > best.score)) best = { at, score };
  }
  return best?.at;
}
