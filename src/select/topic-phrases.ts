// The phrases of a catalogue: where they stand in a paper, what that counts by itself, and the evidence that people are shown.
import type { Evidence } from '../domain/issue.ts';
import type { PaperFacts } from '../domain/paper.ts';
import type { Topic } from '../domain/topic.ts';
import { type FieldOccurrence, scanPaper, toEvidence, withoutNested } from './evidence.ts';
import { PhraseIndex } from './phrase-index.ts';

type Role = 'strong' | 'weak' | 'exclude';

/** The phrases of all topics, made ready for scanning. */
export interface TopicPhrases {
  index: PhraseIndex;
  /** What each phrase means to which topic. */
  uses: ReadonlyMap<number, readonly { topic: string; role: Role }[]>;
}

/** Where one topic's phrases stand in one paper. */
export interface Told {
  certain: readonly FieldOccurrence[];
  supporting: readonly FieldOccurrence[];
}

export const NOTHING_TOLD: Told = { certain: [], supporting: [] };

const TITLE_POINTS = 2.5;
const ABSTRACT_POINTS = 1;
const REPEAT_POINTS = 0.4;
const MAX_ABSTRACT_POINTS = 2;
/** A phrase that only supports counts half, and all of them together at most one. */
const WEAK_SHARE = 0.5;
const MAX_WEAK_POINTS = 1;

export function compilePhrases(topics: readonly Topic[]): TopicPhrases {
  const index = new PhraseIndex();
  const uses = new Map<number, { topic: string; role: Role }[]>();
  for (const topic of topics) {
    for (const role of ['strong', 'weak', 'exclude'] as const) {
      for (const text of topic[role]) {
        const phrase = index.add(text);
        if (phrase === undefined) continue;
        uses.set(phrase, [...(uses.get(phrase) ?? []), { topic: topic.id, role }]);
      }
    }
  }
  return { index, uses };
}

/** What the phrases of each topic say; topics of which no phrase was found are absent. */
export function findPhrases({ index, uses }: TopicPhrases, paper: PaperFacts): Map<string, Told> {
  const byTopic = new Map<string, Record<Role, FieldOccurrence[]>>();
  for (const found of scanPaper(index, paper)) {
    for (const { topic, role } of uses.get(found.phrase) ?? []) {
      const roles = byTopic.get(topic) ?? { strong: [], weak: [], exclude: [] };
      byTopic.set(topic, roles);
      roles[role].push(found);
    }
  }
  const told = new Map<string, Told>();
  for (const [topic, { strong, weak, exclude }] of byTopic) {
    const certain = withoutNested(strong, exclude);
    told.set(topic, { certain, supporting: withoutNested(weak, [...exclude, ...certain]) });
  }
  return told;
}

/** The points of a topic for which nothing was learned: 2.5 in the title, 1 to 2 in the abstract, at most 1 for what supports. */
export function phrasePoints({ certain, supporting }: Told): number {
  return pointsOf(certain) + Math.min(MAX_WEAK_POINTS, pointsOf(supporting) * WEAK_SHARE);
}

export function pointsOf(occurrences: readonly FieldOccurrence[]): number {
  const inTitle = occurrences.filter(({ field }) => field === 'title');
  return countPhrases(inTitle).size * TITLE_POINTS + abstractPoints(occurrences);
}

/** A phrase said once, and again, and again: each time tells less, and from the fourth on nothing. */
export function abstractPoints(occurrences: readonly FieldOccurrence[]): number {
  let points = 0;
  for (const count of countPhrases(occurrences.filter(({ field }) => field === 'abstract')).values()) {
    points += Math.min(MAX_ABSTRACT_POINTS, ABSTRACT_POINTS + REPEAT_POINTS * (count - 1));
  }
  return points;
}

/** How often each phrase was found. */
export function countPhrases(occurrences: readonly FieldOccurrence[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { phrase } of occurrences) counts.set(phrase, (counts.get(phrase) ?? 0) + 1);
  return counts;
}

export function phraseEvidence({ certain, supporting }: Told, paper: PaperFacts): Evidence[] {
  return [
    ...toEvidence(certain, paper),
    ...toEvidence(supporting, paper).map((found): Evidence => ({ ...found, weak: true })),
  ];
}
