import { describe, expect, test } from 'vitest';
import { parse } from '../../src/parse/parse.ts';
import { document } from './document.ts';

const RULE = '-'.repeat(78);
const CROSS_RULE = '%-'.repeat(39);
const REPLACE_RULE = '%%--'.repeat(19);
const END_RULE = '%%%---'.repeat(13);

const PREAMBLE = [
  RULE,
  'Send any comments regarding submissions directly to submitter.',
  RULE,
  'Submissions to:',
  'Machine Learning',
  'received from  Wed 20 Nov 24 19:00:00 GMT  to  Thu 21 Nov 24 19:00:00 GMT',
  RULE,
  RULE,
];

const NEW = String.raw`\\
arXiv:2411.13566
Date: Mon, 11 Nov 2024 10:35:41 GMT   (9474kb,D)

Title: A Long Title Broken over Two Lines:
  Comments: Included
Authors: Ann Bee (1 and 2), Cee Dee (1),
  The Eff Collaboration: Gee Aitch ((1) One Place, (2) Another)
Categories: cs.LG cs.CL stat.ML
Comments: 15 pages,
  8 tables
Journal-ref: Journal of Things, Volume 370,
  2024
DOI: 10.1016/j.things.2024.1 10.1016/j.things.2024.2
License: http://arxiv.org/licenses/nonexclusive-distrib/1.0/
\\
  First line of what was done,
and what was found.
  A second paragraph.
\\ ( https://arxiv.org/abs/2411.13566 ,  9474kb)`;

const CROSS = String.raw`\\
arXiv:hep-th/9901001 (*cross-listing*)
Date: Tue, 12 Nov 2024 10:00:00 GMT   (1kb)

Title: A Crossing
Authors: Ann Bee
Categories: hep-th cs.LG
\\
  Its abstract.
\\ ( https://arxiv.org/abs/hep-th/9901001 ,  1kb)`;

const REPLACED = String.raw`\\
arXiv:2310.01234
replaced with revised version Wed, 20 Nov 2024 10:00:00 GMT   (2kb)

Title: A Replacement
Authors: Cee Dee and Ann Bee
Categories: cs.LG
\\ ( https://arxiv.org/abs/2310.01234 ,  2kb)`;

const MAIL = [...PREAMBLE, NEW, RULE, NEW.replaceAll('13566', '13567'), CROSS_RULE, CROSS, REPLACE_RULE, REPLACED, RULE]
  .concat(REPLACED.replace('2310.01234', '2310.01235 (*cross-listing*)'), END_RULE, 'For subscribe options …')
  .join('\n');

describe('an arXiv announcement mail', () => {
  test('yields each record with its facts', async () => {
    const { format, papers, rejected } = await parse(document(MAIL));
    expect([format, rejected]).toEqual(['arxiv-mail', []]);
    expect(papers[0]).toEqual({
      source: 'arxiv-mail',
      arxivId: '2411.13566',
      links: { abs: 'https://arxiv.org/abs/2411.13566', pdf: 'https://arxiv.org/pdf/2411.13566' },
      title: 'A Long Title Broken over Two Lines: Comments: Included',
      abstract: 'First line of what was done, and what was found. A second paragraph.',
      authors: ['Ann Bee', 'Cee Dee', 'The Eff Collaboration', 'Gee Aitch'],
      primaryCategory: 'cs.LG',
      categories: ['cs.LG', 'cs.CL', 'stat.ML'],
      doi: '10.1016/j.things.2024.1',
      venue: 'Journal of Things, Volume 370, 2024',
      announceType: 'new',
      publishedAt: '2024-11-11T10:35:41.000Z',
      listedAt: '2024-11-22',
    });
  });

  test('tells new from cross-listed from replaced', async () => {
    const { papers } = await parse(document(MAIL));
    expect(papers.map(({ arxivId, announceType }) => [arxivId, announceType])).toEqual([
      ['2411.13566', 'new'],
      ['2411.13567', 'new'],
      ['hep-th/9901001', 'cross'],
      ['2310.01234', 'replace'],
      ['2310.01235', 'replace-cross'],
    ]);
    expect(papers[3]).toMatchObject({ title: 'A Replacement', authors: ['Cee Dee', 'Ann Bee'] });
    // The date of a replacement is not that of the paper.
    expect(papers[3]).not.toHaveProperty('publishedAt');
    expect(papers[3]).not.toHaveProperty('abstract');
  });

  test('two mails in one file each have their own day and sections', async () => {
    const second = [...PREAMBLE, CROSS, RULE]
      .join('\n')
      .replace('Thu 21 Nov', 'Fri 22 Nov')
      .replace(' (*cross-listing*)', '');
    const { papers } = await parse(document(`${MAIL}\n${second}`));
    expect(papers.at(-1)).toMatchObject({ arxivId: 'hep-th/9901001', announceType: 'new', listedAt: '2024-11-25' });
  });

  test.each(['> ', '>> ', '> > '])(
    'reads the same quoted with %j below the headers and words of a mail',
    async mark => {
      const headers = 'From: cs@arXiv.org\nDate: Thu, 21 Nov 2024 20:00:00 -0500\nSubject: cs daily\n\nLook:\n\n';
      // A quoted line has lost its indentation.
      const mail = MAIL.replace('Comments: Included', 'and Included');
      const plain = await parse(document(mail));
      const quoted = await parse(document(headers + mail.replace(/^/gm, mark)));
      expect(quoted).toEqual(plain);
      expect(quoted.papers).toHaveLength(5);
    },
  );

  test('reads line ends of any kind', async () => {
    expect(await parse(document(MAIL.replaceAll('\n', '\r\n')))).toEqual(await parse(document(MAIL)));
  });

  test('a list without its preamble has no day', async () => {
    const { papers } = await parse(document(NEW.replace('arXiv:2411.13566', 'Paper: hep-th/9901001')));
    expect(papers).toMatchObject([{ arxivId: 'hep-th/9901001', announceType: 'new' }]);
    expect(papers[0]).not.toHaveProperty('listedAt');
  });

  test('a record without a title and one that is cut off are rejects', async () => {
    const untitled = CROSS.replace('Title: A Crossing\n', '');
    const { papers, rejected } = await parse(document([NEW, RULE, untitled, RULE, NEW.slice(0, 120)].join('\n')));
    expect(papers).toHaveLength(1);
    expect(rejected).toMatchObject([
      { line: 23, reason: 'the record has no title', excerpt: 'arXiv:hep-th/9901001 (*cross-listing*)' },
      { line: 33, reason: 'the mail ends within the record', excerpt: 'arXiv:2411.13566' },
    ]);
  });

  test('cut anywhere, it never gives half a record', async () => {
    const { papers: whole } = await parse(document(MAIL));
    for (let length = MAIL.indexOf('\nTitle'); length < MAIL.length; length += 7) {
      const { papers, rejected } = await parse(document(MAIL.slice(0, length)));
      expect(papers, MAIL.slice(length - 30, length)).toEqual(whole.slice(0, papers.length));
      expect(rejected.length).toBeLessThanOrEqual(1);
    }
    const { papers, rejected } = await parse(document(MAIL.slice(0, MAIL.indexOf('A second paragraph.'))));
    expect(papers).toEqual([]);
    expect(rejected).toMatchObject([{ reason: 'the mail ends within the record', excerpt: 'arXiv:2411.13566' }]);
  });

  test('names of days between backslashes are no records', async () => {
    const week = ['\\\\', '/*Tue, 20 Jul 2021 */', '\\\\', RULE, NEW].join('\n');
    expect(await parse(document(week))).toMatchObject({ papers: [{ arxivId: '2411.13566' }], rejected: [] });
  });
});
