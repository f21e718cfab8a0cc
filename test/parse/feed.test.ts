import { describe, expect, test } from 'vitest';
import { parse } from '../../src/parse/parse.ts';
import { document, FETCHED_AT } from './document.ts';

async function read(xml: string) {
  return parse(document(xml, { locator: 'feed.xml' }));
}

function rss(items: string, channel = ''): string {
  return `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom"><channel><title>Papers</title>${channel}${items}</channel></rss>`;
}

function atom(entries: string): string {
  return `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom"><title>Papers</title>${entries}</feed>`;
}

describe('feeds', () => {
  test('reads any RSS: title, link, description, authors, date, terms', async () => {
    const { format, papers, rejected } = await read(
      rss(`<item><title>Cats &amp; &lt;b&gt;Dogs&lt;/b&gt;</title><link>https://example.org/1</link>
        <description><![CDATA[<p>First.</p><p>Second with <a href="x">link</a> &eacute;.</p>]]></description>
        <dc:creator>A. One</dc:creator><dc:creator>B. Two</dc:creator><category>pets</category>
        <pubDate>Tue, 27 May 2025 16:40:21 +0000</pubDate></item>`),
    );
    expect([format, rejected]).toEqual(['feed', []]);
    expect(papers).toEqual([
      {
        source: 'feed',
        title: 'Cats & Dogs',
        abstract: 'First. Second with link é.',
        authors: ['A. One', 'B. Two'],
        keywords: ['pets'],
        links: { abs: 'https://example.org/1' },
        publishedAt: '2025-05-27T16:40:21.000Z',
      },
    ]);
  });

  test('reads the announcement feed of arXiv', async () => {
    const item = (type: string) => `<item><title>A Paper</title><link>https://arxiv.org/abs/2508.13426</link>
      <description>arXiv:2508.13426v3 Announce Type: ${type} \nAbstract: We show p &lt; 0.05 and more.</description>
      <guid isPermaLink="false">oai:arXiv.org:2508.13426v3</guid><category>cs.CL</category><category>cs.AI</category><category>68T05</category>
      <pubDate>Wed, 20 Aug 2025 00:00:00 -0400</pubDate><arxiv:announce_type>${type}</arxiv:announce_type>
      <arxiv:DOI>10.1000/ABC</arxiv:DOI><arxiv:journal_reference>J. Things 1</arxiv:journal_reference>
      <dc:creator>Chunhua Liu, Kabir Shrestha</dc:creator></item>`;
    const { papers } = await read(rss(item('new') + item('replace-cross')));
    expect(papers[0]).toEqual({
      source: 'feed',
      title: 'A Paper',
      abstract: 'We show p < 0.05 and more.',
      authors: ['Chunhua Liu', 'Kabir Shrestha'],
      arxivId: '2508.13426',
      version: 3,
      primaryCategory: 'cs.CL',
      categories: ['cs.CL', 'cs.AI'],
      announceType: 'new',
      doi: '10.1000/abc',
      venue: 'J. Things 1',
      listedAt: '2025-08-20',
      publishedAt: '2025-08-20T04:00:00.000Z',
      links: { abs: 'https://arxiv.org/abs/2508.13426', pdf: 'https://arxiv.org/pdf/2508.13426' },
    });
    expect(papers[1]).toMatchObject({ announceType: 'replace-cross', listedAt: '2025-08-20' });
    expect(papers[1]).not.toHaveProperty('publishedAt');
  });

  test('reads the export API of arXiv', async () => {
    const { papers } = await read(
      atom(`<entry><id>http://arxiv.org/abs/hep-ex/0307015v2</id><published>2003-07-07T13:46:39-04:00</published><updated>2004-01-01T00:00:00Z</updated>
        <title>Multi-Electron\n  Production</title><summary>  Results are\npresented.\n</summary>
        <author><name>H1 Collaboration</name></author><author><name>A. Person</name></author>
        <link href="http://arxiv.org/abs/hep-ex/0307015v2" rel="alternate" type="text/html"/>
        <arxiv:primary_category term="hep-ex"/><category term="hep-ex"/></entry>`),
    );
    expect(papers).toMatchObject([
      {
        title: 'Multi-Electron Production',
        abstract: 'Results are presented.',
        authors: ['H1 Collaboration', 'A. Person'],
        arxivId: 'hep-ex/0307015',
        version: 2,
        primaryCategory: 'hep-ex',
        publishedAt: '2003-07-07T17:46:39.000Z',
      },
    ]);
  });

  test('reads what mirrors of Hugging Face put into the description', async () => {
    const description =
      '<p><img src="x.png" alt="x" style="max-width: 300px;" /></p><p><b>Authors:</b> A. One, B. Two</p><p><b>Upvotes:</b> 11</p><p><b>Summary:</b> It works.</p>';
    const item = `<item><title>A   Paper</title><link>https://arxiv.org/abs/2505.21411</link><description>${description.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</description></item>`;
    const built = '<lastBuildDate>Tue, 01 Jul 2025 00:02:42 +0000</lastBuildDate>';
    const { papers } = await read(rss(item, built));
    expect(papers).toMatchObject([
      {
        title: 'A Paper',
        abstract: 'It works.',
        authors: ['A. One', 'B. Two'],
        upvotes: [{ at: '2025-07-01T00:02:42.000Z', count: 11 }],
        arxivId: '2505.21411',
      },
    ]);
    const undated = await read(rss(item));
    expect(undated.papers[0]?.upvotes).toEqual([{ at: FETCHED_AT, count: 11 }]);
  });

  test('an error feed of arXiv gives rejects, never papers', async () => {
    const query = await read(
      `<rss version="2.0"><channel><title>Feed error for query "cs.XX"</title><item><title>Bad archive</title></item></channel></rss>`,
    );
    expect(query.papers).toEqual([]);
    expect(query.rejected[0]?.reason).toContain('Feed error for query');
    const api = await read(
      atom(
        '<entry><title>Error</title><summary>incorrect id format for 1234</summary><author><name>arXiv api core</name></author></entry>',
      ),
    );
    expect(api.papers).toEqual([]);
    expect(api.rejected[0]?.reason).toContain('incorrect id format for 1234');
  });

  test('one bad date or bare ampersand does not lose the feed', async () => {
    const { papers } = await read(
      atom(
        '<entry><title>Q &amp; A & more &nbsp;&mdash; R&D</title><published>yesterday</published><updated>x</updated></entry>',
      ),
    );
    expect(papers).toEqual([{ source: 'feed', title: 'Q & A & more — R&D' }]);
  });

  test('never expands entities of a DTD', async () => {
    const dtd = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY % latin PUBLIC "latin" "latin.ent">]>';
    const { papers } = await read(
      `<?xml version="1.0"?>${dtd}<!-- a note -->${rss('<item><title>Safe &a;</title></item>').slice(21)}`,
    );
    expect(papers[0]?.title).toBe('Safe &a;');
  });

  test.each([
    ['others', '<!ENTITY b "&a;&a;">'],
    ['itself', '<!ENTITY b "&b;">'],
    ['a file', '<!ENTITY b SYSTEM "file:///etc/passwd">'],
    ['an address', "<!ENTITY b PUBLIC 'b' 'http://127.0.0.1/b'>"],
    ['a parameter', '<!ENTITY % b "<!ENTITY c \'%a;\'>">'],
  ])('refuses a feed with an entity that stands for %s', async (_, entity) => {
    const feed = rss('<item><title>A Paper</title></item>').slice(21);
    await expect(read(`<?xml version="1.0"?><!DOCTYPE rss [${entity}]>${feed}`)).rejects.toMatchObject({
      code: 'format_unknown',
      message: expect.stringContaining('its entity "'),
    });
  });

  test('an entry without a title is a reject', async () => {
    const { papers, rejected } = await read(
      rss('<item><link>https://example.org</link></item><item><title>A Paper</title></item>'),
    );
    expect(papers).toHaveLength(1);
    expect(rejected).toEqual([
      { locator: 'feed.xml', reason: 'the record has no title', excerpt: 'https://example.org' },
    ]);
  });

  const TOKENS = 'Do &lt;think&gt; tokens help? p&lt;0.05, List&lt;int&gt; and x&lt;y&gt;z';

  test.each([
    ['escaped', TOKENS],
    ['as CDATA', '<![CDATA[Do <think> tokens help? p<0.05, List<int> and x<y>z]]>'],
    ['beside HTML', `&lt;i&gt;Do&lt;/i&gt; ${TOKENS.slice(3)}`],
  ])('angle brackets that are no HTML stay in RSS, %s', async (_, title) => {
    const { papers } = await read(rss(`<item><title>${title}</title></item>`));
    expect(papers[0]?.title).toBe('Do <think> tokens help? p<0.05, List<int> and x<y>z');
  });

  test('what arXiv writes is as literal in its feeds as in its mails', async () => {
    const summary = '&lt;summary&gt; after &lt;think&gt; in &lt;i&gt;E. coli&lt;/i&gt;';
    const { papers } = await read(
      atom(`<entry><id>http://arxiv.org/abs/2508.13426v1</id><title>A Paper</title><summary>${summary}</summary>
        <arxiv:primary_category term="cs.LG"/></entry>`),
    );
    expect(papers[0]?.abstract).toBe('<summary> after <think> in E. coli');
    const announced = await read(
      rss(`<item><title>A Paper</title><guid isPermaLink="false">oai:arXiv.org:2508.13426v1</guid>
        <description>arXiv:2508.13426v1 Announce Type: new \nAbstract: ${summary}</description></item>`),
    );
    expect(announced.papers[0]?.abstract).toBe('<summary> after <think> in E. coli');
  });

  test('words that a blog files a paper of arXiv under are no categories', async () => {
    const terms = ['vision', 'Computer Vision', 'cs.CV', 'hep-th', 'cond-mat.mtrl-sci', 'web.DEV'];
    const categories = terms.map(term => `<category>${term}</category>`).join('');
    const { papers } = await read(
      rss(`<item><title>A Paper</title><link>https://arxiv.org/abs/2508.13426</link>${categories}</item>`),
    );
    expect(papers[0]).toMatchObject({
      categories: ['cs.CV', 'hep-th', 'cond-mat.mtrl-sci'],
      keywords: ['vision', 'Computer Vision', 'web.DEV'],
    });
  });

  test('a structured abstract keeps what stands before its summary', async () => {
    const html = '<p>Objective: long.</p><p>Methods: m.</p><p>Summary: it works.</p>';
    const { papers } = await read(
      rss(`<item><title>A Paper</title><description><![CDATA[${html}]]></description></item>`),
    );
    expect(papers[0]?.abstract).toBe('Objective: long. Methods: m. Summary: it works.');
  });

  test('the DOI is found among identifiers of other kinds', async () => {
    const ids = '<dc:identifier>pmid:123</dc:identifier><dc:identifier>doi:10.1000/J.1</dc:identifier>';
    const { papers } = await read(rss(`<item><title>A Paper</title>${ids}</item>`));
    expect(papers[0]?.doi).toBe('10.1000/j.1');
  });

  test('of two DOIs of a paper and its erratum the first is taken', async () => {
    const { papers } = await read(
      rss(`<item><title>A Paper</title><link>https://arxiv.org/abs/2508.13426</link>
        <arxiv:DOI>10.1000/a, 10.1000/b</arxiv:DOI></item>`),
    );
    expect(papers[0]?.doi).toBe('10.1000/a');
  });

  test.each([
    ['only cites', 'J Things. 2025 Jan 3;12(3):4. doi: 10.1000/j.1.', `We found it. ${'It holds. '.repeat(9)}`.trim()],
    ['is an excerpt', 'We found it.', 'We found it.'],
  ])('where the description %s, the abstract is as it should be', async (_, description, abstract) => {
    const content = `<content:encoded>We found it. ${'It holds. '.repeat(9)}</content:encoded>`;
    const { papers } = await read(
      rss(`<item><title>A Paper</title><description>${description}</description>${content}</item>`),
    );
    expect(papers[0]?.abstract).toBe(abstract);
  });

  test('what a video is described with is its abstract where nothing else is', async () => {
    const media =
      '<media:group><media:title>No</media:title><media:description>About p &lt; 1.</media:description></media:group>';
    const { papers } = await read(atom(`<entry><title>A Talk</title>${media}</entry>`));
    expect(papers).toEqual([{ source: 'feed', title: 'A Talk', abstract: 'About p < 1.' }]);
  });

  test('reads RSS 1.0', async () => {
    const xml =
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>x</title></channel><item><title>Old Paper. (arXiv:0905.1234v1 [cs.LG])</title><link>http://arxiv.org/abs/0905.1234</link></item></rdf:RDF>';
    const { papers } = await read(xml);
    expect(papers).toMatchObject([{ title: 'Old Paper', arxivId: '0905.1234', version: 1, primaryCategory: 'cs.LG' }]);
  });

  test('a feed without entries is empty, not wrong', async () => {
    for (const xml of [rss(''), atom(''), '<rss version="2.0"/>', '<feed xmlns="http://www.w3.org/2005/Atom"/>']) {
      expect(await read(xml)).toEqual({ format: 'feed', papers: [], rejected: [] });
    }
  });

  test.each([
    ['a field is not closed', '<item><title>Damaged<link>https://example.org/1</link></item>'],
    ['it is not closed before the next one', '<item><title>Damaged</title>'],
    ['an element nobody reads is not closed', '<item><title>Damaged</title><x:y><dc:creator>A</dc:creator></item>'],
  ])('an entry is a reject and the next one a paper where %s', async (_, damaged) => {
    const { papers, rejected } = await read(rss(`${damaged}<item><title>A Paper</title></item>`));
    expect(papers.map(({ title }) => title)).toEqual(['A Paper']);
    expect(rejected).toMatchObject([{ reason: expect.stringMatching(/^the entry is damaged: .* not closed/) }]);
  });

  test.each([
    ['nested too deep', rss('<a>'.repeat(100_000) + '</a>'.repeat(100_000)), 'nested more than 100 deep'],
    ['with an open element around its entries', rss('<image><item><title>A</title></item>'), '<image> is not closed'],
    ['with too many entries', rss('<item></item>'.repeat(50_001)), 'more than 50000 entries'],
    ['cut off', rss('<item><title>A Paper</title></item>').slice(0, -8), 'ends in the middle, after 1 whole entry'],
  ])('a feed %s is a clear error', async (_, xml, fault) => {
    await expect(read(xml)).rejects.toMatchObject({
      code: 'format_unknown',
      message: expect.stringMatching(new RegExp(`^feed\\.xml is a feed that cannot be read: .*${fault}`)),
    });
  });

  test('five megabytes of ampersands are text like any other', async () => {
    const { papers } = await read(rss(`${'&'.repeat(5_000_000)}<item><title>A &${'&'.repeat(9)} B</title></item>`));
    expect(papers).toMatchObject([{ title: 'A &&&&&&&&&& B' }]);
  });

  test('cut after any of its characters, a feed gives an error and never half a paper', async () => {
    const whole = `<?xml version="1.0"?>${rss('<item><title>Ein Ä &amp; <![CDATA[B]]></title><link>https://example.org/1</link><dc:creator>A. One</dc:creator></item><!-- x --><item><title>Second</title></item>')}`;
    for (let length = 1; length < whole.length; length++) {
      const result = await read(whole.slice(0, length)).catch(error => error);
      expect(result, whole.slice(0, length)).toMatchObject({ name: 'AppError' });
    }
    expect((await read(`${whole}\n<!-- served`)).papers).toHaveLength(2);
  });
});
