// What a reader's opinions add up to: a short list of terms with their weights, which a person can read and correct.
import type { LearntTerm, Opinion, OpinionKind, ReaderOpinions } from '../domain/opinion.ts';
import { lengthOf, type NumberedVector, type TermSpace, type Vector } from './learnt-space.ts';
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
export const OPINIONS_MAX = 200;

/**
 * Rocchio's feedback (1971; Introduction to Information Retrieval, §9.1.1): the middle of the liked papers less a part of the
 * middle of the disliked ones, each opinion weighing less as it grows old. What Rocchio calls the query are the declared
 * interests; they are matched by themselves.
 * @returns at most 200 terms; its product with a paper's vector is between -1 and 1
 */
export function learnProfile({ opinions, dropped }: ReaderOpinions, space: TermSpace, now: Date): Vector {
  const used = opinions.slice(0, OPINIONS_MAX);
  const more = middle(used, 'more', space, now);
  const less = middle(used, 'less', space, now);
  const whole = space.add([more, { ...less, share: -LESS_WORTH * less.share }]);
  // Finding the bound first spares sorting thousands of terms for each reader.
  const kept = dropped.length === 0 ? space.read(strongest(whole)) : space.read(whole).filter(isKept(dropped));
  return new Map(kept.sort(byStrength).slice(0, TERMS_MAX));
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

/** The direction of the middle of what was said so, and how far it is trusted. */
function middle(opinions: readonly Opinion[], kind: OpinionKind, space: TermSpace, now: Date) {
  let total = 0;
  const parts = opinions
    .filter(opinion => opinion.kind === kind)
    .map(({ paper, at }) => {
      const age = Math.max(0, now.getTime() - Date.parse(at)) / DAY_MS;
      const share = 2 ** (-age / HALF_LIFE_DAYS);
      total += share;
      return { vector: space.numberedOf(paper), share };
    });
  const vector = space.add(parts);
  const trust = total / (total + DOUBT);
  return { vector, share: vector.terms.length === 0 ? 0 : trust / lengthOf(vector.weights) };
}

/** The terms of which the profile is made, and any that are as strong as the last of them. */
function strongest({ terms, weights }: NumberedVector): NumberedVector {
  const strengths = new Float64Array(weights.length);
  for (let at = 0; at < weights.length; at += 1) strengths[at] = Math.abs(weights[at]!);
  const bound = strengths.toSorted().at(-TERMS_MAX) ?? 0;
  const strong: number[] = [];
  for (let at = 0; at < weights.length; at += 1) if (strengths[at]! >= bound) strong.push(at);
  return {
    terms: Uint32Array.from(strong, at => terms[at]!),
    weights: Float64Array.from(strong, at => weights[at]!),
  };
}

/** A word that was taken out takes the pairs with it along; a pair only itself. */
function isKept(dropped: readonly string[]): (weighed: [term: string, weight: number]) => boolean {
  const terms = new Set(dropped);
  return ([term]) => !terms.has(term) && !term.split(' ').some(word => terms.has(word));
}

/** A total order, so that the same opinions always give the same profile. */
function byStrength([a, weightA]: [string, number], [b, weightB]: [string, number]): number {
  return Math.abs(weightB) - Math.abs(weightA) || (a < b ? -1 : 1);
}
