// Day after day through the pipeline's own ingest into a fresh store: is each paper in it once?
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Pace } from '../../src/ingest/pace.ts';
import { parse } from '../../src/parse/parse.ts';
import { type IngestPorts, ingestSources } from '../../src/pipeline/ingest-sources.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { rawRecords } from './raw-records.ts';

export interface IngestedDays {
  days: number;
  /** Different arXiv ids in the files. */
  ids: number;
  /** Papers in the store, and how often ingest called one new. */
  papers: number;
  announced: number;
  /** Papers in the store beyond the first of their id, and ids of the files that no paper has. */
  duplicates: number;
  missing: number;
}

const FILE_TIME = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2})(\d{2})Z)?/;
const ANY_TIME = [new Date(0), new Date('9999-12-31')] as const;

/** @param files in the order of their days, each named by when it was fetched: `2025-07-01T0002Z_….xml`, `2025-07-01.json` */
export async function ingestDays(files: readonly string[]): Promise<IngestedDays> {
  const folder = await mkdtemp(join(tmpdir(), 'paperboy-eval-'));
  const store = await openStore(join(folder, 'paperboy.db'), new Uint8Array(32));
  try {
    const ids = new Set<string>();
    let announced = 0;
    for (const file of files) {
      for (const { arxivId } of rawRecords(await readFile(file, 'utf8'))) ids.add(arxivId);
      const { sources } = await ingestSources(portsFor(file, store), { now: timeOf(file) });
      for (const report of sources.flatMap(({ documents }) => documents)) {
        if ('failure' in report) throw report.failure;
        announced += report.new;
      }
    }
    const papers = await store.papers.enteredBetween(...ANY_TIME);
    const stored = new Set(papers.map(({ arxivId }) => arxivId));
    return {
      ...{ days: files.length, ids: ids.size, papers: papers.length, announced },
      duplicates: papers.length - stored.size,
      missing: [...ids].filter(id => !stored.has(id)).length,
    };
  } finally {
    await store.close();
    await rm(folder, { recursive: true });
  }
}

/** A file needs no network; nothing listens on that port. */
function portsFor(file: string, store: Store): IngestPorts {
  return {
    sources: [{ kind: 'file', name: file, pattern: file }],
    ...{ documents: store.documents, papers: store.papers, statuses: store.sources, parse },
    arxivApi: 'http://127.0.0.1:9',
    web: {
      allowPrivate: false,
      userAgent: 'Paperboy/0 (evaluation)',
      pace: new Pace({ arxivHosts: [], arxivGapMs: 0 }),
    },
  };
}

function timeOf(file: string): Date {
  const [, day, hour = '12', minute = '00'] = FILE_TIME.exec(basename(file)) ?? [];
  if (day === undefined) throw new Error(`${file}: expected a name such as 2025-07-01T0002Z.xml`);
  return new Date(`${day}T${hour}:${minute}:00Z`);
}
