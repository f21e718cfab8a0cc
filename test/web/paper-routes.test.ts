import { Parser } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import { signToken } from '../../src/domain/link-token.ts';
import { attribute, elements, textOf } from '../elements.ts';
import { KEY, paper, READER, testSite } from './public-site-fixture.ts';
import { readingInMemory } from './reading-in-memory.ts';

const main = (page: string) => textOf(elements(page, 'main')[0]).replace(/\s+/g, ' ');
const hrefs = (page: string) => elements(page, 'a').map(link => attribute(link, 'href'));

const bees = paper({
  id: 7,
  title: 'Counting <b>Bees</b> & Hives',
  authors: ['Ada Byron', 'Bela B'],
  abstract: 'We count bees. It is hard.',
  arxivId: '2509.00007',
  version: 2,
  keywords: ['bees'],
  signals: [{ kind: 'upvotes', count: 12 }],
});
const life = {
  seen: [{ source: 'hf://daily', first: '2025-09-14T08:00:00Z', last: '2025-09-16T08:00:00Z' }],
  votes: [
    { at: '2025-09-14T08:00:00Z', count: 2 },
    { at: '2025-09-16T08:00:00Z', count: 12 },
  ],
  issues: ['2025-09-15'],
  news: [{ news: { kind: 'version' as const, version: 2 }, at: '2025-09-16T08:00:00Z' }],
};
const site = () => testSite({ reading: readingInMemory([bees], life) });

describe('the page of a paper', () => {
  test('says what it is, and tells its life in the order of time', async () => {
    const page = await site().read('/papers/7');
    expect(textOf(elements(page, 'h1')[0])).toBe('Counting <b>Bees</b> & Hives');
    expect(main(page)).toContain('Ada Byron, Bela B');
    expect(main(page)).toContain('2509.00007v2');
    const steps = elements(page, 'li').map(step => textOf(step).replace(/\s+/g, ' '));
    expect(steps).toEqual([
      'Sunday, 14 September 2025Seen at hf://daily, until Tuesday, 16 September 2025',
      'Monday, 15 September 2025In the issue of Monday, 15 September 2025',
      'Tuesday, 16 September 2025Version 2 on arXiv',
    ]);
    expect(hrefs(page)).toEqual(expect.arrayContaining(['/issues/2025-09-15', '/topics/bees', '/papers/7.bib']));
  });

  test('draws how its votes grew, and says it in words', async () => {
    const page = await site().read('/papers/7');
    const [chart] = elements(page, 'svg');
    expect(attribute(chart, 'aria-label')).toBe(
      'Votes rose from 2 on Sunday, 14 September 2025 to 12 on Tuesday, 16 September 2025',
    );
    expect(attribute(elements(page, 'polyline')[0], 'points')).toBe('4.0,76.0 636.0,6.0');
  });

  test('has the entry to cite it by, on the page and as a file', async () => {
    const { site: pages, read } = site();
    const [pre] = elements(await read('/papers/7'), 'pre');
    const file = await pages.request('/papers/7.bib');
    expect(file.headers.get('content-disposition')).toContain('paper-7.bib');
    expect(await file.text()).toBe(`${textOf(pre)}\n`);
  });

  test('shows the whole abstract of arXiv, and of others a beginning', async () => {
    const long = `${'A sentence of some words that goes on. '.repeat(20)}The end.`;
    const read = (facts: object) =>
      testSite({ reading: readingInMemory([paper({ id: 7, abstract: long, ...facts })]) }).read('/papers/7');
    expect(await read({ arxivId: '2509.00007' })).toContain('The end.');
    expect(await read({})).not.toContain('The end.');
    expect(await site().read('/papers/7/abstract')).toBe(
      '<p class="abstract" dir="auto">We count bees. It is hard.</p>',
    );
  });

  test.each([
    '/papers/8',
    '/papers/8.bib',
    '/papers/0',
    '/papers/-1',
    '/papers/x',
    '/papers/99999999999999999999',
    '/papers/8/abstract',
  ])('%s is no page', async path => {
    expect((await site().site.request(path)).status).toBe(404);
  });

  test('tells other programs its title, where it is, and what it says', async () => {
    const page = await site().read('/papers/7');
    const meta = Object.fromEntries(
      elements(page, 'meta').map(each => [
        attribute(each, 'property') ?? attribute(each, 'name'),
        attribute(each, 'content'),
      ]),
    );
    expect(meta).toMatchObject({
      description: 'We count bees. It is hard.',
      'og:title': 'Counting <b>Bees</b> & Hives',
      'og:type': 'article',
      'og:url': 'https://papers.test/papers/7',
    });
  });
});

describe('a search', () => {
  test('shows what it found with the words marked', async () => {
    const page = await site().read('/search?q=bees');
    expect(elements(page, 'mark').map(textOf)).toEqual(['Bees', 'bees']);
    expect(hrefs(page)).toContain('/papers/7');
    expect(attribute(elements(page, 'input')[0], 'value')).toBe('bees');
    expect(main(page)).toContain('One paper.');
  });

  test('that finds nothing says so, and keeps what was typed', async () => {
    const page = await site().read('/search?q=%22%3E%3Cscript%3Ewasps');
    expect(main(page)).toContain('No paper has all of these words');
    expect(attribute(elements(page, 'input')[0], 'value')).toBe('"><script>wasps');
    expect(elements(page, 'script')).toEqual([]);
  });

  test('for an id leads to the paper', async () => {
    const answer = await site().site.request('/search?q=2509.00007');
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/papers/7']);
  });

  test('for nothing is a field to type in', async () => {
    expect(elements(await site().read('/search'), 'li')).toEqual([]);
  });
});

describe('many papers', () => {
  const many = Array.from({ length: 60 }, (_, at) =>
    paper({
      id: at + 1,
      title: `Paper ${at + 1}`,
      keywords: at % 2 ? ['rl'] : ['bees'],
      signals: [{ kind: 'upvotes', count: 100 - at }],
      abstract: 'A sentence of an abstract that is as long as they are. '.repeat(30),
    }),
  );
  const pages = () => testSite({ reading: readingInMemory(many.toReversed()) });
  const titles = (page: string) => elements(page, 'h2').map(textOf);

  test.each(['/weeks/2025-W37', '/months/2025-08', '/topics/rl'])(
    '%s is in pages of 25, the most voted first',
    async path => {
      const { read } = pages();
      const first = await read(path);
      expect(titles(first).slice(0, 1)).toEqual([path === '/topics/rl' ? 'Paper 2' : 'Paper 1']);
      expect(titles(first)).toHaveLength(25);
      expect(hrefs(first)).toContain(`${path}?page=2`);
      const second = await read(`${path}?page=2`);
      expect(attribute(elements(second, 'ol')[0], 'start')).toBe('26');
      expect(Buffer.byteLength(first)).toBeLessThan(60_000);
    },
  );

  test('are picked by topic, each with how many there are', async () => {
    const page = await pages().read('/weeks/2025-W37?topic=rl');
    expect(titles(page).slice(0, 2)).toEqual(['Paper 2', 'Paper 4']);
    expect(main(page)).toContain('Reinforcement learning 30');
    expect(hrefs(page)).toContain('/weeks/2025-W37?topic=rl&page=2');
  });

  test.each(['/weeks/2025-W60', '/weeks/2025-09', '/months/2025-W37', '/months/2025-13', '/topics/chess'])(
    '%s is no page, and says what was expected',
    async path => {
      const answer = await pages().site.request(path);
      expect(answer.status).toBe(404);
      expect(main(await answer.text())).toMatch(/is not a week such as|is not a month such as|is no topic here/);
    },
  );

  test('/weeks and /months lead to the latest, and topics are listed', async () => {
    const { site: all, read } = pages();
    expect((await all.request('/weeks')).headers.get('location')).toBe('/weeks/2025-W38');
    expect((await all.request('/months')).headers.get('location')).toBe('/months/2025-09');
    expect(hrefs(await read('/topics'))).toEqual(expect.arrayContaining(['/topics/rl', '/topics/bees']));
  });
});

describe('feeds', () => {
  const FEED = `/f/${signToken('feed', READER, KEY)}`;

  test.each(['/feed', '/topics/bees/feed', `${FEED}/feed`])('%s holds its papers, in both formats', async path => {
    const { site: all } = site();
    const atom = await all.request(`${path}.xml`);
    expect(atom.headers.get('content-type')).toContain('application/atom+xml');
    const xml = await atom.text();
    expect(xml).toContain('<id>https://papers.test/papers/7</id>');
    expect(xml).not.toContain('<b>Bees</b>');
    const feed = (await (await all.request(`${path}.json`)).json()) as {
      version: string;
      items: { title: string; content_html: string }[];
    };
    expect(feed.version).toContain('jsonfeed.org');
    expect(feed.items[0]).toMatchObject({
      title: 'Counting <b>Bees</b> & Hives',
      content_html: '<p>We count bees. It is hard.</p>',
    });
  });

  test('say what is stored as it stands, and none of it becomes markup of theirs', async () => {
    const nasty = ']]><x y="z">&amp;<script>alert(1)</script>';
    const hostile = paper({
      id: 7,
      title: nasty,
      abstract: nasty,
      authors: [nasty],
      keywords: ['bees'],
      arxivId: '2509.00007',
    });
    const topicName = () => nasty;
    const { site: all } = testSite({ reading: readingInMemory([hostile]), topicName, name: 'A & "B" <c>' });
    const xml = await (await all.request('/feed.xml')).text();
    const names: string[] = [];
    const texts = new Map<string, string>();
    const parser = new Parser(
      {
        onopentag: name => void names.push(name),
        ontext: text => void texts.set(names.at(-1)!, (texts.get(names.at(-1)!) ?? '') + text),
      },
      { xmlMode: true, decodeEntities: true },
    );
    parser.end(xml);
    expect(names.filter(name => name === 'x' || name === 'script')).toEqual([]);
    const asHtml = nasty.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    expect(texts.get('content')?.trim()).toBe(`<p>${asHtml}</p>`);
    expect(xml.match(/<entry>/g)).toHaveLength(1);
    const json = (await (await all.request('/feed.json')).json()) as { items: { title: string }[] };
    expect(json.items[0]?.title).toBe(nasty);
  });

  test('are named by the pages that show the same', async () => {
    const links = elements(await site().read('/topics/bees'), 'link').filter(
      link => attribute(link, 'rel') === 'alternate',
    );
    expect(links.map(link => attribute(link, 'href'))).toEqual(['/topics/bees/feed.xml', '/topics/bees/feed.json']);
  });

  test('of one reader are behind a link of their own, and nobody may keep or index them', async () => {
    const { site: all } = site();
    const { headers } = await all.request(`${FEED}/feed.xml`);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-robots-tag')).toContain('noindex');
    for (const token of [signToken('manage', READER, KEY), 'cut'])
      expect((await all.request(`/f/${token}/feed.xml`)).status).toBe(404);
  });
});

test('the page about privacy says who is responsible and what is kept', async () => {
  const page = await site().read('/privacy');
  expect(main(page)).toContain('papers@lab.example');
  expect(main(page)).toContain('Nobody: mails stay on this machine.');
  const privacy = { contact: 'a@b.org', relay: 'smtp.lab.org', readsReturnedMail: true };
  const sending = main(await testSite({ privacy }).read('/privacy'));
  expect(sending).toContain('The mail server smtp.lab.org');
  expect(sending).toContain('That mail to you came back');
});
