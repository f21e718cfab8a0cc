// Random records of few works, so that ids, titles and people meet often.
import fc from 'fast-check';
import { ANNOUNCE_TYPES, type Candidate, type PaperFacts } from '../../src/domain/paper.ts';

const instant = fc.constantFrom(
  '2025-09-16T08:00:00.000Z',
  '2025-09-16T08:00:00Z',
  '2025-09-16T09:30:00+02:00',
  '2025-09-17T02:00:00.000Z',
);
const words = (...of: string[]) => fc.uniqueArray(fc.constantFrom(...of), { minLength: 1, maxLength: 3 });
const sorted = <T>(list: readonly T[]) => [...list].sort();
const upvotes = fc
  .uniqueArray(fc.record({ at: instant, count: fc.nat(50) }), { selector: ({ at }) => at, minLength: 1, maxLength: 3 })
  .map(counts => counts.sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.at < b.at ? -1 : 1)));
const links = fc.record(
  {
    abs: fc.constantFrom('https://a.org/1', 'https://b.org/1'),
    code: fc.constantFrom('https://c.org', 'https://d.org'),
  },
  { requiredKeys: [] },
);

/** A year that was inferred is told only beside a date. */
const listing = fc.oneof(
  fc.constant({}),
  fc.record(
    { listedAt: fc.constantFrom('2025-09-16', '2025-09-17'), listedYearInferred: fc.constant(true) },
    { requiredKeys: ['listedAt'] },
  ),
);

const facts = fc.record(
  {
    title: fc.constantFrom(
      'Attention Is All You Need',
      'attention is all you need.',
      'Attention Is All You Ned',
      'Attention Is All You Need: Sequences without Recurrence',
      'Attention Is Not All You Need',
      'Deep Residual Learning for Image Recognition',
      'Editorial',
      'Introduction',
    ),
    otherTitles: fc.constantFrom<string[]>(['transformers'], ['attention', 'transformers as they were printed']),
    abstract: fc.constantFrom('On attention.', 'On residuals.', 'On this volume and those who wrote it.'),
    authors: fc.constantFrom<string[]>(
      ['Ashish Vaswani', 'Noam Shazeer'],
      ['Vaswani, A.'],
      ['Kaiming He'],
      ['Wei Zhang'],
      ['Wei Li'],
    ),
    authorCount: fc.integer({ min: 1, max: 9 }),
    arxivId: fc.constantFrom('1706.03762', '1512.03385'),
    version: fc.integer({ min: 1, max: 4 }),
    doi: fc.constantFrom('10.1109/cvpr.2016.90', '10.5555/3295222', '10.48550/arxiv.1706.03762'),
    primaryCategory: fc.constantFrom('cs.CL', 'cs.CV'),
    categories: words('cs.CL', 'cs.CV', 'cs.LG').map(sorted),
    announceType: fc.constantFrom(...ANNOUNCE_TYPES),
    publishedAt: instant,
    position: fc.integer({ min: 1, max: 9 }),
    year: fc.constantFrom(2013, 2016, 2018, 2022),
    venue: fc.constantFrom('NeurIPS', 'CVPR 2016'),
    upvotes,
    comments: fc.nat(9),
    links,
    codeStars: fc.nat(99),
    keywords: words('attention', 'vision').map(sorted),
    organization: fc.constantFrom('Google', 'Microsoft'),
    tldr: fc.constantFrom('Short.', 'Longer.'),
  },
  { requiredKeys: ['title'] },
);

/** The facts of one paper as one source shows them, in the form in which stages pass them on. */
export const anyFacts: fc.Arbitrary<PaperFacts> = fc.tuple(facts, listing).map(parts => Object.assign({}, ...parts));

/** Records with names of their own. */
export const anyRecords: fc.Arbitrary<Candidate[]> = fc
  .array(fc.tuple(anyFacts, fc.option(fc.constantFrom('hf-api', 'rss'), { nil: undefined })), { maxLength: 12 })
  .map(records =>
    records.map(([record, source], place) => ({ ...record, ...(source && { source }), ref: `r${place}` })),
  );
