import { expect, test } from 'vitest';
import { countSources, type RecordOrigin } from '../../src/domain/source.ts';

const origin = (format: string, source: string, hasUpvotes = false): RecordOrigin => ({ format, source, hasUpvotes });

test.each<[string, RecordOrigin[], number]>([
  ['one feed', [origin('feed', 'https://example.org/a.xml')], 1],
  ['two feeds of one format', [origin('feed', 'https://example.org/a.xml'), origin('feed', 'b.xml')], 2],
  ['two formats of one source', [origin('jsonl', 'digests/*'), origin('feed', 'digests/*')], 1],
  ['arXiv and Daily Papers', [origin('feed', 'arxiv://cs.LG'), origin('hf-api', 'hf://daily')], 2],
  ['two lists of arXiv', [origin('feed', 'arxiv://cs.LG'), origin('feed', 'https://rss.arxiv.org/rss/cs.AI')], 1],
  [
    'Daily Papers by its API, its page, a page that somebody copied, a feed of it, and a file with its votes',
    [
      origin('hf-api', 'https://mirror.example/api'),
      origin('hf-page', 'https://huggingface.co/papers'),
      origin('page-text', 'today.txt'),
      origin('feed', 'https://papers.huggingface.co/feed.xml'),
      origin('feed', 'saved.xml', true),
    ],
    1,
  ],
  ['a site that only sounds like it', [origin('feed', 'https://nothuggingface.co/x'), origin('hf-api', 'a.json')], 2],
  ['nothing', [], 0],
])('%s', (_, origins, count) => {
  expect(countSources(origins)).toBe(count);
});
