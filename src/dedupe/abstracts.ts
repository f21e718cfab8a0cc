// Whether two abstracts are one text.
import { type Shingles, sharedShingles } from './shingles.ts';

export interface AbstractLikeness {
  /** From -1, nothing in common, to 1, the same text or a piece of it. */
  value: number;
  /** One text from beginning to end, and long enough to be nobody else's. */
  isOneText: boolean;
}

/** Of shorter ones even equality says nothing: "No abstract available." */
const TELLING_PAIRS = 15;
/** Longer than what a series or a special issue prefixes to its papers. */
const UNIQUE_PAIRS = 30;
const SHARE_OF_ONE_TEXT = 0.75;

/** A third of the shorter one's word pairs in the longer one says nothing, two thirds say that it is the same text. */
export function likenessOfAbstracts(left: Shingles, right: Shingles): AbstractLikeness | undefined {
  const [least, most] = left.length < right.length ? [left.length, right.length] : [right.length, left.length];
  if (least < TELLING_PAIRS) return undefined;
  const shared = sharedShingles(left, right);
  return {
    value: Math.max(-1, Math.min(1, (3 * shared) / least - 1)),
    isOneText: least >= UNIQUE_PAIRS && shared >= SHARE_OF_ONE_TEXT * most,
  };
}
