// What the phrases of a topic tell beyond being there: a topic that is studied reads otherwise than one that is only used.
import type { PaperFacts } from '../domain/paper.ts';
import { abstractPoints, countPhrases, pointsOf, type Told } from './topic-phrases.ts';

/** Each is weighed by the learned weights; those without a comment are 0 or 1. */
export const SIGNALS = [
  'title',
  'second in title',
  /** Grows with the logarithm of the points that the abstract gives. */
  'abstract',
  /** The same of phrases that only support. */
  'supporting',
  /** Stands where the authors say what they did: "we propose", "this paper studies", "our benchmark". */
  'contribution',
  /** Stands in the first sentence of the abstract. */
  'opening',
  'two phrases',
  /** Of how many topics the words of the paper speak louder, at most six, in sixths. */
  'louder topics',
] as const;
export type Signal = (typeof SIGNALS)[number];
export type Signals = Readonly<Record<Signal, number>>;

/** A sentence of an abstract. */
export interface Sentence {
  /** Where it ends, in UTF-16 units. */
  end: number;
  saysWhatWasDone: boolean;
}

const SENTENCE_END = /[.!?]["')\]]*\s+(?=\p{Lu})/gu;
const WHO = /(?:we|this (?:paper|work|study|report|survey|article))/.source;
const DID = [
  'address analy[sz] build construct creat demonstrate design develop evaluat examin explor find formulat introduc investigat',
  'present propos releas review show study survey train',
]
  .join(' ')
  .replaceAll(' ', '|');
const OURS = /our (?:method|model|approach|framework|benchmark|dataset)/.source;
const CONTRIBUTION = new RegExp(`\\b${WHO}\\b[^.]{0,40}?\\b(?:${DID})|\\b${OURS}`, 'i');
const MOST_LOUDER = 6;

export function sentencesOf({ abstract = '' }: Pick<PaperFacts, 'abstract'>): Sentence[] {
  const ends = [...abstract.matchAll(SENTENCE_END)].map(({ 0: { length }, index }) => index + length);
  let start = 0;
  return [...ends, abstract.length].map(end => {
    const saysWhatWasDone = CONTRIBUTION.test(abstract.slice(start, end));
    start = end;
    return { end, saysWhatWasDone };
  });
}

/** @param louder of how many topics the words of the paper speak louder than of this one */
export function signalsOf({ certain, supporting }: Told, sentences: readonly Sentence[], louder: number): Signals {
  const inTitle = countPhrases(certain.filter(({ field }) => field === 'title')).size;
  const places = certain
    .filter(({ field }) => field === 'abstract')
    .map(found => sentences.findIndex(({ end }) => found.start < end));
  return {
    title: oneIf(inTitle > 0),
    'second in title': oneIf(inTitle > 1),
    abstract: Math.log1p(abstractPoints(certain)),
    supporting: Math.log1p(pointsOf(supporting)),
    contribution: oneIf(places.some(place => sentences[place]?.saysWhatWasDone)),
    opening: oneIf(places.includes(0)),
    'two phrases': oneIf(countPhrases(certain).size > 1),
    'louder topics': Math.min(louder, MOST_LOUDER) / MOST_LOUDER,
  };
}

function oneIf(holds: boolean): number {
  return holds ? 1 : 0;
}
