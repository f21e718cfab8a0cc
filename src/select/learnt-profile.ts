// What a reader's opinions add up to: a short list of terms with their weights, which a person can read and correct.
import type { LearntTerm, Opinion, OpinionKind, ReaderOpinions } from '../domain/opinion.ts';
import { type TermSpace, toUnitLength, type Vector } from './learnt-space.ts';
import { wordTerms } from './learnt-terms.ts';

/** An opinion counts half as much after this time, a quarter after twice of it. */
const HALF_LIFE_DAYS = 60;
const DAY_MS = 86_400_000;
/** So many fresh opinions are half the truth: one is trusted to four fifths, and ten nearly whole. */
const DOUBT = 0.25;
/** Liked papers say far better what somebody wants than disliked ones (Introduction to Information Retrieval, §9.1.1). */
const LESS_WORTH = 0.3;
const TERMS_MAX = 200;
/** Older opinions say nothing that these do not. */
const OPINIONS_MAX = 200;

/**
 * Rocchio's feedback (1971; Introduction to Information Retrieval, §9.1.1): the middle of the liked papers less a part of the
 * middle of the disliked ones, each opinion weighing less as it grows old. What Rocchio calls the query are the declared
 * interests; they are matched by themselves.
 * @returns at most 200 terms; its product with a paper's vector is between -1 and 1
 */
export function learnProfile({ opinions, dropped }: ReaderOpinions, space: TermSpace, now: Date): Vector {
  const used = opinions.slice(0, OPINIONS_MAX);
  const weights = new Map(middle(used, 'more', space, now));
  for (const [term, weight] of middle(used, 'less', space, now)) {
    weights.set(term, (weights.get(term) ?? 0) - LESS_WORTH * weight);
  }
  const isDropped = droppedBy(dropped);
  const strongest = [...weights].filter(([term]) => !isDropped(term)).sort(byStrength);
  return new Map(strongest.slice(0, TERMS_MAX));
}

/** The profile in words, strongest first. */
export function readProfile(profile: Vector, { opinions }: ReaderOpinions): LearntTerm[] {
  const missing = new Set(profile.keys());
  const texts = new Map<string, string>();
  for (const { paper } of opinions) {
    for (const [term, text] of wordTerms(paper, missing)) {
      texts.set(term, text);
      missing.delete(term);
    }
  }
  const strongest = Math.max(...[...profile.values()].map(Math.abs), 0);
  return [...profile].map(([term, weight]) => ({ term, text: texts.get(term) ?? term, weight: weight / strongest }));
}

function middle(opinions: readonly Opinion[], kind: OpinionKind, space: TermSpace, now: Date): Vector {
  const sum = new Map<string, number>();
  let total = 0;
  for (const { paper, at } of opinions.filter(opinion => opinion.kind === kind)) {
    const age = Math.max(0, now.getTime() - Date.parse(at)) / DAY_MS;
    const share = 2 ** (-age / HALF_LIFE_DAYS);
    total += share;
    for (const [term, weight] of space.vectorOf(paper)) sum.set(term, (sum.get(term) ?? 0) + share * weight);
  }
  const trust = total / (total + DOUBT);
  return new Map(Array.from(toUnitLength(sum), ([term, weight]) => [term, trust * weight]));
}

/** A word that was taken out takes the pairs with it along; a pair only itself. */
function droppedBy(dropped: readonly string[]): (term: string) => boolean {
  const terms = new Set(dropped);
  return term => terms.has(term) || term.split(' ').some(word => terms.has(word));
}

/** A total order, so that the same opinions always give the same profile. */
function byStrength([a, weightA]: [string, number], [b, weightB]: [string, number]): number {
  return Math.abs(weightB) - Math.abs(weightA) || (a < b ? -1 : 1);
}
