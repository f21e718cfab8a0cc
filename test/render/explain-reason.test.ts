import { expect, test } from 'vitest';
import type { Reason } from '../../src/domain/issue.ts';
import { explainReason, explainReasons } from '../../src/render/explain-reason.ts';
import { topic } from './sample.ts';

test('names the topic and the words that matched', () => {
  expect(explainReason(topic('Reinforcement learning', 'offline RL', 'Q-learning'))).toEqual({
    lead: 'Because you follow',
    name: 'Reinforcement learning',
    words: ['offline RL', 'Q-learning'],
  });
});

test('says each word once, whatever its case, and at most three', () => {
  const { words } = explainReason(topic('Agents', 'Tool use', 'tool use', 'planning', 'memory', 'web agent'));
  expect(words).toEqual(['Tool use', 'planning', 'memory']);
});

test('calls a paper that is only close to a topic related', () => {
  const reason = { ...topic('Robotics', 'arm'), tier: 'related' } as Reason;
  expect(explainReasons([reason]).text).toBe('Related to Robotics: “arm”');
});

test.each<[Reason, string]>([
  [{ kind: 'keyword', keyword: 'state space', evidence: [] }, 'Because you follow the words “state space”'],
  [
    { kind: 'keyword', keyword: '"protein design" + diffus*', evidence: [] },
    'Because you follow the words “protein design + diffus*”',
  ],
  [{ kind: 'lab', lab: 'DeepMind', organization: 'Google DeepMind' }, 'Because you follow DeepMind'],
  [{ kind: 'outside' }, 'From outside your topics'],
  [{ kind: 'author', author: 'Ada Lovelace' }, 'Because you follow Ada Lovelace'],
  [{ kind: 'category', category: 'cs.LG' }, 'Because you follow cs.LG'],
  [{ kind: 'trending' }, 'Trending today'],
  [{ kind: 'picked' }, 'Picked for what it is about'],
])('explains %o', (reason, sentence) => {
  expect(explainReasons([reason]).text).toBe(sentence);
});

test('does not repeat a keyword that matched as it was written, but shows another form of it', () => {
  const at = { field: 'title' as const, count: 1, start: 0, end: 1 };
  const evidence = [
    { phrase: 'State Space', ...at },
    { phrase: 'state spaces', ...at },
  ];
  expect(explainReason({ kind: 'keyword', keyword: 'state space', evidence }).words).toEqual(['state spaces']);
});

test('joins two reasons and counts the rest', () => {
  const reasons = [topic('Agents', 'tools'), topic('Reasoning'), topic('Code', 'compiler'), topic('Games')];
  expect(explainReasons(reasons).text).toBe('Because you follow Agents: “tools”; Reasoning and 2 more');
});

test('leaves out what is only related where the reader follows something else in the paper', () => {
  const related = { ...topic('Vision', 'image'), tier: 'related' } as Reason;
  expect(explainReasons([related, topic('Robotics')]).text).toBe('Because you follow Robotics');
});
