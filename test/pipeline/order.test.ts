// Law: in whatever order records of some works come in, they end as the same papers with the same facts.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Candidate, PaperFacts } from '../../src/domain/paper.ts';
import { keepPaper } from '../../src/pipeline/keep-paper.ts';
import { temporaryStore } from '../store/open.ts';

const NOW = new Date('2026-11-23T15:00:00Z');

/** How one work shows itself: two versions, a page, a misspelt feed, a journal, a library. */
function recordsOf(work: {
  title: string;
  later: string;
  authors: string[];
  arxivId: string;
  doi: string;
}): Candidate[] {
  const { title, later, authors, arxivId, doi } = work;
  const initials = authors.map(name => `${name[0]}. ${name.split(' ')[1]}`);
  const abstract = `We study ${title.toLowerCase()} over four winters and two summers, and give every count that we made.`;
  return [
    { title, authors, arxivId, version: 1, abstract, publishedAt: '2026-01-05T00:00:00Z' },
    { title: later, authors, arxivId, version: 2, abstract, publishedAt: '2026-01-05T00:00:00Z' },
    { title, authors },
    { title: title.replace('Models', 'Modles'), authors: initials },
    { title, authors, doi, year: 2026, venue: 'Journal of Bees' },
    { title: title.toUpperCase(), authors, arxivId, doi },
    { title, abstract, year: 2026 },
  ].map((record, at) => ({ ...record, ref: `${arxivId}.${at}` }));
}

const RECORDS = [
  recordsOf({
    title: 'Sparse Hives: Counting Bees with Graph Models',
    later: 'Bounding the Bees of Every Comb from Few Pictures',
    authors: ['Ada Lovelace', 'Mary Shelley'],
    arxivId: '2601.00001',
    doi: '10.1/hives',
  }),
  recordsOf({
    title: 'Recursive Glaciers: Tracking Ice with Latent Models',
    later: 'Where Ice Goes When It Is Not Seen',
    authors: ['Emil Post', 'Grace Hopper', 'Jürgen Schmidt'],
    arxivId: '2601.00002',
    doi: '10.1/glaciers',
  }),
].flat();

/** Papers as the store has them in the end, and which records went into each. */
async function storeOf(records: readonly Candidate[]): Promise<{ facts: PaperFacts; refs: string[] }[]> {
  const store = await temporaryStore(':memory:');
  const papers = new Map<number, string[]>();
  for (const record of records) {
    const kept = await store.papers.write(writer => keepPaper(record, writer, { now: NOW }));
    papers.set(kept!.paperId, [...(papers.get(kept!.paperId) ?? []), record.ref!]);
  }
  const works = new Map<number, { facts: PaperFacts; refs: string[] }>();
  for (const [paperId, refs] of papers) {
    const { id, enteredAt: _, ...facts } = (await store.paperById(paperId))!;
    works.set(id, { facts, refs: [...(works.get(id)?.refs ?? []), ...refs].sort() });
  }
  await store.close();
  return [...works.values()].sort((a, b) => (a.refs[0]! < b.refs[0]! ? -1 : 1));
}

test('papers do not depend on the order in which their records came in', async () => {
  const orders = fc.shuffledSubarray(RECORDS, { minLength: 4 });
  await fc.assert(
    fc.asyncProperty(orders, async records => {
      expect(await storeOf(records)).toEqual(await storeOf(records.toReversed()));
    }),
    { numRuns: 12 },
  );
});
