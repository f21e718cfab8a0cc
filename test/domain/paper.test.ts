import { describe, expect, test } from 'vitest';
import { readPaperLine } from '../../src/domain/paper.ts';

describe('a paper line', () => {
  test('with every field we know comes through as it is', () => {
    const line = {
      title: 'Attention Is All You Need',
      abstract: 'A model out of nothing but attention.',
      authors: ['Ashish Vaswani', 'Noam Shazeer'],
      arxivId: '1706.03762',
      version: 7,
      doi: '10.5555/3295222.3295349',
      primaryCategory: 'cs.CL',
      categories: ['cs.CL', 'cs.LG'],
      announceType: 'new',
      publishedAt: '2017-06-12T17:57:34Z',
      listedAt: '2017-06-13',
      year: 2017,
      venue: 'NeurIPS',
      upvotes: [{ at: '2025-09-16T08:00:00Z', count: 12 }],
      comments: 3,
      links: { abs: 'https://arxiv.org/abs/1706.03762', code: 'https://github.com/tensorflow/tensor2tensor' },
      codeStars: 310,
      keywords: ['attention'],
      organization: 'Google Brain',
      tldr: 'Attention alone will do.',
      source: 'hf-api',
      ref: 'a17',
    };
    expect(readPaperLine(line)).toEqual({ paper: line });
  });

  test('with fields we do not know keeps them untouched, inside of links and upvotes too', () => {
    const line = {
      title: 'Adam',
      mine: { nested: [1, null] },
      links: { video: 'https://lab.org/v' },
      upvotes: [{ at: '2025-09-16T08:00:00Z', count: 1, by: 'api' }],
    };
    expect(readPaperLine(line)).toEqual({ paper: line });
  });

  test.each([
    ['arXiv:2503.13939v2', { arxivId: '2503.13939', version: 2 }],
    ['https://arxiv.org/pdf/2503.13939', { arxivId: '2503.13939' }],
  ])('has its arXiv id made canonical: %s', (arxivId, ids) => {
    expect(readPaperLine({ title: 'T', arxivId })).toEqual({ paper: { title: 'T', ...ids } });
  });

  test('keeps the version it states over the one in its id', () => {
    expect(readPaperLine({ title: 'T', arxivId: '2503.13939v2', version: 3 })).toMatchObject({ paper: { version: 3 } });
  });

  test.each(['10.1145/ABC.1', 'doi: 10.1145/abc.1', 'https://doi.org/10.1145/Abc.1'])(
    'has its DOI in lower case and without resolver: %s',
    doi => {
      expect(readPaperLine({ title: 'T', doi })).toEqual({ paper: { title: 'T', doi: '10.1145/abc.1' } });
    },
  );
});

describe('a line that is no paper is named by field, value and expectation', () => {
  test.each([
    [{}, /^title is missing: .*expected string/],
    [{ title: '  ' }, /^title is " {2}": /],
    [{ title: 7 }, /^title is 7: .*expected string/],
    [{ title: 'T', version: 0 }, /^version is 0: .*>0/],
    [{ title: 'T', arxivId: 'hello' }, /^arxivId is "hello": expected an arXiv identifier such as 2503\.13939/],
    [{ title: 'T', authors: ['Ada', 3] }, /^authors\.1 is 3: .*expected string/],
    [{ title: 'T', listedAt: '16 Sep' }, /^listedAt is "16 Sep": .*date/],
    [{ title: 'T', publishedAt: 'soon' }, /^publishedAt is "soon": expected an ISO 8601/],
    [{ title: 'T', upvotes: [{ at: '2025-09-16', count: -1 }] }, /^upvotes\.0\.count is -1: .*>=0/],
    [{ title: 'T', announceType: 'old' }, /^announceType is "old": .*"new".*"replace-cross"/],
    [{ title: 'T', links: 'https://lab.org' }, /^links is "https:\/\/lab\.org": .*expected object/],
    [[], /^the record is \[\]: .*expected object/],
    [null, /^the record is null: .*expected object/],
    ['text', /^the record is "text": .*expected object/],
  ])('%j', (line, fault) => {
    expect(readPaperLine(line)).toEqual({ fault: expect.stringMatching(fault) });
  });
});
