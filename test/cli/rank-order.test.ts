import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadTextPrior } from '../../src/assembly/package-files.ts';
import type { RankedPaper } from '../../src/domain/issue.ts';
import { type Candidate, readPaperLine } from '../../src/domain/paper.ts';
import { readSource } from '../../src/ingest/source.ts';
import { ingestSources } from '../../src/pipeline/ingest-sources.ts';
import { rankedPapers } from '../../src/pipeline/one-reader.ts';
import { rank } from '../../src/rank/rank.ts';
import { ingestPorts } from '../pipeline/ports.ts';
import { temporaryFolder, temporaryStore } from '../store/open.ts';

const HOUR_MS = 3_600_000;
const NOW = new Date('2026-11-23T15:00:00Z');
const later = (hours: number) => new Date(NOW.getTime() + hours * HOUR_MS);
const ago = (hours: number) => later(-hours).toISOString();
const PLACES = { samplesDir: '', hfEndpoint: '', arxivRss: '', arxivApi: '' };

const FEED = `<?xml version="1.0" encoding="UTF-8"?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" version="2.0"><channel><title>cs.LG updates on arXiv.org</title>
${['2611.00001', '2611.00002', '2611.00005'].map(
  id => `<item><title>Unified Reasoning about Hives, Part ${id.slice(-1)}</title><link>https://arxiv.org/abs/${id}</link>
<description>arXiv:${id}v1 Announce Type: new \nAbstract: Reinforcement learning for agents, as in ${id}.</description>
<guid isPermaLink="false">oai:arXiv.org:${id}v1</guid><category>cs.LG</category><arxiv:announce_type>new</arxiv:announce_type></item>`,
)}
</channel></rss>`;

const DAILY_LIST = JSON.stringify(
  [
    { id: '2611.00001', upvotes: 9, submittedOnDailyAt: ago(9) },
    { id: '2611.00002', upvotes: 0, submittedOnDailyAt: ago(7) },
    { id: '2611.00003', upvotes: 9 },
    { id: '2611.00004', upvotes: 0 },
  ].map(paper => ({ paper: { title: `Paper ${paper.id}`, summary: `About ${paper.id}.`, ...paper } })),
);

const LINES = [
  { title: 'Tie Two', upvotes: [{ at: ago(1), count: 5 }], listedTime: ago(8) },
  { title: 'Tie One', upvotes: [{ at: ago(1), count: 5 }], listedTime: ago(8) },
  { title: 'New and Quick', upvotes: [{ at: ago(1), count: 9 }], listedTime: ago(3) },
  { title: 'Risen in a Day', upvotes: [24, 1].map(hours => ({ at: ago(hours), count: 40 - hours })) },
  { title: 'Unified Multimodal Reasoning Models via Reinforcement Learning', comments: 2 },
  {
    title: 'A Comparative Study of Graph Based Recognition Using Neural Networks',
    links: { code: 'https://a.b', abs: 'https://c.d' },
  },
  { title: 'The Third of Its Page', position: 3 },
]
  .map(paper => JSON.stringify(paper))
  .join('\n');

function readLine(line: string): Candidate {
  const result = readPaperLine(JSON.parse(line));
  if ('fault' in result) throw new Error(result.fault);
  return result.paper;
}

test.each([0, 6, 72, 200])('the filter `rank` gives the order of the pipeline, %i hours later', async hours => {
  const folder = temporaryFolder();
  const files = { 'arxiv.xml': FEED, 'daily.json': DAILY_LIST, 'papers.jsonl': LINES };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const store = await temporaryStore();
  const sources = Object.keys(files).map(name => readSource(join(folder, name), PLACES));
  await ingestSources(ingestPorts(store, sources), { now: NOW });
  const prior = loadTextPrior();
  const at = later(hours);
  const inPipeline = await rankedPapers({ papers: store.papers, prior }, at);
  const stored = await store.papers.enteredBetween(new Date(0), later(1000));
  const lines = stored.toReversed().map(paper => JSON.stringify(paper));
  const filtered = rank(lines.map(readLine), at, prior);
  const shown = ({ title, score, signals }: Pick<RankedPaper, 'title' | 'score' | 'signals'>) => ({
    title,
    score,
    signals,
  });
  expect(filtered.map(shown)).toEqual(inPipeline.map(shown));
  expect(inPipeline).toHaveLength(12);
  expect(inPipeline.filter(({ signals }) => signals.some(({ kind }) => kind === 'sources'))).toHaveLength(2);
  expect(filtered.map(({ title }) => title).filter(title => title.startsWith('Tie'))).toEqual(['Tie One', 'Tie Two']);
});
