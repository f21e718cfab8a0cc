import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canBeOnePerson, peopleOf, sharedPeople } from '../../src/dedupe/people.ts';

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
    ['Reza Sadri', 'Reza Sadry'],
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
  ])('%s and %s', (a, b) => {
    expect(canBeOnePerson(one(a), one(b))).toBe(false);
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
