import { describe, expect, test } from 'vitest';
import type { RankedPaper } from '../../src/domain/issue.ts';
import type { Interests } from '../../src/domain/subscriber.ts';
import { justMissed, missOf } from '../../src/select/just-missed.ts';
import { indexed, interests, paper, reader, sent } from './readers.ts';

const OLD = '2026-11-17T05:59:59.999Z';
const SURELY_ROBOTS = { title: 'A Robot and Its Gripper', abstract: 'A robot has a gripper.' };

const missed = (facts: Partial<RankedPaper>, chosen: Partial<Interests>) =>
  missOf(indexed([paper(facts)]), 0, interests(chosen));

describe('a paper is just missed', () => {
  test('by a muted word, where it would match otherwise', () => {
    const chosen = { topics: ['rl'], muted: ['bread', 'cake'] };
    expect(missed({ title: 'RL Bakes a Cake' }, chosen)).toEqual({ kind: 'muted', word: 'cake' });
    expect(missed({ title: 'Robots Bake a Cake' }, chosen)).toBeUndefined();
    expect(missed({ title: 'A Cake' }, { muted: ['cake'] })).toEqual({ kind: 'muted', word: 'cake' });
  });

  test('not by two muted words: taking back one would not bring it', () => {
    expect(missed({ title: 'RL Bakes Bread and Cake' }, { topics: ['rl'], muted: ['bread', 'cake'] })).toBeUndefined();
  });

  test('by the one part of a keyword that it does not have', () => {
    const keyword = 'diffusion + "protein design" + cell*';
    const miss = { kind: 'part', keyword, missing: 'protein design' };
    expect(missed({ title: 'Diffusion in Cells' }, { keywords: ['bees', keyword] })).toEqual(miss);
    expect(missed({ title: 'Diffusion' }, { keywords: [keyword] })).toBeUndefined();
    expect(missed({ title: 'Diffusion' }, { keywords: ['cell'] })).toBeUndefined();
  });

  test('by a topic it is surely about, of a group the reader follows', () => {
    const miss = { kind: 'topic', topic: 'robots', name: 'Robotics' };
    expect(missed(SURELY_ROBOTS, { topics: ['rl'] })).toEqual(miss);
    expect(missed({ title: 'A Robot' }, { topics: ['rl'] })).toBeUndefined();
    expect(missed(SURELY_ROBOTS, { topics: ['bees'] })).toBeUndefined();
  });

  test('never where it matches', () => {
    expect(missed(SURELY_ROBOTS, { topics: ['rl'], keywords: ['gripper'] })).toBeUndefined();
    expect(missed({}, {})).toBeUndefined();
  });
});

test('the first three by trend are told, of the window and unsent', () => {
  const papers = [
    paper({ id: 1, ...SURELY_ROBOTS, enteredAt: OLD }),
    ...[2, 3, 4, 5, 6].map(id => paper({ id, ...SURELY_ROBOTS })),
    paper({ id: 7, title: 'RL' }),
  ];
  const who = reader({ topics: ['rl'] }, { alreadySent: sent(3) });
  expect(justMissed(indexed(papers), who).map(({ paperId }) => paperId)).toEqual([2, 4, 5]);
});
