// Papers that are all different, with the ids taken away: how many does likeness alone take for one, whatever is known of them?
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { candidatePairs } from '../../src/dedupe/candidates.ts';
import { decide } from '../../src/dedupe/decide.ts';
import type { PaperFacts } from '../../src/domain/paper.ts';
import { parse } from '../../src/parse/parse.ts';
import { dataFiles } from '../data-folder.ts';

/** What a record shows beside its title; a year and a venue that all share must not draw them together. */
const SHOWN: Record<string, (paper: PaperFacts) => Partial<PaperFacts>> = {
  'titles alone': () => ({}),
  'a year': () => ({ year: 2025 }),
  'a venue': () => ({ venue: 'arXiv' }),
  authors: ({ authors }) => ({ ...(authors && { authors }) }),
  'all facts': ({ authors, abstract }) => ({
    ...{ year: 2025, venue: 'arXiv' },
    ...(authors && { authors }),
    ...(abstract !== undefined && { abstract }),
  }),
};

export interface WrongMerges {
  papers: number;
  /** Pairs that share a key, which are those that are compared. */
  pairs: number;
  /** Of those, called one paper, by what the records show. */
  wrong: Map<string, number>;
}

/** @param papers different works */
export function wrongMerges(papers: readonly PaperFacts[]): WrongMerges {
  const pairs = candidatePairs(papers.map(({ title, authors }) => ({ title, ...(authors && { authors }) })));
  const wrong = Object.entries(SHOWN).map(([name, show]): [string, number] => {
    const records = papers.map(paper => ({ title: paper.title, ...show(paper) }));
    return [name, pairs.filter(([a, b]) => decide(records[a]!, records[b]!).same).length];
  });
  return { papers: papers.length, pairs: pairs.length, wrong: new Map(wrong) };
}

/** Titles and abstracts of a year of arXiv, without authors. */
export function trendPapers(data: string): PaperFacts[] {
  return dataFiles(data, 'trend', '.jsonl.gz').flatMap(path =>
    gunzipSync(readFileSync(path))
      .toString()
      .trim()
      .split('\n')
      .map(line => {
        const { title, abstract } = JSON.parse(line) as { title: string; abstract: string };
        return { title, abstract };
      }),
  );
}

/** The papers of all days of Hugging Face, each once. */
export async function huggingFacePapers(data: string): Promise<PaperFacts[]> {
  const papers = new Map<string, PaperFacts>();
  for (const path of dataFiles(data, 'hf-api', '.json')) {
    const parsed = await parse({ locator: path, fetchedAt: '2026-10-05T12:00:00Z', bytes: readFileSync(path) });
    for (const { title, authors, abstract, arxivId } of parsed.papers) {
      if (arxivId)
        papers.set(arxivId, { title, ...(authors && { authors }), ...(abstract !== undefined && { abstract }) });
    }
  }
  return [...papers.values()];
}
