// sources ──▶ ingest ──▶ store ──▶ parse ──▶ dedupe ──▶ store
import { higherArxivId } from '../domain/arxiv-id.ts';
import type { Candidate } from '../domain/paper.ts';
import type { KeptDocument } from '../domain/ports.ts';
import type { SourceStatus } from '../domain/source.ts';
import { type Collected, collect } from '../ingest/collect.ts';
import type { Source } from '../ingest/source.ts';
import { keyPapers } from './key-papers.ts';
import { type LookUpPorts, lookUpCategories } from './look-up-categories.ts';
import { type DocumentReport, type ReadDocument, type ReadOptions, readDocument } from './read-document.ts';
import type { SourceReport } from './source-report.ts';
import { changeOf, judgeReading } from './source-state.ts';

export interface IngestPorts extends LookUpPorts {
  sources: readonly Source[];
}

export interface Ingested {
  sources: SourceReport[];
  /** Documents that an earlier crash left unread. */
  leftovers: DocumentReport[];
}

/** What one source had to give: stored, and not yet read. */
interface Gathered {
  source: Source;
  before?: SourceStatus;
  collected?: Collected;
  kept: KeptDocument[];
}

/** A document kept more recently may be one that another process is just reading. */
const LEFTOVER_AFTER_MS = 10 * 60_000;

/** Reads all sources into the store. A source that fails is reported and never stops the others. */
export async function ingestSources(ports: IngestPorts, options: ReadOptions): Promise<Ingested> {
  await keyPapers(ports.papers);
  const crashedBefore = new Date(options.now.getTime() - LEFTOVER_AFTER_MS);
  const leftovers = await readAll(await ports.documents.unread(crashedBefore), ports, options);
  const statuses = new Map((await ports.statuses.statuses()).map(status => [status.source, status]));
  const gathered = await Promise.all(
    ports.sources.map(source => gather(source, statuses.get(source.name), ports, options)),
  );
  const sources: SourceReport[] = [];
  for (const each of gathered) sources.push(await readGathered(each, ports, options));
  const asked = gathered.some(({ source, collected }) => source.kind === 'hf' && collected);
  const lookUp = asked ? await lookUpCategories(ports, statuses, options) : undefined;
  return { sources: lookUp ? [...sources, lookUp] : sources, leftovers: leftovers.map(({ report }) => report) };
}

/** Fetches a source and stores what came before anything else happens to it. */
async function gather(
  source: Source,
  before: SourceStatus | undefined,
  { web, documents }: IngestPorts,
  { now, named = false }: ReadOptions,
): Promise<Gathered> {
  if (before && isLeftAlone(before, now, named)) return { source, before, kept: [] };
  const readAt = before?.state === 'failed' ? before.settledAt : before?.lastReadAt;
  const collected = await collect(source, now, {
    web,
    latest: locator => documents.latest(locator),
    readAt: () => readAt,
  });
  const kept: KeptDocument[] = [];
  for (const document of collected.documents) kept.push(await documents.keep(document, source.name));
  return { source, before, collected, kept };
}

function isLeftAlone({ state, notBefore }: SourceStatus, now: Date, named: boolean): boolean {
  return (state === 'off' && !named) || (notBefore !== undefined && notBefore > now.toISOString());
}

async function readGathered(
  { source, before, collected, kept }: Gathered,
  ports: IngestPorts,
  options: ReadOptions,
): Promise<SourceReport> {
  if (!collected && before) return { source: source.name, status: before, documents: [], skipped: true };
  const read = await readAll(kept, ports, options);
  const reports = read.map(({ report }) => report);
  const papers = read.flatMap(each => each.papers);
  const seen = kept.filter(document => document.seen).length;
  const status = judgeReading(
    {
      source: source.name,
      kind: source.kind,
      papers: sum(reports, report => ('parsed' in report ? report.parsed : 0)),
      firstReject: reports.flatMap(report => ('rejects' in report ? report.rejects : []))[0]?.reason,
      fresh: sum(reports, report => ('new' in report ? report.new : 0)),
      documents: kept.length - seen,
      unchanged: (collected?.unchanged ?? 0) + seen,
      highestId: papers.map(({ arxivId }) => arxivId).reduce(higherArxivId, undefined),
      listedAt: latestListing(papers),
      failure: collected?.failure ?? reports.flatMap(report => ('failure' in report ? [report.failure] : []))[0],
      gone: collected?.gone,
      notBefore: collected?.notBefore,
    },
    before,
    options.now,
  );
  await ports.statuses.note(status);
  const { failure } = collected ?? {};
  return { source: source.name, status, change: changeOf(before, status), documents: reports, failure };
}

async function readAll(
  kept: readonly KeptDocument[],
  ports: IngestPorts,
  options: ReadOptions,
): Promise<ReadDocument[]> {
  const read: ReadDocument[] = [];
  for (const document of kept) read.push(await readDocument(document, ports, options));
  return read;
}

function latestListing(papers: readonly Candidate[]): string | undefined {
  return papers.reduce<string | undefined>(
    (latest, { listedAt }) => (listedAt !== undefined && listedAt > (latest ?? '') ? listedAt : latest),
    undefined,
  );
}

function sum<T>(items: readonly T[], count: (item: T) => number): number {
  return items.reduce((total, item) => total + count(item), 0);
}
