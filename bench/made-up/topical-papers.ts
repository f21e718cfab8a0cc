// A day's made-up papers in the order of their trend, with the topics they are about: what selection starts from.
import type { TopicalPaper } from '../../src/select/topical-paper.ts';
import { manyPapers } from './many-papers.ts';
import { Chance } from './papers.ts';

export const TOPICS = Array.from({ length: 40 }, (_, number) => ({
  id: `topic-${number}`,
  name: `Topic ${number}`,
  group: `group-${number % 7}`,
}));
export const CATEGORIES = 'cs.LG cs.CL cs.CV cs.AI cs.RO stat.ML cs.IR cs.SE eess.IV q-bio.QM'.split(' ');
export const MADE_UP_NOW = new Date('2026-10-05T12:00:00Z');

const LABS = ['Lab of Bees', 'Institute for Samples', 'University of Nowhere', 'Made-Up Research'];
const HOUR_MS = 3_600_000;
const WINDOW_HOURS = 84;
/** Of 60 words each: with the title as many words as a real paper's title and abstract. */
const SENTENCES = 3;

/** Zipf's law: the rank of a choice is as likely as its inverse. */
export function skewed<T>(chance: Chance, values: readonly T[]): T {
  return values[Math.floor(values.length ** (chance.below(1_000_000) / 1_000_000)) - 1]!;
}

/** @returns papers with the ids from 1 */
export function topicalPapers(count: number): TopicalPaper[] {
  const chance = new Chance(20_261_005);
  return Array.from({ length: count }, (_, at) => {
    const facts = manyPapers(3_000_000 + at * SENTENCES);
    const abstract = Array.from(
      { length: SENTENCES },
      (_, part) => manyPapers(3_000_000 + at * SENTENCES + part).abstract,
    );
    const entered = new Date(MADE_UP_NOW.getTime() - chance.below(WINDOW_HOURS) * HOUR_MS);
    const topics = new Set(Array.from({ length: chance.below(4) }, () => skewed(chance, TOPICS).id));
    return {
      paper: {
        ...facts,
        id: at + 1,
        abstract: `${abstract.join('. ')}.`,
        categories: [skewed(chance, CATEGORIES)],
        organization: chance.pick(LABS),
        enteredAt: entered.toISOString(),
        score: count - at,
        signals: [],
      },
      topics: new Map([...topics].map(id => [id, madeUpMatch(id, facts.title)])),
      hints: new Set(),
    };
  });
}

function madeUpMatch(id: string, title: string) {
  const phrase = title.split(' ')[0]!;
  const evidence = [{ phrase, field: 'title' as const, count: 1, start: 0, end: phrase.length }];
  return { id, score: 4, tier: 'match' as const, evidence };
}
