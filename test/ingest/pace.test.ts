import { describe, expect, test } from 'vitest';
import { Pace } from '../../src/ingest/pace.ts';

const GAP_MS = 30;
const pace = () => new Pace({ arxivHosts: ['127.0.0.1:8080'], arxivGapMs: GAP_MS });
/** A timer may be a millisecond early by another clock. */
const AT_LEAST_MS = GAP_MS - 1;

/** Work that says when it began and goes on until it is let go. */
function work() {
  const began = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const run = () => {
    began.resolve();
    return end.promise;
  };
  return { began: began.promise, end: () => end.resolve(), run };
}

test('arXiv is asked one thing at a time, with a gap from the end of one to the start of the next', async () => {
  const paced = pace();
  const spans: { from: number; until: number }[] = [];
  const ask = (url: string) =>
    paced.turn(new URL(url), async () => {
      const from = performance.now();
      await new Promise(resolve => setTimeout(resolve, 5));
      spans.push({ from, until: performance.now() });
    });
  // Whatever the host: they are one house. A configured one belongs to it too.
  await Promise.all(
    [
      'https://rss.arxiv.org/rss/cs.LG',
      'https://export.arxiv.org/api',
      'http://arxiv.org',
      'http://127.0.0.1:8080',
    ].map(ask),
  );
  await ask('https://rss.arxiv.org/atom/cs.LG');

  expect(spans).toHaveLength(5);
  for (const [index, { from }] of spans.entries()) {
    if (index > 0) expect(from - spans[index - 1]!.until).toBeGreaterThanOrEqual(AT_LEAST_MS);
  }
});

test('others are asked two things at once, in the order they came', async () => {
  const paced = pace();
  const works = [work(), work(), work(), work()];
  const begun: number[] = [];
  const all = works.map(({ run }, index) =>
    paced.turn(new URL('https://lab.org/feed'), () => {
      begun.push(index);
      return run();
    }),
  );
  await Promise.all([works[0]!.began, works[1]!.began]);
  expect(begun).toEqual([0, 1]);
  works[1]!.end();
  await works[2]!.began;
  expect(begun).toEqual([0, 1, 2]);
  for (const { end } of works) end();
  await Promise.all(all);
  expect(begun).toEqual([0, 1, 2, 3]);
});

describe('nobody waits for', () => {
  test.each([
    ['another host', 'https://lab.org', 'https://lab.com'],
    ['another port', 'https://lab.org:1', 'https://lab.org:2'],
    ['arXiv, who only has a name like it', 'https://arxiv.org', 'https://notarxiv.org'],
    ['arXiv, who asks another', 'https://arxiv.org', 'https://arxiv.org.lab.com'],
  ])('%s', async (_, one, other) => {
    const paced = pace();
    const works = [work(), work(), work()];
    const turns = [one, one, other].map((url, index) => paced.turn(new URL(url), works[index]!.run));
    await works[2]!.began;
    for (const { end } of works) end();
    await Promise.all(turns);
  });
});

test('what fails gives its turn to the next, and says so to who asked', async () => {
  const paced = pace();
  const url = new URL('https://arxiv.org');
  const failed = paced.turn(url, () => Promise.reject(new Error('no')));
  const next = paced.turn(url, async () => 'yes');
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe('yes');
});
