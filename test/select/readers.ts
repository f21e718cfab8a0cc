// Papers, topics and readers for the tests of selection.
import type { RankedPaper } from '../../src/domain/issue.ts';
import { type Interests, NO_INTERESTS } from '../../src/domain/subscriber.ts';
import type { Reader } from '../../src/select/compile-readers.ts';
import { compileCatalogue } from '../../src/select/match-topics.ts';
import { PaperIndex } from '../../src/select/paper-index.ts';
import { scanTopics } from '../../src/select/topical-paper.ts';

const topic = (id: string, name: string, strong: string[], group = 'all') => ({
  id,
  name,
  group,
  description: name,
  strong,
  weak: [],
  exclude: [],
});

const CATALOGUE = compileCatalogue({
  version: 1,
  groups: { all: 'All', far: 'Far' },
  topics: [
    topic('rl', 'Reinforcement learning', ['reinforcement learning', 'RL']),
    topic('robots', 'Robotics', ['robot', 'gripper']),
    topic('bees', 'Bees', ['bee', 'hive', 'honey'], 'far'),
  ],
});

export function paper(facts: Partial<RankedPaper> = {}): RankedPaper {
  return { id: 1, title: 'A Paper', enteredAt: '2026-11-20T06:00:00.000Z', score: 0, signals: [], ...facts };
}

export function interests(chosen: Partial<Interests> = {}): Interests {
  return { ...NO_INTERESTS, ...chosen };
}

export function reader(chosen: Partial<Interests> = {}, rest: Partial<Reader> = {}): Reader {
  return {
    interests: interests(chosen),
    papersPerMail: 10,
    windowStart: new Date('2026-11-17T06:00:00Z'),
    alreadySent: new Map(),
    ...rest,
  };
}

/** What one mail held. */
export function sent(...paperIds: number[]): ReadonlyMap<number, string> {
  return new Map(paperIds.map(id => [id, '2026-11-19']));
}

/** @param papers by falling trend */
export function indexed(papers: readonly RankedPaper[]): PaperIndex {
  return new PaperIndex(scanTopics(papers, CATALOGUE), CATALOGUE.topics);
}
