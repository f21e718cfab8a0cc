import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../src/domain/errors.ts';
import { parse } from '../../src/parse/parse.ts';
import { document, FETCHED_AT } from './document.ts';
import { type PrintedCard, RENDERINGS } from './print-page.ts';

const ABSTRACT =
  'We study how a small newspaper finds its readers. The method sorts the papers of the day by topic and sends each reader only what fits.';
const ABSTRACT_TWO =
  'A second abstract talks about something else altogether. It has two sentences and the number 3.14 in it, and it ends properly.';

const words = fc.constantFrom(
  ...[
    'learning',
    'Agents',
    'diffusion',
    'policy',
    'Robust',
    '3D',
    'α-divergence',
    'TÜLU',
    'Scaling',
    'laws',
    'for',
    'of',
  ],
  ...[
    'GitHub',
    'Models',
    'Benchmark',
    'v2.5',
    '[0,1)',
    'vs.',
    'offline',
    'reward',
    'Long-Horizon',
    'the',
    'GPT-4o',
    'Learn',
  ],
);
const title = fc
  .tuple(
    fc.constantFrom('On', 'Towards', 'MedX:', 'What is'),
    fc.array(words, { minLength: 3, maxLength: 14 }),
    fc.nat(),
  )
  .map(([first, rest, number]) => `${first} ${number} ${rest.join(' ')} study${first === 'What is' ? '?' : ''}`);
const sentence = fc.array(words, { minLength: 8, maxLength: 30 }).map(list => `We show ${list.join(' ')} here.`);
const paragraph = fc.array(sentence, { minLength: 1, maxLength: 5 }).map(list => list.join(' '));
const count = fc.option(fc.integer({ min: 0, max: 999 }), { nil: undefined });
const card: fc.Arbitrary<PrintedCard> = fc.record({
  title,
  abstract: fc.array(paragraph, { minLength: 1, maxLength: 2 }),
  id: fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.nat(99999))
    .map(([month, number]) => `25${String(month).padStart(2, '0')}.${String(number).padStart(5, '0')}`),
  upvotes: count,
  authors: fc.integer({ min: 1, max: 700 }),
  comments: count,
  organization: fc.option(fc.constantFrom('NVIDIA', 'Tencent Hunyuan', 'inclusionAI', 'Hugging Face'), {
    nil: undefined,
  }),
});
const cards = fc
  .uniqueArray(card, { selector: ({ id }) => id, minLength: 1, maxLength: 6 })
  .filter(list => new Set(list.map(({ title }) => title)).size === list.length);

async function read(text: string) {
  return parse(document(text));
}

describe.each(RENDERINGS)('$name', ({ print, shows }) => {
  test('gives back the cards that were printed, in order', async () => {
    await fc.assert(
      fc.asyncProperty(cards, async list => {
        const { format, papers, rejected } = await read(print(list));
        expect(format).toBe('page-text');
        expect(rejected).toEqual([]);
        expect(papers.map(paper => paper.title)).toEqual(list.map(paper => paper.title));
        expect(papers.map(paper => paper.position)).toEqual(list.map((_, index) => index + 1));
        if (shows.has('abstract')) {
          expect(papers.map(paper => paper.abstract)).toEqual(list.map(paper => paper.abstract.join(' ')));
        }
        if (shows.has('id')) expect(papers.map(paper => paper.arxivId)).toEqual(list.map(paper => paper.id));
        if (shows.has('upvotes')) {
          const expected = list.map(({ upvotes }) =>
            upvotes === undefined ? undefined : [{ at: FETCHED_AT, count: upvotes }],
          );
          expect(papers.map(paper => paper.upvotes)).toEqual(expected);
        }
        if (shows.has('comments'))
          expect(papers.map(paper => paper.comments)).toEqual(list.map(paper => paper.comments));
        if (shows.has('authors'))
          expect(papers.map(paper => paper.authorCount)).toEqual(list.map(paper => paper.authors));
        if (shows.has('organization')) {
          expect(papers.map(paper => paper.organization)).toEqual(list.map(paper => paper.organization));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('reads the same with Windows line ends, trailing spaces and no-break spaces', async () => {
    await fc.assert(
      fc.asyncProperty(cards, async list => {
        const text = print(list);
        const expected = await read(text);
        expect(await read(text.replaceAll('\n', '\r\n'))).toEqual(expected);
        expect(await read(text.replaceAll('\n', ' \u00a0\n'))).toEqual(expected);
      }),
      { numRuns: 15 },
    );
  });

  test('cut off anywhere it gives papers or a clear error, never a crash', async () => {
    await fc.assert(
      fc.asyncProperty(cards, fc.double({ min: 0, max: 1, noNaN: true }), async (list, part) => {
        const bytes = new TextEncoder().encode(print(list));
        const result = await parse(document(bytes.subarray(0, Math.floor(bytes.length * part)))).catch(error => error);
        if (result instanceof Error) expect(result).toBeInstanceOf(AppError);
        // Half a sentence of an abstract may look like one more title.
        else expect(result.papers.length).toBeLessThanOrEqual(list.length + 1);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the page', () => {
  const page = (...blocks: string[]) =>
    ['Daily Papers', 'byAK and the research community', 'Sep 16', ...blocks].join('\n\n');

  test('keeps a card without an abstract', async () => {
    const { papers } = await read(
      page('First Title of the Day', ABSTRACT, 'Second Title, Alone', 'Third: a Title?', ABSTRACT_TWO),
    );
    expect(papers.map(({ title, abstract }) => [title, abstract])).toEqual([
      ['First Title of the Day', ABSTRACT],
      ['Second Title, Alone', undefined],
      ['Third: a Title?', ABSTRACT_TWO],
    ]);
  });

  test('dates the papers by the page, and says that the year was inferred', async () => {
    const { papers } = await read(page('A Title', ABSTRACT));
    expect(papers[0]).toMatchObject({ listedAt: '2026-09-16', listedYearInferred: true });
  });

  test('takes a year that is shown', async () => {
    const { papers } = await read(page('A Title', ABSTRACT).replace('Sep 16', 'Sep 16, 2025'));
    expect(papers[0]?.listedAt).toBe('2025-09-16');
    expect(papers[0]).not.toHaveProperty('listedYearInferred');
  });

  test('gives each of two pages in one file its own date', async () => {
    const { papers } = await read(
      [page('One Title', ABSTRACT), page('Two Titles', ABSTRACT_TWO).replace('Sep 16', 'Sep 17')].join('\n\n'),
    );
    expect(papers.map(paper => paper.listedAt)).toEqual(['2026-09-16', '2026-09-17']);
  });

  test('shows a doubled card once and keeps the longer text', async () => {
    const summary = 'A one-line summary made by a machine says less than that.';
    const { papers } = await read(page('A Title', summary, 'A  title', ABSTRACT, 'Another Title', ABSTRACT_TWO));
    expect(papers.map(paper => [paper.title, paper.abstract, paper.position])).toEqual([
      ['A Title', ABSTRACT, 1],
      ['Another Title', ABSTRACT_TWO, 2],
    ]);
  });

  test('reads the facts of a trending card below its text', async () => {
    const { papers, rejected } = await read(
      page(
        'A Title',
        ABSTRACT,
        'Some Lab · Published on Oct 4, 2026',
        'Upvote',
        '117',
        'GitHub 3.29k',
        'arXiv Page',
        'B Title',
        ABSTRACT_TWO,
      ).concat('\n\n- 9 authors\n\n· Sep 12, 2023\n\nUpvote\n\n76\n\n110k\n\narXiv Page'),
    );
    expect(rejected).toEqual([]);
    expect(papers).toMatchObject([
      { organization: 'Some Lab', upvotes: [{ count: 117 }], codeStars: 3290, publishedAt: '2026-10-04T00:00:00Z' },
      { authorCount: 9, upvotes: [{ count: 76 }], codeStars: 110_000, publishedAt: '2023-09-12T00:00:00Z' },
    ]);
  });

  test('takes links to code and to arXiv from the buttons of a card', async () => {
    const buttons = '[GitHub 12](https://github.com/a/b) [arXiv Page](https://arxiv.org/abs/2309.06180v2)';
    const { papers } = await read(page('### A Title', ABSTRACT, buttons));
    expect(papers[0]).toMatchObject({
      arxivId: '2309.06180',
      version: 2,
      codeStars: 12,
      links: { code: 'https://github.com/a/b' },
    });
  });

  test('joins an abstract of several paragraphs, addresses included', async () => {
    const { papers } = await read(
      page('A Title', ABSTRACT, ABSTRACT_TWO, 'Code: https://example.org/code', 'B Title', ABSTRACT),
    );
    expect(papers[0]?.abstract).toBe(`${ABSTRACT} ${ABSTRACT_TWO} Code: https://example.org/code`);
    expect(papers).toHaveLength(2);
  });

  test('keeps an address and a lone number that end a wrapped abstract', async () => {
    const wrapped =
      'We wrap this abstract at some sixty characters, as text\nbrowsers do, and the project lives at the address\nhttps://example.org/project';
    const number =
      'Here the last line of the wrapped abstract is a number. We wrote\nit with care, and the reader will not mind that it is this long,\nsince the authors could not help but close it with the year\n2025';
    const { papers } = await read(page('A Title', wrapped, 'B Title', number, 'C Title', ABSTRACT));
    expect(papers.map(paper => paper.abstract)).toEqual([
      wrapped.replaceAll('\n', ' '),
      number.replaceAll('\n', ' '),
      ABSTRACT,
    ]);
  });

  test('tells a long title from a short abstract', async () => {
    const long = `A Very Long Title That ${'Goes On and '.repeat(25)}Never Ends`;
    const { papers } = await read(page(long, 'We do one thing and we do it quite well.', 'Short?', ABSTRACT));
    expect(papers.map(paper => paper.title)).toEqual([long, 'Short?']);
  });

  test('takes a title that ends like a sentence where a title is due', async () => {
    const odd = 'All you need is a longer title with a full stop.';
    const { papers } = await read(page(odd, ABSTRACT, '· 3 authors', odd.replace('All', 'What'), ABSTRACT_TWO));
    expect(papers.map(paper => paper.title)).toEqual([odd, odd.replace('All', 'What')]);
  });

  test.each([
    ['title case', 'Is Attention All You Need? A Revisit of 12 Papers.', [ABSTRACT, ABSTRACT_TWO]],
    ['one paragraph to each abstract', 'All you need is a title with a full stop.', [ABSTRACT]],
  ])('takes a title that ends like a sentence between two abstracts, told by %s', async (_, odd, first) => {
    const { papers, rejected } = await read(
      page('DINOv3', ...first, odd, ABSTRACT_TWO, '· 3 authors', '7', 'Third', ABSTRACT),
    );
    expect(rejected).toEqual([]);
    expect(
      papers.map(({ title, abstract, authorCount, comments }) => [title, abstract, authorCount, comments]),
    ).toEqual([
      ['DINOv3', first.join(' '), undefined, undefined],
      [odd, ABSTRACT_TWO, 3, 7],
      ['Third', ABSTRACT, undefined, undefined],
    ]);
  });

  test('keeps a sentence between two paragraphs where abstracts have several', async () => {
    const sentence = 'This is what we found in short.';
    const { papers } = await read(
      page('A Title', ABSTRACT, sentence, ABSTRACT_TWO, 'B Title', ABSTRACT, ABSTRACT_TWO, 'C Title', ABSTRACT),
    );
    expect(papers.map(paper => paper.title)).toEqual(['A Title', 'B Title', 'C Title']);
    expect(papers[0]?.abstract).toBe(`${ABSTRACT} ${sentence} ${ABSTRACT_TWO}`);
  });

  test('keeps a short line right below an abstract, however long the line above it is', async () => {
    const long = `${ABSTRACT} ${ABSTRACT_TWO}`;
    const { papers } = await read(page('A Title', `${long}\n2023 was a good year.`, 'B Title', ABSTRACT));
    expect(papers.map(({ title, abstract }) => [title, abstract])).toEqual([
      ['A Title', `${long} 2023 was a good year.`],
      ['B Title', ABSTRACT],
    ]);
  });

  test('takes a line right below an abstract for a title where it has an abstract of its own', async () => {
    const long = `${ABSTRACT} ${ABSTRACT_TWO}`;
    const { papers } = await read(page(`A Title\n\n${long}\nB Title\n\n${long}`));
    expect(papers.map(paper => paper.title)).toEqual(['A Title', 'B Title']);
  });

  test('takes no number for comments where no facts of the card stand above it', async () => {
    const { papers } = await read(page('A Title', ABSTRACT, '1,234', 'B Title', ABSTRACT_TWO, '· 2 authors', '5'));
    expect(papers.map(paper => paper.comments)).toEqual([undefined, 5]);
  });

  test.each(['New! Privacy TOS', 'Company TOS Privacy About Careers', '© 2026 Hugging Face', 'Previous | Next'])(
    'takes the footer %j for no paper',
    async footer => {
      const { papers, rejected } = await read(page('A Title', ABSTRACT, 'B Title', ABSTRACT_TWO, footer));
      expect([papers.map(paper => paper.title), rejected]).toEqual([['A Title', 'B Title'], []]);
    },
  );

  test('keeps a title made of the words of menus, above its abstract', async () => {
    const { papers } = await read(page('Models Learn Languages', ABSTRACT));
    expect(papers).toMatchObject([{ title: 'Models Learn Languages', abstract: ABSTRACT }]);
  });

  test.each(['', '\n', '\n\n'])('reads a page that stands twice in a file, with %j between, once', async between => {
    const last = `${ABSTRACT} ${ABSTRACT_TWO}`;
    const once = `new\n\n${page('A Title', ABSTRACT, 'B Title', last)}`;
    const { papers, rejected } = await read(once + between + once);
    expect([papers.map(({ title, abstract }) => [title, abstract]), rejected]).toEqual([
      [
        ['A Title', ABSTRACT],
        ['B Title', last],
      ],
      [],
    ]);
  });

  test('reads the day of the page from a heading, and a long title that was not made one', async () => {
    const plainTitle = 'A Title Too Long for Whoever Made the Short Lines Headings';
    const text = page('## A Title', ABSTRACT, plainTitle, ABSTRACT_TWO, '## C Title', ABSTRACT);
    const { papers, rejected } = await read(text.replace('Sep 16', '## Sep 16'));
    expect(rejected).toEqual([]);
    expect(papers.map(({ title, listedAt }) => [title, listedAt])).toEqual([
      ['A Title', '2026-09-16'],
      [plainTitle, '2026-09-16'],
      ['C Title', '2026-09-16'],
    ]);
  });

  test('joins a title that its link wraps over lines, and passes anchors by', async () => {
    const wrapped =
      '<a id="section-1"></a>\n\n### [Efficient Memory for Serving with\nPaged Things](https://huggingface.co/papers/2309.06180)';
    const { papers, rejected } = await read(
      page(wrapped, `${ABSTRACT}\n${ABSTRACT_TWO}`, '- [Image: somebody]\n\n- 9 authors'),
    );
    expect(rejected).toEqual([]);
    expect(papers).toMatchObject([
      {
        title: 'Efficient Memory for Serving with Paged Things',
        abstract: `${ABSTRACT} ${ABSTRACT_TWO}`,
        arxivId: '2309.06180',
        authorCount: 9,
      },
    ]);
  });

  test('drops the menus above and below the page', async () => {
    const menu = ['Hugging Face', '* [ Models ][2]', '* [ Docs ][6]', '[Log In][27]', 'new'].join('\n');
    const { papers, rejected } = await read(
      `${menu}\n${page('A Title', ABSTRACT)}\n\nPrevious\n\nSystem theme\n\nTOS\n\nPrivacy`,
    );
    expect(papers.map(paper => paper.title)).toEqual(['A Title']);
    expect(rejected).toEqual([]);
  });

  test('drops the particulars a page was saved with', async () => {
    const { papers, rejected } = await read(
      `---\nurl: https://huggingface.co/papers\ntitle: Daily Papers\n---\n${page('A Title', ABSTRACT)}`,
    );
    expect([papers.length, rejected]).toEqual([1, []]);
  });

  test('names what belongs to no paper, with its line', async () => {
    const { papers, rejected } = await read(
      page(ABSTRACT, 'A Title', ABSTRACT_TWO, '· 3 authors', '[Content truncated]'),
    );
    expect(papers.map(paper => paper.title)).toEqual(['A Title']);
    expect(rejected).toEqual([
      { locator: 'digest.txt', line: 7, reason: expect.stringContaining('above the first title'), excerpt: ABSTRACT },
      {
        locator: 'digest.txt',
        line: 15,
        reason: expect.stringContaining('note in brackets'),
        excerpt: '[Content truncated]',
      },
    ]);
  });

  test.each([
    ['### 12345', 'expected letters'],
    [`### ${'word '.repeat(120)}`, 'at most 500'],
  ])('rejects a card whose title is none', async (heading, reason) => {
    const { papers, rejected } = await read(page('### A Title', ABSTRACT, heading, ABSTRACT_TWO));
    expect(papers.map(paper => paper.title)).toEqual(['A Title']);
    expect(rejected).toEqual([expect.objectContaining({ line: 11, reason: expect.stringContaining(reason) })]);
  });

  test('reads titles and abstracts without any chrome', async () => {
    const { format, papers } = await read(['A Title', ABSTRACT, 'B Title', ABSTRACT_TWO].join('\n\n'));
    expect(format).toBe('page-text');
    expect(papers.map(paper => paper.title)).toEqual(['A Title', 'B Title']);
  });

  test('finds the arXiv id of numbered links in the list below the page', async () => {
    const text = `${page('### [A Title][1]', ABSTRACT)}\n\n[1]: https://huggingface.co/papers/2503.13939`;
    const { papers, rejected } = await read(text);
    expect(papers[0]).toMatchObject({ arxivId: '2503.13939', links: { abs: 'https://arxiv.org/abs/2503.13939' } });
    expect(rejected).toEqual([]);
  });

  test('has one card per line even where a browser copied no blank lines', async () => {
    const text = [
      'Daily Papers',
      'Submitted by',
      'AK',
      '58',
      'A First Title: On Things',
      'NVIDIA',
      '·',
      '19 authors',
      '3',
    ];
    const { papers, rejected } = await read([...text, 'Submitted by', '7', 'A Second Title', '· 1 authors'].join('\n'));
    expect(rejected).toEqual([]);
    expect(papers).toMatchObject([
      {
        title: 'A First Title: On Things',
        upvotes: [{ count: 58 }],
        organization: 'NVIDIA',
        authorCount: 19,
        comments: 3,
      },
      { title: 'A Second Title', upvotes: [{ count: 7 }], authorCount: 1 },
    ]);
  });
});
