import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chosenIn, typedBy, typedIn } from '../../src/web/typed-wish.ts';
import { subscriber } from './public-site-fixture.ts';
import { TOPICS } from './trials-in-memory.ts';

const interests = {
  topics: ['rl', 'bees'],
  keywords: ['world model', 'robot* + "grasping"'],
  muted: ['survey'],
  authors: ['Ada Byron'],
  labs: ['Lab of Bees, Ltd'],
  categories: ['cs.LG', 'stat.ML'],
  outside: true,
};
const reader = subscriber({ interests, papersPerMail: 5 });

const tried = (query: string) => chosenIn(typedIn(new URLSearchParams(query), typedBy(reader, TOPICS.topics)));

test('a URL that says nothing is about what the reader has now', () => {
  expect(tried('')).toEqual({ ...interests, papers: '5' });
  expect(tried('utm=x')).toEqual({ ...interests, papers: '5' });
});

test('of topics that were renamed and taken out, it is about those that took them over', () => {
  const stored = subscriber({ interests: { ...interests, topics: ['apiary', 'gone', 'rl', 'bees'] } });
  expect(chosenIn(typedIn(new URLSearchParams(''), typedBy(stored, TOPICS.topics))).topics).toEqual(['bees', 'rl']);
});

test('a URL that says something is about that alone, but for the number of papers', () => {
  const nothing = { topics: [], keywords: [], muted: [], authors: [], labs: [], categories: [] };
  expect(tried('topics=rl&topics=bees')).toEqual({ ...nothing, topics: ['rl', 'bees'], papers: '5', outside: false });
  expect(tried('papers=12')).toEqual({ ...nothing, papers: '12', outside: false });
  expect(tried('outside=yes')).toMatchObject({ topics: [], outside: true });
});

test('words are apart by lines or semicolons, categories also by spaces and commas', () => {
  expect(tried('keywords=a+b%0D%0A%0D%0A+c%3Bd&keywords=e').keywords).toEqual(['a b', 'c', 'd', 'e']);
  expect(tried('labs=Lab+of+Bees%2C+Ltd').labs).toEqual(['Lab of Bees, Ltd']);
  expect(tried('categories=cs.LG%2Ccs.CL+stat.ML%0Amath.ST').categories).toEqual([
    'cs.LG',
    'cs.CL',
    'stat.ML',
    'math.ST',
  ]);
});

const topicOf = (id: string) => ({ ...TOPICS.topics[0]!, id, aliases: [] });

test('what stands in the form comes back as it was', () => {
  const word = fc.string({ minLength: 1 }).filter(text => text.trim() === text && !/[;\r\n]/.test(text));
  const words = fc.array(word);
  const categories = fc.array(fc.constantFrom('cs.LG', 'cs.CL', 'astro-ph.GA'));
  fc.assert(
    fc.property(
      fc.record({
        topics: fc.uniqueArray(word),
        keywords: words,
        muted: words,
        authors: words,
        labs: words,
        categories,
      }),
      lists => {
        const chosen = { ...lists, outside: false };
        const typed = typedBy(subscriber({ interests: chosen, papersPerMail: 7 }), chosen.topics.map(topicOf));
        expect(chosenIn(typed)).toEqual({ ...chosen, papers: '7' });
      },
    ),
  );
});
