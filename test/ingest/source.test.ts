import { describe, expect, test } from 'vitest';
import { readSource } from '../../src/ingest/source.ts';

describe('a word of SOURCES names', () => {
  test.each([
    ['-', { kind: 'stdin', name: 'standard input' }],
    ['hf://daily', { kind: 'url', name: 'hf://daily', url: 'https://huggingface.co/api/daily_papers?limit=100' }],
    ['sample://', { kind: 'file', name: 'the sample digest', pattern: '/samples/daily-papers.txt' }],
    ['https://lab.org/feed.xml', { kind: 'url', name: 'https://lab.org/feed.xml', url: 'https://lab.org/feed.xml' }],
    ['HTTP://lab.org', { kind: 'url', name: 'HTTP://lab.org', url: 'HTTP://lab.org' }],
    ['./digests/*.txt', { kind: 'file', name: './digests/*.txt', pattern: './digests/*.txt' }],
    ['today.txt', { kind: 'file', name: 'today.txt', pattern: 'today.txt' }],
  ])('%s', (text, source) => {
    expect(readSource(text, '/samples')).toEqual(source);
  });
});

test.each([
  'ftp://lab.org/feed.xml',
  'file:///etc/passwd',
  'hf://weekly',
  'sample://other',
  'https://',
  'http://a b',
  '',
])('%j is no source, and the message quotes it and says what is', text => {
  expect(() => readSource(text, '/samples')).toThrow(
    expect.objectContaining({
      code: 'usage',
      message: `"${text}" is not a source: expected hf://daily, an http(s) URL, a file, a pattern such as digests/*.txt, or -`,
    }),
  );
});
