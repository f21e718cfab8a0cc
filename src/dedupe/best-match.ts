// Which of several known papers a record is.
import type { PaperFacts } from '../domain/paper.ts';
import { type Decision, decide } from './decide.ts';

export interface Match {
  /** Place among the candidates. */
  at: number;
  decision: Decision;
}

/**
 * The surest match among the candidates, the first among equals.
 * @returns its place; undefined where none is the same work
 */
export function bestMatch(facts: PaperFacts, candidates: readonly PaperFacts[]): number | undefined {
  return surestMatch(facts, candidates)?.at;
}

/** The same with what made it the surest. */
export function surestMatch(facts: PaperFacts, candidates: readonly PaperFacts[]): Match | undefined {
  let best: Match | undefined;
  for (const [at, candidate] of candidates.entries()) {
    const decision = decide(facts, candidate);
    if (decision.same && (best === undefined || decision.score > best.decision.score)) best = { at, decision };
  }
  return best;
}
