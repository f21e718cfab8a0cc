// The matching papers of one reader re-ranked by taste, and the one or two beyond the interests that taste lets in.
import type { Taste } from './learnt-taste.ts';

/** As if it were so much more similar: all of the way from the bottom of the trend to its top. */
const TREND_WORTH = 0.03;
/** The same for a reader who chose no interests: the trend is what brings those mails. */
const TREND_WORTH_ALONE = 0.3;
/** A paper that matches nothing is let in from this similarity on, after five likes in about every third mail. */
const LET_IN_SIMILARITY = 0.12;
const LET_IN_MAX = 2;
const LET_IN_SHARE = 0.25;

export interface TrendScale {
  /** How many papers there are. */
  papers: number;
  hasInterests: boolean;
}

/**
 * @param matching places in the trend
 * @returns the same, best first
 */
export function orderByTaste(matching: readonly number[], scale: TrendScale, taste: Taste): number[] {
  return matching
    .map(place => ({ place, worth: worthOf(place, scale, taste) }))
    .sort((a, b) => b.worth - a.worth || a.place - b.place)
    .map(({ place }) => place);
}

/**
 * What resembles a liked paper, and has that as its reason: two at most and a quarter of the mail, or one of a short mail.
 * @param others places of what may be in the mail but matches nothing
 * @param room what the matching papers left free
 * @returns places, most similar first
 */
export function letInByTaste(
  others: readonly number[],
  { room, papersPerMail }: { room: number; papersPerMail: number },
  taste: Taste,
): number[] {
  const most = Math.min(LET_IN_MAX, Math.max(1, Math.floor(papersPerMail * LET_IN_SHARE)), room);
  return others
    .filter(place => taste.similarities[place]! >= LET_IN_SIMILARITY)
    .sort((a, b) => taste.similarities[b]! - taste.similarities[a]! || a - b)
    .values()
    .filter(place => taste.resembles(place) !== undefined)
    .take(Math.max(0, most))
    .toArray();
}

/** Similarity, and in its measure what the trend is worth. */
export function worthOf(
  place: number,
  { papers, hasInterests }: TrendScale,
  { similarities }: Pick<Taste, 'similarities'>,
): number {
  return similarities[place]! + (hasInterests ? TREND_WORTH : TREND_WORTH_ALONE) * (1 - place / papers);
}
