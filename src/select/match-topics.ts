// Which topics of the catalogue a paper is about, how surely, and by which words.
import type { Evidence, Tier } from '../domain/issue.ts';
import type { PaperFacts } from '../domain/paper.ts';
import type { Catalogue, Topic } from '../domain/topic.ts';
import { type FieldOccurrence, scanPaper, toEvidence, withoutNested } from './evidence.ts';
import { PhraseIndex } from './phrase-index.ts';

export interface TopicMatch {
  id: string;
  score: number;
  tier: Tier;
  evidence: Evidence[];
}

type Role = 'strong' | 'weak' | 'exclude';

/** A catalogue made ready for scanning. */
export interface CompiledCatalogue {
  topics: readonly Topic[];
  index: PhraseIndex;
  /** What each phrase means to which topic. */
  uses: ReadonlyMap<number, readonly { topic: string; role: Role }[]>;
}

const TITLE_SCORE = 2.5;
const ABSTRACT_SCORE = 1;
const REPEAT_SCORE = 0.4;
const MAX_ABSTRACT_SCORE = 2;
/** A phrase that only supports counts half, and all of them together at most one. */
const WEAK_SHARE = 0.5;
const MAX_WEAK_SCORE = 1;
const TIER_FROM = { strong: 6, match: 3, related: 2 } as const satisfies Record<Tier, number>;

export function compileCatalogue({ topics }: Catalogue): CompiledCatalogue {
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
  return { topics, index, uses };
}

/** The paper's topics of at least tier `related`, surest first. */
export function matchTopics(catalogue: CompiledCatalogue, paper: PaperFacts): TopicMatch[] {
  const textOf = (phrase: number) => catalogue.index.text(phrase);
  const byTopic = new Map<string, Record<Role, FieldOccurrence[]>>();
  for (const found of scanPaper(catalogue.index, paper)) {
    for (const { topic, role } of catalogue.uses.get(found.phrase) ?? []) {
      const roles = byTopic.get(topic) ?? { strong: [], weak: [], exclude: [] };
      byTopic.set(topic, roles);
      roles[role].push(found);
    }
  }
  const matches = [...byTopic].flatMap(([id, { strong, weak, exclude }]) => {
    const certain = withoutNested(strong, exclude);
    const supporting = withoutNested(weak, [...exclude, ...certain]);
    const score = round(scoreOf(certain) + Math.min(MAX_WEAK_SCORE, scoreOf(supporting) * WEAK_SHARE));
    const tier = tierOf(score);
    if (!tier) return [];
    const evidence = toEvidence(certain, paper, textOf);
    for (const found of toEvidence(supporting, paper, textOf)) evidence.push({ ...found, weak: true });
    return [{ id, score, tier, evidence }];
  });
  return matches.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

function scoreOf(occurrences: readonly FieldOccurrence[]): number {
  const counts = new Map<number, { title: number; abstract: number }>();
  for (const { phrase, field } of occurrences) {
    const count = counts.get(phrase) ?? { title: 0, abstract: 0 };
    counts.set(phrase, count);
    count[field] += 1;
  }
  let score = 0;
  for (const { title, abstract } of counts.values()) {
    if (title > 0) score += TITLE_SCORE;
    if (abstract > 0) score += Math.min(MAX_ABSTRACT_SCORE, ABSTRACT_SCORE + REPEAT_SCORE * (abstract - 1));
  }
  return score;
}

function tierOf(score: number): Tier | undefined {
  if (score >= TIER_FROM.strong) return 'strong';
  if (score >= TIER_FROM.match) return 'match';
  return score >= TIER_FROM.related ? 'related' : undefined;
}

function round(score: number): number {
  return Math.round(score * 100) / 100;
}
