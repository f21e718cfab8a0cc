// How near each paper is to what a reader liked, and to which of the liked papers.
import type { LikedReason, Opinion, ReaderOpinions } from '../domain/opinion.ts';
import type { Paper } from '../domain/paper.ts';
import { learnProfile } from './learnt-profile.ts';
import { product, type TermSpace, type Vector } from './learnt-space.ts';
import { tellingWords } from './learnt-terms.ts';

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
  const liked = said.opinions.filter(({ kind }) => kind === 'more');
  return {
    similarities: space.compare(profile),
    resembles: place => likest(papers[place]!, liked, space, profile),
  };
}

function likest(paper: Paper, liked: readonly Opinion[], space: TermSpace, profile: Vector): LikedReason | undefined {
  const vector = space.vectorOf(paper);
  let best: { paper: Paper; likeness: number } | undefined;
  for (const { paper } of liked) {
    const likeness = product(vector, space.vectorOf(paper));
    if (likeness >= LIKENESS_MIN && likeness > (best?.likeness ?? 0)) best = { paper, likeness };
  }
  // A paper that came again under another source is no discovery.
  if (!best || best.paper.id === paper.id) return undefined;
  return { kind: 'liked', title: best.paper.title, terms: sharedWords(paper, best.paper, space, profile) };
}

/** What the reader took out, or wants less of, is no reason. */
function sharedWords(paper: Paper, liked: Paper, space: TermSpace, profile: Vector): string[] {
  const other = space.vectorOf(liked);
  const shared = Array.from(space.vectorOf(paper), ([term, weight]): [string, number] => [
    term,
    (profile.get(term) ?? 0) > 0 ? weight * (other.get(term) ?? 0) : 0,
  ]);
  return tellingWords(paper, new Map(shared), TERMS_SHOWN);
}
