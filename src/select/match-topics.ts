// Which topics of the catalogue a paper is about, how surely, and by which words.
import type { Evidence, Tier } from '../domain/issue.ts';
import type { PaperFacts } from '../domain/paper.ts';
import type { Catalogue, Topic } from '../domain/topic.ts';
import {
  compileJudge,
  judgePoints,
  readPaper,
  strongestWords,
  type TopicJudge,
  type TopicWeights,
} from './topic-judge.ts';
import {
  compilePhrases,
  findPhrases,
  NOTHING_TOLD,
  phraseEvidence,
  phrasePoints,
  type TopicPhrases,
} from './topic-phrases.ts';

export interface TopicMatch {
  id: string;
  score: number;
  tier: Tier;
  evidence: Evidence[];
}

/** A catalogue made ready for scanning. */
export interface CompiledCatalogue extends TopicPhrases {
  topics: readonly Topic[];
  /** What was learned about some of the topics, or all. */
  judge?: TopicJudge;
}

export const TIER_FROM = { strong: 6, match: 3, related: 2 } as const satisfies Record<Tier, number>;

/** @param weights without them, and for topics they do not know, phrases alone decide */
export function compileCatalogue({ topics }: Catalogue, weights?: TopicWeights): CompiledCatalogue {
  return { topics, ...compilePhrases(topics), ...(weights && { judge: compileJudge(weights) }) };
}

/** What a paper has to do with the topics of a catalogue. */
export interface PaperTopics {
  /** Of at least tier `related`, surest first. */
  matches: TopicMatch[];
  /** Ids of those of which it has a phrase, and too little else to match. */
  hints: ReadonlySet<string>;
}

/** The paper's topics of at least tier `related`, surest first. */
export function matchTopics(catalogue: CompiledCatalogue, paper: PaperFacts): TopicMatch[] {
  return topicsOf(catalogue, paper).matches;
}

export function topicsOf(catalogue: CompiledCatalogue, paper: PaperFacts): PaperTopics {
  const { judge } = catalogue;
  const phrases = findPhrases(catalogue, paper);
  const reading = judge && readPaper(judge.words, paper);
  const matches = catalogue.topics.flatMap(({ id }): TopicMatch[] => {
    const told = phrases.get(id) ?? NOTHING_TOLD;
    const score = round((reading && judgePoints(judge, reading, id, told)) ?? phrasePoints(told));
    const tier = tierOf(score);
    if (!tier) return [];
    const evidence = phraseEvidence(told, paper);
    if (reading && told.certain.length === 0) evidence.push(...strongestWords(judge, reading, id, evidence));
    return evidence.length > 0 ? [{ id, score, tier, evidence }] : [];
  });
  matches.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  const hints = new Set<string>();
  for (const [id, { certain, supporting }] of phrases) {
    if (certain.length + supporting.length > 0) hints.add(id);
  }
  for (const { id } of matches) hints.delete(id);
  return { matches, hints };
}

function tierOf(score: number): Tier | undefined {
  if (score >= TIER_FROM.strong) return 'strong';
  if (score >= TIER_FROM.match) return 'match';
  return score >= TIER_FROM.related ? 'related' : undefined;
}

function round(score: number): number {
  return Math.round(score * 100) / 100;
}
