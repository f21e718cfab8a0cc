import fc from 'fast-check';
import { expect, test } from 'vitest';
import { learnProfile, readProfile } from '../../src/select/learnt-profile.ts';
import { TermSpace } from '../../src/select/learnt-space.ts';
import { BEES, HIVES, NESTS, NOW, opinion, paperAbout, said, TIDES, WASPS, WINDOW } from './learnt.ts';

const space = new TermSpace(WINDOW);
const profileOf = (...opinions: Parameters<typeof said>) => learnProfile(said(...opinions), space, NOW);
const lengthOf = (profile: ReadonlyMap<string, number>) => Math.hypot(...profile.values());

test('more raises the words of a paper, less lowers them', () => {
  const profile = profileOf(opinion('more', BEES), opinion('less', WASPS));
  expect(profile.get('bee colony')!).toBeGreaterThan(0);
  expect(profile.get('wood')!).toBeLessThan(0);
  expect(profile.has('tide')).toBe(false);
});

test('a like weighs more than a dislike, so that a word of both stays up', () => {
  expect(profileOf(opinion('more', NESTS), opinion('less', WASPS)).get('nest')!).toBeGreaterThan(0);
});

test('one like is trusted less than many, and what was liked two months ago counts half', () => {
  const [one, three] = [profileOf(opinion('more', BEES)), profileOf(...[1, 2, 3].map(() => opinion('more', BEES)))];
  expect(lengthOf(one)).toBeCloseTo(1 / 1.25);
  expect(lengthOf(three)).toBeGreaterThan(lengthOf(one));
  const mixed = profileOf(opinion('more', HIVES), opinion('more', TIDES, 60));
  expect(mixed.get('strait')! / profileOf(opinion('more', TIDES)).get('strait')!).toBeLessThan(0.6);
  expect(lengthOf(profileOf(opinion('more', BEES, 600)))).toBeLessThan(0.01);
});

test('a word that was taken out takes its pairs along, a pair only itself', () => {
  const opinions = [opinion('more', BEES)];
  const terms = (...dropped: string[]) => [...learnProfile({ opinions, dropped, isOn: true }, space, NOW).keys()];
  expect(terms()).toEqual(expect.arrayContaining(['bee', 'colony', 'bee colony']));
  expect(terms('bee').filter(term => term.includes('bee'))).toEqual([]);
  expect(terms('bee colony')).toEqual(expect.arrayContaining(['bee', 'colony']));
  expect(terms('bee colony')).not.toContain('bee colony');
});

test('reads strongest first, in the words of the papers', () => {
  const opinions = said(opinion('more', BEES), opinion('less', WASPS));
  const terms = readProfile(learnProfile(opinions, space, NOW), opinions);
  expect(terms[0]!.weight).toBe(1);
  expect(terms.map(({ weight }) => Math.abs(weight))).toEqual(
    terms.map(({ weight }) => Math.abs(weight)).toSorted((a, b) => b - a),
  );
  expect(terms.find(({ term }) => term === 'bee colony')?.text).toBe('bee colonies');
});

test('learns from the latest 200 opinions alone', () => {
  const latest = Array.from({ length: 200 }, () => opinion('more', BEES));
  expect(profileOf(...latest, opinion('more', TIDES))).toEqual(profileOf(...latest));
  expect(profileOf(...latest.slice(1), opinion('more', TIDES)).has('tide')).toBe(
    profileOf(opinion('more', TIDES)).has('tide'),
  );
});

test('nothing said is nothing learnt', () => {
  expect(profileOf().size).toBe(0);
  expect(readProfile(profileOf(), said())).toEqual([]);
});

test('holds at most 200 terms, and its product with any paper stays between -1 and 1, in whatever order it was said', () => {
  const word = fc.integer({ min: 0, max: 400 }).map(number => `w${number.toString(36)}x`);
  const paper = fc.array(word, { minLength: 1, maxLength: 150 });
  const saidAbout = fc.record({ words: paper, kind: fc.constantFrom('more', 'less'), daysAgo: fc.nat(400) });
  fc.assert(
    fc.property(fc.array(saidAbout, { maxLength: 12 }), list => {
      const papers = list.map(({ words }, at) => paperAbout(at + 1, words.slice(0, 9).join(' '), words.join(' ')));
      const space = new TermSpace(papers);
      const opinions = list.map(({ kind, daysAgo }, at) => opinion(kind as 'more' | 'less', papers[at]!, daysAgo));
      const profile = learnProfile(said(...opinions), space, NOW);
      expect(profile.size).toBeLessThanOrEqual(200);
      for (const value of space.compare(profile)) expect(Math.abs(value)).toBeLessThanOrEqual(1 + 1e-9);
    }),
    { numRuns: 50 },
  );
});
