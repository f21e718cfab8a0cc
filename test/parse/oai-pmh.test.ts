import { describe, expect, test } from 'vitest';
import { parse } from '../../src/parse/parse.ts';
import { document } from './document.ts';

function answer(inner: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-10-05T02:00:00Z</responseDate>
<request verb="ListRecords">http://oaipmh.arxiv.org/oai</request>${inner}</OAI-PMH>`;
}

function record(id: string, metadata: string, status = ''): string {
  return `<record><header${status}><identifier>oai:arXiv.org:${id}</identifier><datestamp>2026-10-04</datestamp>
<setSpec>cs</setSpec></header>${metadata && `<metadata>${metadata}</metadata>`}</record>`;
}

const ARXIV = `<arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>1706.03762</id><created>2017-06-12</created>
<updated>2023-08-02</updated><authors><author><keyname>Vaswani</keyname><forenames>Ashish</forenames></author>
<author><keyname>Kaiser</keyname><forenames>Lukasz</forenames><suffix>Jr</suffix></author>
<author><keyname>Some Collaboration</keyname></author></authors><title>Attention Is
  All You Need</title><categories>cs.CL cs.LG</categories><comments>15 pages</comments>
<journal-ref>Some Proc. 30 (2017)</journal-ref><doi>10.1000/A.1, 10.1000/A.2;10.1000/A.3</doi>
<abstract>  Sequences, with a &lt; b &amp; nothing
but attention.
</abstract></arXiv>`;

const RAW = `<arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>1512.03385</id><submitter>A Person</submitter>
<version version="v1"><date>Thu, 10 Dec 2015 19:51:55 GMT</date><size>494kb</size></version>
<version version="v2"><date>Fri, 11 Dec 2015 00:00:00 GMT</date><size>495kb</size></version>
<title>Deep Residual Learning</title><authors>Kaiming He (1), Xiangyu Zhang and Jian Sun ((1) A Place)</authors>
<categories>cs.CV</categories><abstract>Nets are deep.</abstract></arXivRaw>`;

const DUBLIN_CORE = `<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>A Paper in Dublin Core</dc:title><dc:creator>Bee, Ann</dc:creator><dc:creator>Dee Jr., Cee</dc:creator>
<dc:subject>Computer Science - Machine Learning</dc:subject><dc:description>Its abstract.</dc:description>
<dc:description>Comment: 3 pages</dc:description><dc:date>2026-09-30</dc:date><dc:date>2026-10-04</dc:date>
<dc:type>text</dc:type><dc:identifier>http://arxiv.org/abs/2609.01234</dc:identifier>
<dc:identifier>doi:10.1000/B.1</dc:identifier></oai_dc:dc>`;

describe('an OAI-PMH answer', () => {
  test('yields a record in the arXiv format', async () => {
    const { format, papers, rejected } = await parse(
      document(answer(`<GetRecord>${record('1706.03762', ARXIV)}</GetRecord>`)),
    );
    expect([format, rejected]).toEqual(['oai-pmh', []]);
    expect(papers).toEqual([
      {
        source: 'oai-pmh',
        arxivId: '1706.03762',
        links: { abs: 'https://arxiv.org/abs/1706.03762', pdf: 'https://arxiv.org/pdf/1706.03762' },
        title: 'Attention Is All You Need',
        abstract: 'Sequences, with a < b & nothing but attention.',
        authors: ['Ashish Vaswani', 'Lukasz Kaiser Jr', 'Some Collaboration'],
        primaryCategory: 'cs.CL',
        categories: ['cs.CL', 'cs.LG'],
        doi: '10.1000/a.1',
        venue: 'Some Proc. 30 (2017)',
        publishedAt: '2017-06-12T00:00:00Z',
      },
    ]);
  });

  test('yields every record of a list, whatever its metadata format', async () => {
    const list = [record('1706.03762', ARXIV), record('1512.03385', RAW), record('2609.01234', DUBLIN_CORE)].join('\n');
    const { papers, rejected } = await parse(
      document(answer(`<ListRecords>${list}<resumptionToken>next</resumptionToken></ListRecords>`)),
    );
    expect(rejected).toEqual([]);
    expect(papers).toMatchObject([
      { arxivId: '1706.03762' },
      {
        arxivId: '1512.03385',
        version: 2,
        authors: ['Kaiming He', 'Xiangyu Zhang', 'Jian Sun'],
        publishedAt: '2015-12-10T19:51:55.000Z',
      },
      {
        arxivId: '2609.01234',
        title: 'A Paper in Dublin Core',
        abstract: 'Its abstract.',
        authors: ['Ann Bee', 'Cee Dee Jr.'],
        doi: '10.1000/b.1',
        publishedAt: '2026-09-30T00:00:00Z',
      },
    ]);
  });

  test('the day of a later version is not taken for the first', async () => {
    const revised = ARXIV.replace('2017-06-12', '2017-12-06');
    const { papers } = await parse(document(answer(`<GetRecord>${record('1706.03762', revised)}</GetRecord>`)));
    expect(papers[0]).not.toHaveProperty('publishedAt');
    const old = ARXIV.replace('1706.03762', 'hep-th/9901001').replace('2017-06-12', '1998-12-31');
    const { papers: olds } = await parse(document(answer(`<GetRecord>${record('x', old)}</GetRecord>`)));
    expect(olds).toMatchObject([{ arxivId: 'hep-th/9901001', publishedAt: '1998-12-31T00:00:00Z' }]);
  });

  test('a deleted record is neither paper nor reject', async () => {
    const list = record('1706.03762', '', ' status="deleted"') + record('1512.03385', RAW);
    const { papers, rejected } = await parse(document(answer(`<ListRecords>${list}</ListRecords>`)));
    expect([papers.length, rejected]).toEqual([1, []]);
  });

  test('an error is a reject that repeats it, but nothing new is no error', async () => {
    const bad = await parse(document(answer('<error code="badArgument">metadataPrefix is missing</error>')));
    expect(bad).toMatchObject({
      papers: [],
      rejected: [
        { reason: 'the repository reports an error instead of records: "badArgument: metadataPrefix is missing"' },
      ],
    });
    const quiet = await parse(document(answer('<error code="noRecordsMatch">No records match</error>')));
    expect(quiet).toEqual({ format: 'oai-pmh', papers: [], rejected: [] });
  });

  test('a record without a title is a reject', async () => {
    const untitled = RAW.replace(/<title>.*<\/title>/, '');
    const { rejected } = await parse(document(answer(`<ListRecords>${record('1512.03385', untitled)}</ListRecords>`)));
    expect(rejected).toMatchObject([{ reason: 'the record has no title', excerpt: 'oai:arXiv.org:1512.03385' }]);
  });

  test('wherever the document is cut off, the loss is named and no half record is a paper', async () => {
    const whole = answer(`<ListRecords>${record('1706.03762', ARXIV)}${record('1512.03385', RAW)}</ListRecords>`);
    for (let end = whole.indexOf('<record>') + 8; end < whole.length; end += 7) {
      const { papers, rejected } = await parse(document(whole.slice(0, end)));
      expect(rejected, whole.slice(0, end).slice(-40)).toHaveLength(1);
      expect(['Attention Is All You Need', 'Deep Residual Learning'].slice(0, papers.length)).toEqual(
        papers.map(({ title }) => title),
      );
    }
  });

  test('entities of its own are not expanded', async () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>`;
    const evil = answer(`<GetRecord>${record('1', RAW.replace('Nets are', '&b;&b;'))}</GetRecord>`).replace(
      '?>',
      `?>${bomb}`,
    );
    const { papers } = await parse(document(evil));
    expect(papers[0]?.abstract).toBe('&b;&b; deep.');
  });
});
