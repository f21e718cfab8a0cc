import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RankedPaper } from '../../src/domain/issue.ts';
import { attribute, attributeNames, elements, textOf } from '../elements.ts';
import { issue, paper, testSite } from './public-site-fixture.ts';

const LONG = `${'A sentence about walking robots that is neither short nor long. '.repeat(12)}The very last words.`;

test('shows the latest issue with its papers in the order of their rank', async () => {
  const { read } = testSite({
    issue: async () => issue({ papers: [paper({ title: 'First' }), paper({ id: 2, title: 'Second' })] }),
  });
  const page = await read('/');
  expect(elements(page, 'h2').map(textOf)).toEqual(['Get trending papers in your email inbox', 'First', 'Second']);
  expect(textOf(elements(page, 'h1')[0])).toMatch(/Daily Papers.*16 September 2025.*2 papers/);
  expect(attribute(elements(page, 'time')[0], 'datetime')).toBe('2025-09-16');
});

test('shows votes, authors, organisation, categories, code and links of a paper', async () => {
  const { read } = testSite({
    issue: async () =>
      issue({
        papers: [
          paper({
            authors: ['Ada', 'Bela', 'Carla', 'Dan', 'Eve', 'Finn', 'Gus', 'Hal'],
            organization: 'A Lab',
            arxivId: '2503.13939',
            primaryCategory: 'cs.LG',
            categories: ['cs.AI', 'cs.LG'],
            codeStars: 1310,
            comments: 1,
            signals: [{ kind: 'upvotes', count: 42, rise: 7 }],
            links: { code: 'https://code.example/x', discussion: 'https://talk.example/x' },
          }),
        ],
      }),
  });
  const page = await read('/');
  const text = textOf(elements(page, 'main')[0]);
  expect(text).toContain('Ada, Bela, Carla, Dan, Eve, Finn and 2 more · A Lab');
  for (const fact of ['42 upvotes (+7 in a day)', '1 comment', '1,310 stars', 'cs.LG, cs.AI'])
    expect(text).toContain(fact);
  const links = elements(page, 'a').map(link => [textOf(link), attribute(link, 'href')]);
  expect(links).toEqual(
    expect.arrayContaining([
      ['A paper', 'https://arxiv.org/abs/2503.13939'],
      ['PDF', 'https://arxiv.org/pdf/2503.13939'],
      ['Code', 'https://code.example/x'],
      ['Discussion', 'https://talk.example/x'],
    ]),
  );
});

test('shows in how many sources a paper was, and its place where only that is known', async () => {
  const signals: RankedPaper['signals'] = [
    { kind: 'position', place: 3 },
    { kind: 'sources', count: 2 },
  ];
  const { read } = testSite({ issue: async () => issue({ papers: [paper({ signals })] }) });
  const text = textOf(elements(await read('/'), 'main')[0]);
  expect(text).toContain('place 3 in its digest');
  expect(text).toContain('in 2 sources');
});

test('says of an issue that nobody has voted for that it was picked, and of no other', async () => {
  const picked = paper({ signals: [{ kind: 'text', likelihood: 0.4 }] });
  const voted = paper({ signals: [{ kind: 'upvotes', count: 1 }] });
  const shown = async (papers: RankedPaper[]) => {
    const { read } = testSite({ issue: async () => issue({ papers }) });
    return textOf(elements(await read('/'), 'main')[0]);
  };
  expect(await shown([picked, picked])).toContain('No votes yet: picked');
  const mixed = await shown([picked, voted, voted]);
  expect(mixed).toContain('1 of these 3 papers has no votes yet.');
  expect(mixed.match(/no votes yet/g)).toHaveLength(2);
  expect(await shown([picked, picked, voted])).toContain('2 of these 3 papers have no votes yet.');
  expect(await shown([voted, voted])).not.toContain('no votes yet');
});

test('shows no vote count that ranking did not go by', async () => {
  const upvotes = [
    { at: '2025-09-16T08:00:00Z', count: 9 },
    { at: '2025-09-16T02:00:00Z', count: 4 },
  ];
  const { read } = testSite({ issue: async () => issue({ papers: [paper({ upvotes })] }) });
  expect(textOf(elements(await read('/'), 'main')[0])).not.toMatch(/votes/);
});

test('says how many authors where their names are unknown', async () => {
  const { read } = testSite({ issue: async () => issue({ papers: [paper({ authorCount: 14 })] }) });
  expect(await read('/')).toContain('14 authors');
});

test('shows the beginning of an abstract and the whole of it on demand', async () => {
  const { read } = testSite({ issue: async () => issue({ papers: [paper({ abstract: LONG })] }) });
  const page = await read('/');
  const more = elements(page, 'details').find(each => attribute(each, 'data-fill') !== undefined);
  expect(attribute(more, 'data-fill')).toBe('/papers/1/abstract');
  // Without a script it leads there.
  expect(elements(page, 'a').map(link => [textOf(link), attribute(link, 'href')])).toContainEqual([
    'On its page',
    '/papers/1',
  ]);
  expect(page).not.toContain('The very last words.');
});

test('shows a short abstract once and offers no more of it', async () => {
  const { read } = testSite({ issue: async () => issue({ papers: [paper({ abstract: 'It works.' })] }) });
  const page = await read('/');
  expect(page.split('It works.')).toHaveLength(2);
  expect(elements(page, 'details')).toEqual([]);
});

test('shows a machine-made summary only without an abstract, and labelled', async () => {
  const both = testSite({ issue: async () => issue({ papers: [paper({ abstract: 'Own words.', tldr: 'Robot.' })] }) });
  expect(await both.read('/')).not.toContain('Robot.');
  const only = testSite({ issue: async () => issue({ papers: [paper({ tldr: 'Robot.' })] }) });
  expect(textOf(elements(await only.read('/'), 'main')[0])).toContain('Robot. (a machine’s summary)');
});

test('links to the issue before and after', async () => {
  const { read } = testSite({ issue: async () => issue({ previous: '2025-09-15', next: '2025-09-17' }) });
  const page = await read('/issues/2025-09-16');
  const hrefs = elements(page, 'a').map(link => [attribute(link, 'rel'), attribute(link, 'href')]);
  expect(hrefs).toEqual(
    expect.arrayContaining([
      ['prev', '/issues/2025-09-15'],
      ['next', '/issues/2025-09-17'],
    ]),
  );
});

test('greets the first visitor before there is an issue', async () => {
  const { site } = testSite({ issue: async () => undefined });
  const answer = await site.request('/');
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('No issue yet');
});

test('says so when an issue has no papers', async () => {
  const { read } = testSite({ issue: async () => issue({ papers: [] }) });
  expect(textOf(elements(await read('/'), 'main')[0])).toMatch(/0 papers[\s\S]*Nothing new came in/);
});

test('says when the day is quiet because of a holiday, with papers or without', async () => {
  const sentence = 'A quiet day: arXiv announced nothing new (Thanksgiving).';
  for (const papers of [[paper()], []]) {
    const page = await testSite({ issue: async () => issue({ papers, quiet: 'Thanksgiving' }) }).read('/');
    expect(elements(page, 'p').map(textOf)).toContain(sentence);
    expect(page).not.toContain('Nothing new came in');
  }
  expect(await testSite({ issue: async () => issue() }).read('/')).not.toContain('A quiet day');
});

test('credits the sources that its papers came from, and only those', async () => {
  const creditsOf = async (facts: Parameters<typeof paper>[0]) => {
    const page = await testSite({ issue: async () => issue({ papers: [paper(), paper(facts)] }) }).read('/');
    const links = elements(page.slice(page.indexOf('<footer')), 'a').filter(
      link => !attribute(link, 'href')?.startsWith('/'),
    );
    return links.map(link => [textOf(link), attribute(link, 'href')]);
  };
  const arxiv = ['Thank you to arXiv for use of its open access interoperability.', 'https://arxiv.org/'];
  const daily = ['Trending data from Hugging Face Daily Papers.', 'https://huggingface.co/papers'];
  expect(await creditsOf({})).toEqual([]);
  expect(await creditsOf({ arxivId: '2503.13939' })).toEqual([arxiv]);
  expect(await creditsOf({ upvotes: [{ at: '2025-09-16T08:00:00Z', count: 3 }] })).toEqual([daily]);
  const links = { discussion: 'https://huggingface.co/papers/2503.13939' };
  expect(await creditsOf({ arxivId: '2503.13939', links })).toEqual([arxiv, daily]);
});

test.each(['2025-13-01', '2025-02-30', '16-09-2025', 'latest', '2025-09-16T00:00', '%3Cscript%3E'])(
  'answers 404 with a sentence for %s, which is no date',
  async date => {
    const { site } = testSite({ issue: async () => issue() });
    const answer = await site.request(`/issues/${date}`);
    expect(answer.status).toBe(404);
    const page = await answer.text();
    expect(textOf(elements(page, 'main')[0])).toContain(`“${decodeURIComponent(date)}” is not a date`);
    expect(elements(page, 'script')).toEqual([]);
  },
);

test('answers 404 for a date without an issue', async () => {
  const { site } = testSite();
  const answer = await site.request('/issues/2025-01-01');
  expect(answer.status).toBe(404);
  expect(await answer.text()).toContain('There is no issue of 2025-01-01.');
});

test('lists the issues by month, newest first', async () => {
  const { read } = testSite();
  const page = await read('/issues');
  expect(elements(page, 'h2').map(textOf)).toEqual(['September 2025', 'August 2025']);
  const dates = elements(page, 'a').flatMap(link => /^\/issues\/(.+)/.exec(attribute(link, 'href') ?? '')?.[1] ?? []);
  expect(dates).toEqual(['2025-09-16', '2025-09-15', '2025-08-29']);
});

test('no stored text changes the element tree or adds an attribute', async () => {
  const plain = await testSite({ issue: async () => issue({ papers: [hostile('x')] }) }).read('/');
  const nasty = fc.oneof(
    fc.string({ minLength: 1, unit: 'grapheme' }),
    fc.constantFrom(
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      "' onmouseover='alert(1)",
      '</details></main><iframe>',
      '<!--',
      '&lt;b&gt;',
    ),
  );
  await fc.assert(
    fc.asyncProperty(nasty, async text => {
      const page = await testSite({ issue: async () => issue({ papers: [hostile(text)] }) }).read('/');
      expect(attributeNames(page)).toEqual(attributeNames(plain));
      for (const name of ['script', 'iframe', 'img', 'details', 'main', 'a', 'b', 'p', 'span']) {
        expect([name, elements(page, name).length]).toEqual([name, elements(plain, name).length]);
      }
      expect(textOf(elements(page, 'h2')[1])).toBe(text.replace(/\r\n?/g, '\n').replaceAll('\0', ''));
    }),
    { numRuns: 300 },
  );
});

function hostile(text: string) {
  return paper({
    title: text,
    abstract: `${text} ${LONG}`,
    authors: [text],
    organization: text,
    categories: [text],
    venue: text,
    links: { abs: `https://example.org/?${encodeURIComponent(text)}`, code: `javascript:${text}`, pdf: text },
    arxivId: '2503.00001',
  });
}
