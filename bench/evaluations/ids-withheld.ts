// The days of two sources as one run of dedupe, with the ids taken away: does likeness alone find what the ids say?
import { readFileSync } from 'node:fs';
import { dedupe } from '../../src/dedupe/dedupe.ts';
import { parse } from '../../src/parse/parse.ts';

export interface Withheld {
  records: number;
  ids: number;
  works: number;
  /** Works of records with different ids. */
  mixed: number;
  /** Ids whose records are in several works. */
  split: number;
}

/** @param files digests whose records have arXiv ids */
export async function idsWithheld(files: readonly string[]): Promise<Withheld> {
  const records = [];
  for (const path of files) {
    const { papers } = await parse({ locator: path, fetchedAt: '2026-10-05T12:00:00Z', bytes: readFileSync(path) });
    for (const { arxivId, doi: _doi, links: _links, ...paper } of papers)
      if (arxivId) records.push({ ...paper, ref: arxivId });
  }
  const works = dedupe(records).map(({ refs = [] }) => refs);
  const times = new Map<string, number>();
  for (const id of works.flat()) times.set(id, (times.get(id) ?? 0) + 1);
  return {
    records: records.length,
    ids: times.size,
    works: works.length,
    mixed: works.filter(refs => refs.length > 1).length,
    split: [...times.values()].filter(count => count > 1).length,
  };
}
