import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSameTeam, peopleOf, sharedPeople } from '../../src/dedupe/people.ts';
import { canBeOnePerson } from '../../src/dedupe/person.ts';

const one = (name: string) => peopleOf([name])[0]!;
const mentions = (authors: string[], elsewhere = '') => ({
  people: peopleOf(authors),
  elsewhere,
  words: new Set(elsewhere.split(' ')),
});

describe('one person can be', () => {
  test.each([
    ['Yann LeCun', 'LeCun, Yann'],
    ['Yann LeCun', 'Y. LeCun'],
    ['Richard Thomas Snodgrass', 'RT Snodgrass'],
    ['Alex Borgida', 'Alexander Borgida'],
    ['Jürgen Schmidhuber', 'Jurgen Schmidhuber'],
    ['Alberto Mendelzon', 'Alberto Mendelson'],
    ['Yi-Fan Li', 'Yifan Li'],
    ['Wei Zhang', 'W. Zhang'],
    ['wei zhang', 'Wei Zhang'],
    ['GLM Team', 'GLM Team'],
    ['Yannis Papakonstantinou', 'VassalosandYannisPapakonstantinou'],
    ['Vaswani', 'Ashish Vaswani'],
  ])('%s and %s', (a, b) => {
    expect(canBeOnePerson(one(a), one(b))).toBe(true);
    expect(canBeOnePerson(one(b), one(a))).toBe(true);
  });
});

describe('one person cannot be', () => {
  test.each([
    ['Wei Zhang', 'Lei Zhang'],
    ['Wei Zhang', 'Wei Li'],
    ['Li Fei', 'Wei Li'],
    ['Ada Lovelace', 'Mary Shelley'],
    ['Wei Zhang', 'Wen Zhang'],
    ['Wei Li', 'Emma Li'],
    ['Lei Wang', 'Lin Yang'],
    ['Jun Chen', 'Jie Chan'],
    ['Yi Wang', 'Yu Yang'],
    ['Bo Zhou', 'Bin Zhao'],
    ['Min Park', 'Ivan Bark'],
    ['Kim Lee', 'Kim Leeson'],
    ['Ed Chang', 'Soravit Changpinyo'],
    ['GLM Team', 'Gemini Team'],
    ['Hive Team', 'Ada Lovelace'],
  ])('%s and %s', (a, b) => {
    expect(canBeOnePerson(one(a), one(b))).toBe(false);
    expect(canBeOnePerson(one(b), one(a))).toBe(false);
  });
});

test('of two lists the shorter one counts, as lists are cut', () => {
  expect(sharedPeople(mentions(['A. Lovelace', 'et al.']), mentions(['Ada Lovelace', 'Mary Shelley']))).toBe(1);
  expect(sharedPeople(mentions(['Ada Lovelace', 'Emil Post']), mentions(['Ada Lovelace', 'Mary Shelley']))).toBe(0.5);
});

test('a record without authors contradicts nobody, and confirms those whom its title names', () => {
  expect(sharedPeople(mentions(['Ada Lovelace']), mentions([]))).toBeUndefined();
  expect(sharedPeople(mentions(['Ada Lovelace']), mentions([], 'sparsehivesadalovelacevldb'))).toBe(1);
});

test('a team and its members, or names in two scripts, say nothing of each other', () => {
  expect(sharedPeople(mentions(['Hive Team']), mentions(['Ada Lovelace', 'Mary Shelley']))).toBeUndefined();
  expect(sharedPeople(mentions(['王伟']), mentions(['Wei Wang']))).toBeUndefined();
  expect(sharedPeople(mentions(['GLM Team']), mentions(['Gemini Team']))).toBe(0);
});

test('a team is the same where both lists name everybody', () => {
  expect(isSameTeam(mentions(['A. Lovelace', 'M. Shelley']), mentions(['Ada Lovelace', 'Mary Shelley']))).toBe(true);
  expect(isSameTeam(mentions(['Ada Lovelace']), mentions(['Ada Lovelace', 'Mary Shelley']))).toBe(false);
  expect(isSameTeam(mentions([]), mentions([]))).toBe(false);
});

test('the order of the two does not matter', () => {
  const names = fc.array(fc.constantFrom('Ada Li', 'Li, A.', 'Wei Li', 'W. Zhang', 'Zhang Wei', 'Lovelace', 'Bo'), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(names, names, (a, b) => {
      expect(sharedPeople(mentions(a), mentions(b))).toBe(sharedPeople(mentions(b), mentions(a)));
    }),
  );
});
