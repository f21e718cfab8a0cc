import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadTextPrior } from '../../src/assembly/package-files.ts';
import { rankedPapers } from '../../src/pipeline/one-reader.ts';
import { openStore } from '../../src/store/store.ts';
import { install } from './paperboy.ts';

const HOUR_MS = 3_600_000;

test('the filter `rank` gives the order of the pipeline: with votes, with places, by text, and in ties', async () => {
  const paperboy = install();
  const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString();
  const papers = [
    { title: 'Tie Two', arxivId: '2611.00002', upvotes: [{ at: ago(1), count: 5 }], listedTime: ago(8) },
    { title: 'Tie One', arxivId: '2611.00001', upvotes: [{ at: ago(1), count: 5 }], listedTime: ago(8) },
    { title: 'New and Quick', upvotes: [{ at: ago(1), count: 9 }], listedTime: ago(3) },
    { title: 'Older and Slow', upvotes: [{ at: ago(1), count: 11 }], listedTime: ago(20) },
    { title: 'Unified Multimodal Reasoning Models via Reinforcement Learning', comments: 2 },
    { title: 'A Comparative Study of Graph Based Recognition Using Neural Networks' },
    { title: 'The Third of Its Page', position: 3 },
  ].map(paper => ({ source: 'json-lines', ...paper }));
  try {
    const path = paperboy.writeDigest('papers.jsonl', papers.map(paper => JSON.stringify(paper)).join('\n'));
    expect(await paperboy.run(['ingest', path])).toMatchObject({ code: 0 });
    const store = await openStore(join(paperboy.folder, 'data', 'paperboy.db'), new Uint8Array(32));
    const now = new Date();
    const inPipeline = await rankedPapers({ papers: store.papers, prior: loadTextPrior() }, now);
    await store.close();
    const parsed = await paperboy.run(['parse', path]);
    const { stdout } = await paperboy.run(['rank', '--at', now.toISOString()], { input: parsed.stdout });
    const filtered = stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as { title: string; score: number });
    const shown = ({ title, score }: { title: string; score: number }) => [title, score];
    expect(filtered.map(shown)).toEqual(inPipeline.map(shown));
    expect(filtered.map(({ title }) => title).filter(title => title.startsWith('Tie'))).toEqual(['Tie One', 'Tie Two']);
  } finally {
    paperboy.remove();
  }
});
