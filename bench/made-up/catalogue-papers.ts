// A day's made-up papers about topics of the real catalogue, as a source would list them: JSON Lines.
import type { Catalogue } from '../../src/domain/topic.ts';
import { manyPapers } from './many-papers.ts';
import { Chance } from './papers.ts';
import { CATEGORIES, skewed } from './topical-papers.ts';

const LABS = ['Lab of Bees', 'Institute for Samples', 'University of Nowhere', 'Made-Up Research'];
const FIRST = 4_000_000;
/** Of sixty words each: with the title as many words as a real paper has. */
const SENTENCES = 3;
const MAX_TOPICS = 3;

/** @param at when their votes were counted, ISO 8601 */
export function cataloguePapers(count: number, { topics }: Catalogue, at: string) {
  const chance = new Chance(20_261_123);
  // Words that only a beginning stands for make no sense in a text.
  const phrases = topics.map(({ strong }) => strong.filter(phrase => /^[a-z0-9 ]+$/.test(phrase)));
  return Array.from({ length: count }, (_, number) => {
    const { title, ...facts } = manyPapers(FIRST + number * SENTENCES);
    const about = Array.from({ length: 1 + chance.below(MAX_TOPICS) }, () => chance.pick(skewed(chance, phrases)));
    const sentences = Array.from({ length: SENTENCES }, (_, part) => {
      const { abstract } = manyPapers(FIRST + number * SENTENCES + part);
      return `We look at ${chance.pick(about)} and ${abstract}.`;
    });
    return {
      ...facts,
      title: `${title} for ${about[0]}`,
      abstract: sentences.join(' '),
      categories: [skewed(chance, CATEGORIES)],
      organization: chance.pick(LABS),
      publishedAt: at,
      upvotes: [{ at, count: 1 + chance.below(200) }],
    };
  });
}
