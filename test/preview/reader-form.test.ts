import { expect, test } from 'vitest';
import { readerForm, readReader } from '../../src/preview/reader-form.ts';
import { attribute, elements } from '../elements.ts';
import { CATALOGUE } from './private-site-fixture.ts';

const read = (query: string) => readReader(new URLSearchParams(query), CATALOGUE);

test('reads topics and words however they are listed', () => {
  const reader = read(
    'topics=rl,agents&keywords=%20offline%20RL%20,,tool%20use&muted=survey&labs=Lab of Bees&outside=yes&papers=5',
  );
  expect(reader).toEqual({
    interests: {
      topics: ['rl', 'agents'],
      keywords: ['offline RL', 'tool use'],
      muted: ['survey'],
      authors: [],
      labs: ['Lab of Bees'],
      categories: [],
      outside: true,
    },
    papersPerMail: 5,
  });
  expect(read('topics=rl&topics=agents&topics=rl')?.interests.topics).toEqual(['rl', 'agents']);
});

test('an old id of a topic stands for the topics that took it over', () => {
  const topics = CATALOGUE.topics.map(topic => ({ ...topic, aliases: ['everything'] }));
  const reader = readReader(new URLSearchParams('topics=everything,rl'), { topics, groups: CATALOGUE.groups });
  expect(reader?.interests.topics).toEqual(topics.map(({ id }) => id));
});

test('a query that asks for no reader makes up none; an empty form makes up one without interests', () => {
  expect(read('view=text')).toBeUndefined();
  expect(read('keywords=&papers=')).toMatchObject({ interests: { topics: [], keywords: [] }, papersPerMail: 10 });
});

test.each([
  ['topics=quantum', '“quantum” is not in the catalogue'],
  ['papers=0', '“0” is no number of papers: expected 1 to 50'],
  ['papers=51', 'expected 1 to 50'],
  ['papers=x', '“x”'],
  ['keywords=r*', '“r*” cannot be read: expected at least two letters before the *'],
  ['muted=rl+%2B', 'expected words before and after each +'],
])('refuses %s and says what was expected', (query, message) => {
  expect(() => read(query)).toThrow(message);
});

test('the form shows the reader it was read from', () => {
  const page = String(readerForm(CATALOGUE, read('topics=agents&authors=%22%3E%3Cscript%3E&outside=yes&papers=7')));
  const inputs = elements(page, 'input');
  const checked = inputs.filter(input => attribute(input, 'checked') !== undefined);
  expect(checked.map(input => attribute(input, 'value'))).toEqual(['agents', 'yes']);
  const value = (name: string) =>
    attribute(
      inputs.find(input => attribute(input, 'name') === name),
      'value',
    );
  expect([value('authors'), value('papers')]).toEqual(['"><script>', '7']);
  expect(elements(page, 'script')).toEqual([]);
});
