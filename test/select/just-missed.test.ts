import { describe, expect, test } from 'vitest';
import type { RankedPaper } from '../../src/domain/issue.ts';
import type { Interests } from '../../src/domain/subscriber.ts';
import { justMissed, missOf } from '../../src/select/just-missed.ts';
import { indexed, interests, paper, reader, sent } from './readers.ts';

const OLD = '2026-11-17T05:59:59.999Z';
const SURELY_ROBOTS = { title: 'A Robot and Its Gripper', abstract: 'A robot has a gripper.' };
const ROBOTS_BY_RL = { ...SURELY_ROBOTS, abstract: `${SURELY_ROBOTS.abstract} It is trained by RL.` };

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

  test('by a topic it is surely about, where it has a phrase of another of the group that the reader follows', () => {
    const miss = { kind: 'topic', topic: 'robots', name: 'Robotics' };
    expect(missed(ROBOTS_BY_RL, { topics: ['rl'] })).toEqual(miss);
    expect(missed(SURELY_ROBOTS, { topics: ['rl'] })).toBeUndefined();
    expect(missed({ title: 'A Robot', abstract: 'It is trained by RL.' }, { topics: ['rl'] })).toBeUndefined();
    const ofHives = { ...SURELY_ROBOTS, abstract: `${SURELY_ROBOTS.abstract} It lives in a hive.` };
    expect(missed(ofHives, { topics: ['bees'] })).toBeUndefined();
    expect(missed(ofHives, { topics: ['rl', 'bees'] })).toBeUndefined();
  });

  test('never where it matches', () => {
    expect(missed(ROBOTS_BY_RL, { topics: ['rl'], keywords: ['gripper'] })).toBeUndefined();
    expect(missed({}, {})).toBeUndefined();
  });
});

test('the first three by trend are told, of the window and unsent', () => {
  const papers = [
    paper({ id: 1, ...ROBOTS_BY_RL, enteredAt: OLD }),
    ...[2, 3, 4, 5, 6].map(id => paper({ id, ...ROBOTS_BY_RL })),
    paper({ id: 7, title: 'RL' }),
  ];
  const who = reader({ topics: ['rl'] }, { alreadySent: sent(3) });
  expect(justMissed(indexed(papers), who).map(({ paperId }) => paperId)).toEqual([2, 4, 5]);
});
