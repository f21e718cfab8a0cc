// Papers, topics and readers for the tests of selection.
import type { RankedPaper } from '../../src/domain/issue.ts';
import type { Interests } from '../../src/domain/subscriber.ts';
import { type ScannedPaper, scanInterests, scanTopics } from '../../src/select/interests.ts';
import { compileCatalogue } from '../../src/select/match-topics.ts';
import type { Reader } from '../../src/select/select.ts';

const topic = (id: string, name: string, strong: string[]) => ({
  id,
  name,
  group: 'all',
  description: name,
  strong,
  weak: [],
  exclude: [],
});

export const CATALOGUE = compileCatalogue({
  version: 1,
  groups: { all: 'All' },
  topics: [
    topic('rl', 'Reinforcement learning', ['reinforcement learning', 'RL']),
    topic('robots', 'Robotics', ['robot']),
  ],
});

export function paper(facts: Partial<RankedPaper> = {}): RankedPaper {
  return { id: 1, title: 'A Paper', enteredAt: '2026-11-20T06:00:00.000Z', score: 0, signals: [], ...facts };
}

export function interests(chosen: Partial<Interests> = {}): Interests {
  return { topics: [], keywords: [], muted: [], authors: [], categories: [], ...chosen };
}

export function reader(chosen: Partial<Interests> = {}, rest: Partial<Reader> = {}): Reader {
  return {
    interests: interests(chosen),
    papersPerMail: 10,
    windowStart: new Date('2026-11-17T06:00:00Z'),
    alreadySent: new Set(),
    ...rest,
  };
}

/** The papers scanned for these readers together, as a batch does it. */
export function scan(papers: readonly RankedPaper[], ...readers: readonly Interests[]): ScannedPaper[] {
  return scanInterests(scanTopics(papers, CATALOGUE), readers);
}
