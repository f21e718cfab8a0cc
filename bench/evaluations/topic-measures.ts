// How well topics were found: F1 by topic, precision by tier, and whether the surest topic is right.
import type { Tier } from '../../src/domain/issue.ts';
import type { TopicMatch } from '../../src/select/match-topics.ts';
import type { LabelledPaper } from '../training/topic-papers.ts';

/** What was said about one paper, and what is right. */
export interface Answer {
  paper: LabelledPaper;
  /** Surest first. */
  matches: readonly TopicMatch[];
}

export interface Counts {
  topic: string;
  right: number;
  wrong: number;
  missed: number;
}

export interface TopicMeasures {
  /** Over topics with at least five positives. */
  macro: number;
  micro: number;
  precision: number;
  recall: number;
  /** The share that is right, and of how many. */
  tiers: Record<Tier, { precision: number; count: number }>;
  /** The share of papers whose surest topic is one of theirs; a paper without any match counts as wrong. */
  top1: number;
  /** Every topic, worst F1 first. */
  topics: Counts[];
}

const LEAST_POSITIVES = 5;

/** Only topics that a paper's labels can tell count. */
export function measureTopics(answers: readonly Answer[]): TopicMeasures {
  const counts = new Map<string, Counts>();
  const countOf = (topic: string) => {
    const known = counts.get(topic) ?? { topic, right: 0, wrong: 0, missed: 0 };
    counts.set(topic, known);
    return known;
  };
  const tiers = { strong: newTier(), match: newTier(), related: newTier() };
  let top1 = 0;
  for (const { paper, matches } of answers) {
    const said = matches.filter(({ id }) => paper.scored.includes(id));
    for (const { id, tier } of said) {
      const isRight = paper.labels.includes(id);
      countOf(id)[isRight ? 'right' : 'wrong'] += 1;
      tiers[tier].count += 1;
      if (isRight) tiers[tier].right += 1;
    }
    for (const label of paper.labels) if (!said.some(({ id }) => id === label)) countOf(label).missed += 1;
    if (said[0] && paper.labels.includes(said[0].id)) top1 += 1;
  }
  const topics = [...counts.values()].sort((a, b) => f1(a) - f1(b));
  const common = topics.filter(({ right, missed }) => right + missed >= LEAST_POSITIVES);
  const sum = (field: 'right' | 'wrong' | 'missed') => common.reduce((total, topic) => total + topic[field], 0);
  const all = { right: sum('right'), wrong: sum('wrong'), missed: sum('missed') };
  return {
    macro: common.reduce((total, topic) => total + f1(topic), 0) / common.length,
    micro: f1(all),
    precision: all.right / (all.right + all.wrong),
    recall: all.right / (all.right + all.missed),
    tiers: { strong: ended(tiers.strong), match: ended(tiers.match), related: ended(tiers.related) },
    top1: top1 / answers.length,
    topics,
  };
}

export function f1({ right, wrong, missed }: Omit<Counts, 'topic'>): number {
  return right === 0 ? 0 : (2 * right) / (2 * right + wrong + missed);
}

function newTier() {
  return { right: 0, count: 0 };
}

function ended({ right, count }: { right: number; count: number }) {
  return { precision: count === 0 ? 1 : right / count, count };
}
