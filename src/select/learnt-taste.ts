// How near each paper is to what a reader liked, and to which of the liked papers.
import type { LikedReason, ReaderOpinions } from '../domain/opinion.ts';
import type { Paper } from '../domain/paper.ts';
import { learnProfile, OPINIONS_MAX } from './learnt-profile.ts';
import type { NumberedVector, TermSpace, Vector } from './learnt-space.ts';
import { strongestTerms } from './learnt-terms.ts';

/** A paper resembles another from here on, as one in a thousand pairs of Daily Papers does. */
const LIKENESS_MIN = 0.1;
const TERMS_SHOWN = 3;

/** Papers are known by their place in the trend, from 0. */
export interface Taste {
  /** By place, between -1 and 1. */
  similarities: Float64Array;
  /** The liked paper that a paper resembles most, if it resembles any. */
  resembles(place: number): LikedReason | undefined;
}

/**
 * @param papers in the order of the space
 * @returns undefined where nothing was learnt, or nothing may be used
 */
export function learnTaste(
  said: ReaderOpinions,
  { space, papers }: { space: TermSpace; papers: readonly Paper[] },
  now: Date,
): Taste | undefined {
  if (!said.isOn || said.opinions.length === 0) return undefined;
  const profile = learnProfile(said, space, now);
  const liked = said.opinions
    .slice(0, OPINIONS_MAX)
    .filter(({ kind }) => kind === 'more')
    .map(({ paper }): Liked => ({ paper, vector: space.numberedOf(paper) }));
  const found = new Map<number, LikedReason | undefined>();
  return {
    similarities: space.compare(profile),
    resembles(place) {
      if (!found.has(place)) found.set(place, likest(papers[place]!, liked, space, profile));
      return found.get(place);
    },
  };
}

interface Liked {
  paper: Paper;
  vector: NumberedVector;
}

function likest(paper: Paper, liked: readonly Liked[], space: TermSpace, profile: Vector): LikedReason | undefined {
  const vector = space.numberedOf(paper);
  const likenesses = space.compareWith(
    vector,
    liked.map(({ vector }) => vector),
  );
  let [best, highest] = [-1, 0];
  for (const [at, likeness] of likenesses.entries()) {
    if (likeness >= LIKENESS_MIN && likeness > highest) [best, highest] = [at, likeness];
  }
  const likest = liked[best];
  // A paper that came again under another source is no discovery.
  if (!likest || likest.paper.id === paper.id) return undefined;
  const words = space.wordsOf(paper);
  const terms = sharedTerms(vector, likest.vector, space, profile).map(term => words.get(term) ?? term);
  return { kind: 'liked', title: likest.paper.title, terms };
}

/** The most telling first. What the reader took out, or wants less of, is no reason. */
function sharedTerms(vector: NumberedVector, liked: NumberedVector, space: TermSpace, profile: Vector): string[] {
  const other = new Map(space.read(liked));
  const shared = new Map<string, number>();
  for (const [term, weight] of space.read(vector)) {
    if ((profile.get(term) ?? 0) > 0) shared.set(term, weight * (other.get(term) ?? 0));
  }
  return strongestTerms(shared, TERMS_SHOWN);
}
