// The matching papers of one reader re-ranked by taste, and the one or two beyond the interests that taste lets in.
import type { Taste } from './learnt-taste.ts';

/** As if it were so much more similar: all of the way from the bottom of the trend to its top. */
const TREND_WORTH = 0.03;
/** The same for a reader who chose no interests: the trend is what brings those mails. */
const TREND_WORTH_ALONE = 0.3;
/** And what it is worth to match the declared interests. */
const MATCH_WORTH = 0.2;
/** A paper that matches nothing is let in from this similarity on, after five likes in about every third mail. */
const LET_IN_SIMILARITY = 0.12;
const LET_IN_MAX = 2;

export interface Candidates {
  /** Places of the papers that match, rising. */
  matching: readonly number[];
  /** Places of those that may be in the mail but match nothing, rising; empty for a reader without interests. */
  others: readonly number[];
  /** How many papers there are. */
  papers: number;
  hasInterests: boolean;
}

export interface LearntChoice {
  place: number;
  matches: boolean;
}

/**
 * @returns all that match and what is let in, best first; what is let in resembles a liked paper, and that is its reason
 */
export function orderByTaste(candidates: Candidates, taste: Taste): LearntChoice[] {
  const { matching, others } = candidates;
  const letIn = others
    .filter(place => taste.similarities[place]! >= LET_IN_SIMILARITY)
    .sort((a, b) => taste.similarities[b]! - taste.similarities[a]! || a - b)
    .filter(place => taste.resembles(place))
    .slice(0, LET_IN_MAX);
  return [...matching.map(place => ({ place, matches: true })), ...letIn.map(place => ({ place, matches: false }))]
    .map(choice => ({ choice, worth: worthOf(choice, candidates, taste) }))
    .sort((a, b) => b.worth - a.worth || a.choice.place - b.choice.place)
    .map(({ choice }) => choice);
}

/** Similarity, and in its measure what matching and the trend are worth. */
export function worthOf(
  { place, matches }: LearntChoice,
  { papers, hasInterests }: Pick<Candidates, 'papers' | 'hasInterests'>,
  { similarities }: Pick<Taste, 'similarities'>,
): number {
  const trend = (hasInterests ? TREND_WORTH : TREND_WORTH_ALONE) * (1 - place / papers);
  return similarities[place]! + trend + (matches ? MATCH_WORTH : 0);
}
