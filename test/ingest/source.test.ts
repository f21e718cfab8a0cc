import { describe, expect, test } from 'vitest';
import { type Places, readSource } from '../../src/ingest/source.ts';

const PLACES: Places = {
  samplesDir: '/samples',
  hfEndpoint: 'https://huggingface.co',
  arxivRss: 'https://rss.arxiv.org',
  arxivApi: 'https://export.arxiv.org',
};
const HF = 'https://huggingface.co';

describe('a word of SOURCES names', () => {
  test.each([
    ['-', { kind: 'stdin', name: 'standard input' }],
    ['sample://', { kind: 'file', name: 'the sample digest', pattern: '/samples/daily-papers.txt' }],
    ['./digests/*.txt', { kind: 'file', pattern: './digests/*.txt' }],
    ['today.txt', { kind: 'file', pattern: 'today.txt' }],
    ['hf://daily', { kind: 'hf', list: 'daily', endpoint: HF }],
    ['hf://trending', { kind: 'hf', list: 'trending', url: `${HF}/api/daily_papers?sort=trending&limit=100` }],
    [`${HF}/api/daily_papers?date=2026-11-20`, { kind: 'hf', list: 'pages' }],
    ['https://mirror.lab.org/hf/api/daily_papers', { kind: 'hf', list: 'pages' }],
    [`${HF}/papers`, { kind: 'hf', list: 'page' }],
    [`${HF}/papers/trending`, { kind: 'hf', list: 'page' }],
    [`${HF}/papersofmine`, { kind: 'web' }],
    [`${HF}/blog/feed.xml`, { kind: 'web' }],
    ['https://lab.org/papers', { kind: 'web' }],
    ['arxiv://cs.LG+cs.CL', { kind: 'arxiv', url: 'https://rss.arxiv.org/rss/cs.LG+cs.CL' }],
    ['arxiv://cs+hep-th', { kind: 'arxiv', url: 'https://rss.arxiv.org/rss/cs+hep-th' }],
    ['arxiv://astro-ph.CO+cond-mat.mtrl-sci+q-bio.NC', { kind: 'arxiv' }],
    ['https://rss.arxiv.org/atom/cs.LG', { kind: 'arxiv' }],
    ['https://arxiv.org/list/cs.LG/new', { kind: 'arxiv' }],
    ['https://notarxiv.org/feed', { kind: 'web' }],
    ['https://arxiv.org.lab.com/feed', { kind: 'web' }],
    ['https://lab.org/feed.xml?token=1', { kind: 'web' }],
    ['https://medium.com/feed/@lab', { kind: 'web' }],
    ['HTTP://lab.org', { kind: 'web' }],
  ])('%s', (text, expected) => {
    const plain = /^https?:/i.test(text) ? { url: text } : {};
    expect(readSource(text, PLACES)).toMatchObject({ name: text, ...plain, ...expected });
  });

  test('places of one’s own', () => {
    const own = {
      ...PLACES,
      hfEndpoint: 'http://127.0.0.1:1',
      arxivRss: 'http://127.0.0.1:2',
      arxivApi: 'http://127.0.0.1:3',
    };
    const kindOf = (text: string) => readSource(text, own).kind;
    expect(readSource('hf://daily', own)).toMatchObject({ endpoint: 'http://127.0.0.1:1' });
    expect(readSource('arxiv://cs.LG', own)).toMatchObject({ url: 'http://127.0.0.1:2/rss/cs.LG' });
    expect(kindOf('http://127.0.0.1:1/papers')).toBe('hf');
    expect(kindOf('http://127.0.0.1:2/rss/cs.LG')).toBe('arxiv');
    expect(kindOf('http://127.0.0.1:3/api/query')).toBe('arxiv');
    expect(kindOf('http://127.0.0.1:4/feed')).toBe('web');
  });
});

describe('what is no source is quoted, and what would be is said:', () => {
  test.each([
    'ftp://lab.org/feed.xml',
    'file:///etc/passwd',
    'hf://weekly',
    'hf://',
    'HF://Daily',
    'sample://other',
    'https://',
    'http://a b',
    '',
  ])('%j', text => {
    expect(() => readSource(text, PLACES)).toThrow(
      expect.objectContaining({
        code: 'usage',
        message: `"${text}" is not a source: expected hf://daily, hf://trending, arxiv:// with categories, an http(s) URL, a file, a pattern such as digests/*.txt, or -`,
      }),
    );
  });

  test.each([
    ['arxiv://', ''],
    ['arxiv://cs.lg', 'cs.lg'],
    ['arxiv://cs.LG,cs.CL', 'cs.LG,cs.CL'],
    ['arxiv://cs.LG+', ''],
    ['arxiv://cs.LG+CS.CL', 'CS.CL'],
    ['arxiv://cs.LG/new', 'cs.LG/new'],
    ['arxiv://cs.LG?x=1', 'cs.LG?x=1'],
  ])('%s', (text, wrong) => {
    expect(() => readSource(text, PLACES)).toThrow(
      expect.objectContaining({
        code: 'usage',
        message: `"${text}" is not a source: "${wrong}" is no arXiv category, expected such as arxiv://cs.LG+cs.CL`,
      }),
    );
  });

  test.each([
    'https://reader:secret@lab.org/feed.xml',
    'https://secret@lab.org/feed.xml',
    'https://reader:secret@lab.org:x/',
    'ftp://reader:secret@lab.org/feed.xml',
    'arxiv://reader:secret@cs.LG',
  ])('%s, of which the password is not shown', text => {
    const read = () => readSource(text, PLACES);
    expect(read).toThrow(expect.objectContaining({ code: 'usage', message: expect.stringContaining('://***@') }));
    expect(read).not.toThrow(/secret/);
  });
});
