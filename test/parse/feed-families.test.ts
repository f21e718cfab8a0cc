import { describe, expect, test } from 'vitest';
import type { FeedEntry } from '../../src/parse/feed/feed-entry.ts';
import { readFeed } from '../../src/parse/feed/read-feed.ts';

async function entry(xml: string, base?: string): Promise<Partial<FeedEntry>> {
  const { entries } = await readFeed(xml, base);
  return entries[0] ?? {};
}

const rss = (item: string, attributes = '') =>
  `<rss version="2.0" ${attributes}><channel><item>${item}</item></channel></rss>`;
const atom = (inner: string, attributes = 'xmlns="http://www.w3.org/2005/Atom"') =>
  `<feed ${attributes}><entry>${inner}</entry></feed>`;
const DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"';

describe('the text of an entry', () => {
  test.each([
    ['text by default', '<title>a &lt;b&gt; c</title>', 'text', 'a <b> c'],
    ['text', '<title type="text">&lt;p&gt;x&lt;/p&gt;</title>', 'text', '<p>x</p>'],
    ['HTML', '<title type="html">a &lt;b&gt;c&lt;/b&gt;</title>', 'html', 'a <b>c</b>'],
    ['HTML that nobody declared', '<title>&lt;p&gt;x&lt;/p&gt;</title>', 'html', '<p>x</p>'],
    [
      'XHTML in order, without its div',
      '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">one <b>two</b> three<br/> &lt; four</div></title>',
      'html',
      'one <b>two</b> three<br> &lt; four',
    ],
    [
      'XHTML with prefixes',
      '<title type="xhtml"><h:div xmlns:h="http://www.w3.org/1999/xhtml">H<h:sub class="a&amp;b">2</h:sub>O</h:div></title>',
      'html',
      'H<sub class="a&amp;b">2</sub>O',
    ],
    ['base64', '<title type="application/octet-stream"> YSA8Yj5iPC9iPg==\n</title>', 'html', 'a <b>b</b>'],
    ['base64 of Atom 0.3', '<title type="text/plain" mode="base64">w6QgPCBi</title>', 'text', 'ä < b'],
    ['CDATA', '<title><![CDATA[a & b &amp; ]]>c</title>', 'text', 'a & b &amp; c'],
    ['character references', '<title>&#228; &#xe4; &auml; &unknown; & b</title>', 'text', 'ä ä ä &unknown; & b'],
  ])('of Atom: %s', async (_, title, kind, value) => {
    expect((await entry(atom(title))).title).toEqual({ kind, value });
  });

  test('is absent where base64 hides no text', async () => {
    expect((await entry(atom('<content type="image/png">iVBORw0KGgo=</content>'))).content).toBeUndefined();
  });

  test('of RSS is HTML, naked or escaped', async () => {
    const naked = await entry(rss('<description>A &amp; <p>x <i>y</i></p> z</description>'));
    expect(naked.summary).toEqual({ kind: 'html', value: 'A &amp; <p>x <i>y</i></p> z' });
    const escaped = await entry(rss('<description>&lt;p&gt;x &amp;amp; y</description>'));
    expect(escaped.summary).toEqual({ kind: 'html', value: '<p>x &amp; y' });
  });
});

describe('namespaces', () => {
  test.each([
    ['the usual prefix', 'dc', DC],
    ['another prefix', 'dublin', 'xmlns:dublin="http://purl.org/dc/elements/1.1/"'],
    ['a careless address', 'dc', 'xmlns:dc="https://purl.org/DC/elements/1.1"'],
    ['a prefix nobody declared', 'dc', ''],
  ])('Dublin Core is known by %s', async (_, prefix, declaration) => {
    const { title, authors } = await entry(
      rss(`<${prefix}:title>A</${prefix}:title><${prefix}:creator>B</${prefix}:creator>`, declaration),
    );
    expect([title?.value, authors]).toEqual(['A', [{ name: 'B' }]]);
  });

  test.each([
    ['a prefix', '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>A</a:title></a:entry></a:feed>'],
    ['Atom 0.3', atom('<title>A</title>', 'version="0.3" xmlns="http://purl.org/atom/ns#"')],
    ['none', atom('<title>A</title>', '')],
    ['one nobody knows', atom('<title>A</title>', 'xmlns="urn:own"')],
    [
      'RSS 1.0 with prefix',
      '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rss="http://purl.org/rss/1.0/"><rss:channel/><rss:item><rss:title>A</rss:title></rss:item></r:RDF>',
    ],
    ['RSS 2.0', '<rss xmlns="http://backend.userland.com/rss2"><item><title>A</title></item></rss>'],
  ])('the elements of the feed itself are known by %s', async (_, xml) => {
    expect((await entry(xml)).title?.value).toBe('A');
  });

  test.each(['2.0', '2.1', '3.0'])('PRISM %s is known', async version => {
    const prism = `xmlns:p="http://prismstandard.org/namespaces/basic/${version}/"`;
    expect((await entry(rss('<p:doi>10.1000/a</p:doi>', prism))).modules?.get('prism:doi')).toBe('10.1000/a');
  });

  test('an element may declare a prefix anew below a root that declares too many', async () => {
    const many = Array.from({ length: 1000 }, (_, at) => `xmlns:n${at}="urn:n"`).join(' ');
    const { title } = await entry(rss(`<n1:title xmlns:n1="http://purl.org/dc/elements/1.1/">A</n1:title>`, many));
    expect(title?.value).toBe('A');
  });

  test('elements of unknown modules never pass for those of the feed', async () => {
    const { title } = await entry(
      rss(
        '<x:title>Other</x:title><title>A</title><media:title>B</media:title>',
        'xmlns:x="urn:x" xmlns:media="urn:y"',
      ),
    );
    expect(title?.value).toBe('A');
  });
});

describe('links and ids', () => {
  test.each([
    ['a permalink guid', '<guid>https://example.org/1</guid>', 'https://example.org/1'],
    ['no guid that says it is none', '<guid isPermaLink="false">https://example.org/1</guid>', undefined],
    ['the link before the guid', '<guid>urn:1</guid><link>https://example.org/2</link>', 'https://example.org/2'],
    [
      'an Atom link',
      '<atom:link rel="self" href="/x"/><atom:link href="https://example.org/3"/>',
      'https://example.org/3',
    ],
  ])('RSS links by %s', async (_, item, link) => {
    expect((await entry(rss(item))).link).toBe(link);
  });

  test('Atom links by the alternate, never by an enclosure', async () => {
    const { link } = await entry(atom('<link rel="enclosure" href="urn:e"/><link href="https://example.org/a"/>'));
    expect(link).toBe('https://example.org/a');
  });

  test('relative links are resolved against xml:base, outer bases and where the feed was found', async () => {
    const nested = '<feed xml:base="http://example.org/a/"><entry xml:base="b/"><link href="../c"/></entry></feed>';
    expect((await entry(nested)).link).toBe('http://example.org/a/c');
    expect((await entry(rss('<link>/c</link>'), 'https://example.org/feed.xml')).link).toBe('https://example.org/c');
    expect((await entry(rss('<link>/c</link>'))).link).toBe('/c');
  });

  test('RDF names its items by rdf:about', async () => {
    const xml =
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>x</title></channel><item rdf:about="urn:a&amp;b"/></rdf:RDF>';
    expect((await entry(xml)).id).toBe('urn:a&b');
  });
});

describe('authors', () => {
  test.each([
    ['Ada Lovelace', { name: 'Ada Lovelace' }],
    ['ada@example.org (Ada Lovelace)', { name: 'Ada Lovelace', email: 'ada@example.org' }],
    ['Ada Lovelace (ada@example.org)', { name: 'Ada Lovelace', email: 'ada@example.org' }],
    ['Ada Lovelace &lt;mailto:ada@example.org&gt;', { name: 'Ada Lovelace', email: 'ada@example.org' }],
    ['ada@example.org', { email: 'ada@example.org' }],
  ])('RSS writes "%s"', async (author, person) => {
    expect((await entry(rss(`<author>${author}</author>`))).authors).toEqual([person]);
  });

  test('Atom has elements for each part, of each author', async () => {
    const { authors } = await entry(
      atom(
        '<author><name>A</name><email>a@example.org</email></author><author><name><![CDATA[B]]></name><uri>urn:b</uri></author>',
      ),
    );
    expect(authors).toEqual([
      { name: 'A', email: 'a@example.org' },
      { name: 'B', url: 'urn:b' },
    ]);
  });
});
