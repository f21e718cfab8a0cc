import { describe, expect, test } from 'vitest';
import { AppError } from '../../src/domain/errors.ts';
import { pageMarkdown } from '../../src/parse/html/page-markdown.ts';
import { parse } from '../../src/parse/parse.ts';
import { document } from './document.ts';

const ABSTRACT = 'We read the page as a person would see it. What links to a paper is one, and the menu is not.';

function card(id: string, title: string): string {
  return `<article class="relative">
    <a href="/papers/${id}" class="thumbnail"><img src="x.png" alt="a thumbnail"></a>
    <div>Submitted by <div><img src="a.png">somebody</div></div>
    <div><a href="/login?next=%2Fpapers%2F${id}"><svg><path d=""/></svg><div>112</div></a></div>
    <h3><a href="/papers/${id}" class="line-clamp-3">${title}</a></h3>
    <p>${ABSTRACT}</p>
    <a href="/papers/${id}"><ul><li title="A"><img src="1.png"></li><li><div>· 9 authors</div></li></ul></a>
    <div>Published on Oct 4, 2025</div>
    <a href="/papers/${id}#community"><svg></svg> 4</a>
  </article>`;
}

function html(body: string, title = 'Daily Papers'): string {
  return `<!doctype html><html><head><title>${title}</title></head><body>${body}</body></html>`;
}

describe('an HTML page', () => {
  test('is read by its visible text where it carries no data', async () => {
    const masthead =
      '<nav><a href="/models">Models</a></nav><h1>Daily Papers</h1><h2>by <a href="/akhaliq">AK</a></h2>';
    const cards =
      card('1706.03762', 'Attention Is <i>All</i> You Need') + card('1512.03385', 'Deep [Residual] Learning');
    const { format, papers, rejected } = await parse(
      document(html(`${masthead}<div>Oct 4</div><main>${cards}</main>`)),
    );
    expect([format, rejected]).toEqual(['html-page', []]);
    expect(papers).toMatchObject([
      {
        title: 'Attention Is All You Need',
        abstract: ABSTRACT,
        arxivId: '1706.03762',
        upvotes: [{ count: 112 }],
        comments: 4,
        authorCount: 9,
        publishedAt: '2025-10-04T00:00:00Z',
        listedAt: '2026-10-04',
      },
      { title: 'Deep [Residual] Learning', arxivId: '1512.03385' },
    ]);
  });

  test('that lists links to papers is a list of papers', async () => {
    const list = `<h1>Reading list</h1><ul>
      <li><a href="https://arxiv.org/abs/1706.03762">Attention Is All You Need</a></li>
      <li><a href="https://arxiv.org/abs/1512.03385v1"><b>Deep Residual</b> Learning</a></li></ul><p>Goodbye.</p>`;
    const { papers } = await parse(document(`<!-- saved -->\n${html(list)}`));
    expect(papers.map(({ title, arxivId }) => [title, arxivId])).toEqual([
      ['Attention Is All You Need', '1706.03762'],
      ['Deep Residual Learning', '1512.03385'],
    ]);
  });

  test('may be named after a number', async () => {
    const list = '<ul><li><a href="https://arxiv.org/abs/1706.03762">Attention Is All You Need</a></li></ul>';
    expect((await parse(document(html(list, '500 papers to read')))).papers).toHaveLength(1);
  });

  test.each([
    ['its own address', {}, 'https://arxiv.org/list/cs.CL/new'],
    ['its canonical address', { head: '<link rel="canonical" href="https://arxiv.org/x">' }, 'saved.html'],
    [
      'its base',
      { head: '<link rel="canonical" href="https://example.org/"><base href="https://arxiv.org/">' },
      'a.html',
    ],
  ])('has links relative to %s', async (_, { head = '' }: { head?: string }, locator) => {
    const list = '<ul><li><a href="/abs/1706.03762">Attention Is All You Need</a></li></ul>';
    const page = `<html><head>${head}</head><body>${list}</body></html>`;
    expect((await parse(document(page, { locator }))).papers).toMatchObject([{ arxivId: '1706.03762' }]);
  });

  test.each([
    [
      'an error page',
      html(
        '<h1>Service Unavailable</h1><p>The server is busy with maintenance. Please try again.</p>',
        '503 Service Unavailable',
      ),
      /is an HTML error page \("503 Service Unavailable"\)/,
    ],
    ['an error page with a paper in it', html(card('1706.03762', 'A Title'), 'Error 404'), /HTML error page/],
    [
      'an error page without a name',
      `<html><body><h1>Bad Gateway</h1><p>${ABSTRACT} See <a href="https://huggingface.co/papers">all</a>.</p></body></html>`,
      /is an HTML page without papers: expected/,
    ],
    ['a page of titles that link nowhere', html(`<h3>A Title</h3><p>${ABSTRACT}</p>`.repeat(3)), /without papers/],
    ['an empty page', html(''), /without papers/],
    ['nothing but scripts', html(`<script>${card('1706.03762', 'A Title')}</script>`), /without papers/],
    ['unclosed tags', `<html>${'<div>'.repeat(500_000)}`, /nested too deep/],
  ])('%s never becomes papers', async (_, content, message) => {
    const failure = parse(document(content));
    await expect(failure).rejects.toBeInstanceOf(AppError);
    await expect(failure).rejects.toMatchObject({ code: 'format_unknown', message: expect.stringMatching(message) });
  });
});

describe('the text of a page', () => {
  test.each([
    ['<p>One<br>two</p>three<div>four</div>', '\nOne\ntwo\n\nthree\nfour'],
    ['<h2>A <b>bold</b><br>\n heading</h2>', '\n## A bold heading'],
    ['<a href="/x"><h3>A title</h3><p>Its text</p></a>', '\n### [A title](/x)\n\n[Its text](/x)\n'],
    ['<a href="/x"><img alt="x"></a>', '[](/x)'],
    ['<a href="#top">up</a> <a href="javascript:alert(1)">run</a> <a name="n">here</a>', 'up run here'],
    ['<a href="/a b(c)">w</a>', '[w](/a%20b%28c%29)'],
    ['<ul><li>one<li>two</ul>', '\n- one\n- two\n'],
    [
      'a<script>b</script><style>c</style><p hidden>d</p><i aria-hidden="true">e</i><b style="display: none">f</b>',
      'a\n',
    ],
    ['&lt;b&gt; &amp; &eacute; &nope;', '<b> & é &nope;'],
  ])('%s', (page, text) => {
    expect(pageMarkdown(page)?.trimEnd()).toBe(text.trimEnd());
  });
});
