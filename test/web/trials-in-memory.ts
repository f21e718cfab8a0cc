// Trials that answer the same to everything that a people file could say, with what was asked written down.
import { type PeopleRules, readWish } from '../../src/people/wish.ts';
import type { ChosenFields, TrialPorts, TriedOut } from '../../src/web/ports.ts';

export const TOPICS = {
  groups: { act: 'Agents & decisions', far: 'Far <away>' },
  topics: [
    topic('rl', 'Reinforcement learning', 'act'),
    topic('robotics', 'Robotics', 'act'),
    { ...topic('bees', 'Bees & "hives"', 'far'), aliases: ['apiary'] },
  ],
};

export const RULES: PeopleRules = {
  topicIds: new Set(TOPICS.topics.map(({ id }) => id)),
  isTimeZone: () => true,
  defaultTimeZone: 'UTC',
};

const bee = { id: 1, enteredAt: '2025-09-16T06:00:00Z', title: 'Counting <b>Bees</b>', arxivId: '2509.00007' };

export const TRIED: TriedOut = {
  days: 30,
  considered: 1204,
  matched: 3,
  due: 23,
  mails: [1, 4, 2],
  examples: [
    {
      paper: bee,
      why: { lead: 'Because you follow', items: [{ name: 'Bees', words: '“bee <i>”' }], more: 'and 1 more' },
    },
  ],
  muted: [
    { word: 'survey', removed: 2, suchAs: { ...bee, id: 2, title: 'Hives: a Survey' } },
    { word: 'wasp', removed: 0 },
  ],
  keywords: [
    { keyword: 'bee*', papers: 3, alone: 2 },
    { keyword: 'hive', papers: 0, alone: 0 },
  ],
  missed: [
    { paper: { ...bee, id: 3, title: 'Wasps' }, miss: { kind: 'part', keyword: 'bee + wasp', missing: 'bee' } },
    { paper: { ...bee, id: 4, title: 'Nests: a Survey' }, miss: { kind: 'muted', word: 'survey' } },
    { paper: { ...bee, id: 5, title: 'A Robot' }, miss: { kind: 'topic', topic: 'robotics', name: 'Robotics' } },
  ],
};

export interface TrialsInMemory extends TrialPorts {
  asked: ChosenFields[];
}

export function trialsInMemory(answer: TriedOut = TRIED): TrialsInMemory {
  const asked: ChosenFields[] = [];
  return {
    days: 30,
    asked,
    perDay: async () => new Map([['rl', 4.2]]),
    expectedPapers: async () => 4,
    async tryOut(chosen) {
      asked.push(chosen);
      const read = readWish({ email: 'nobody@example.invalid', ...chosen }, RULES);
      return 'faults' in read ? { faults: read.faults } : answer;
    },
  };
}

function topic(id: string, name: string, group: string) {
  return { id, name, group, description: `All about ${name}`, strong: [name], weak: [], exclude: [] };
}
