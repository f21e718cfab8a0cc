// The configured sources: read into the store, listed as they stand, or tried without storing anything.
import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import { AppError } from '../domain/errors.ts';
import type { ParsedDocument } from '../domain/parsed-document.ts';
import { CATEGORY_SOURCE, type SourceKind, type SourceStatus } from '../domain/source.ts';
import { collect } from '../ingest/collect.ts';
import { readSource, type Source } from '../ingest/source.ts';
import { type Ingested, type IngestPorts, ingestSources } from '../pipeline/ingest-sources.ts';
import { nextFetch } from '../schedule/source-rhythm.ts';
import { localDate } from '../schedule/time-zones.ts';
import { openParser } from './guarded-parser.ts';
import type { House } from './house.ts';
import { SAMPLES_DIR } from './package-files.ts';
import { webAccess } from './web-access.ts';

/** Reads sources into the store. @param words as in `SOURCES` @throws AppError usage */
export async function ingest(house: House, words: readonly string[], asNew = false): Promise<Ingested> {
  return ingestSources(ingestPorts(house, words), { now: house.clock.now(), asNew, named: true });
}

/**
 * Reads the configured sources whose time has come: by their own rhythm, or since the first mails of the day are due soon.
 * @returns undefined where there are none
 */
export async function ingestDue(house: House): Promise<Ingested | undefined> {
  const now = house.clock.now();
  const isSoon = await isFirstSendSoon(house, now);
  const words = (await listSources(house))
    .filter(source => (source.nextAt !== undefined && source.nextAt <= now) || (isSoon && isStale(source, now)))
    .map(({ word }) => word);
  return words.length === 0 ? undefined : ingestSources(ingestPorts(house, words), { now });
}

/** Sources to be read before mails that are due now: files always, others before the first mails of a day, unless they just were. */
export async function sourcesBeforeSend(house: House): Promise<string[]> {
  const now = house.clock.now();
  const isFirst = await isFirstSendSoon(house, now);
  const listed = await listSources(house);
  return listed.filter(source => source.kind === 'file' || (isFirst && isStale(source, now))).map(({ word }) => word);
}

/** Early enough that slow servers hold up no mail. */
const READ_AHEAD_MS = 5 * 60_000;
const JUST_READ_MS = 10 * 60_000;

async function isFirstSendSoon({ store: { planner }, config: { timeZone } }: House, now: Date): Promise<boolean> {
  const dueAt = await planner.nextDueAt(now);
  if (dueAt === undefined || dueAt.getTime() - now.getTime() > READ_AHEAD_MS) return false;
  const last = await planner.lastBatchDueAt();
  return last === undefined || localDate(new Date(last), timeZone) < localDate(now, timeZone);
}

function isStale({ status, nextAt }: ListedSource, now: Date): boolean {
  return nextAt !== undefined && (!status || now.getTime() - Date.parse(status.lastReadAt) > JUST_READ_MS);
}

/** @param words as in `SOURCES` @throws AppError usage, config_invalid */
export function ingestPorts({ config, store, web, parser }: House, words: readonly string[]): IngestPorts {
  return {
    sources: [...new Set(words)].map(word => sourceOf(word, config)),
    documents: store.documents,
    papers: store.papers,
    statuses: store.sources,
    web,
    arxivApi: config.arxivApi,
    parse: document => parser.parse(document),
  };
}

export interface ListedSource {
  /** As in `SOURCES`. */
  word: string;
  kind: SourceKind;
  /** Absent where it has never been read. */
  status?: SourceStatus;
  /** Absent where it is off, or has no rhythm of its own. */
  nextAt?: Date;
}

/** The configured sources, as they stand. */
export async function listSources({ config, store, clock }: House): Promise<ListedSource[]> {
  const statuses = new Map((await store.sources.statuses()).map(status => [status.source, status]));
  const listed = [...new Set(config.sources)].map((word): ListedSource => {
    const { kind, name } = sourceOf(word, config);
    const status = statuses.get(name);
    return { word, kind, status, nextAt: nextFetch({ kind, status }, clock.now()) };
  });
  const lookUp = statuses.get(CATEGORY_SOURCE);
  // Asked together with Hugging Face, and never by itself.
  return lookUp ? [...listed, { word: lookUp.source, kind: lookUp.kind, status: lookUp }] : listed;
}

/** What a source gives now; nothing is stored. */
export interface CheckedSource {
  kind: SourceKind;
  documents: ({ locator: string; bytes: number; mediaType?: string } & (ParsedDocument | { failure: AppError }))[];
  /** It could not be fetched, or not all of it. */
  failure?: AppError;
  gone?: true;
  notBefore?: string;
}

/** Fetches and reads one source without storing anything. @throws AppError usage */
export async function checkSource(config: Config, word: string, now: Date): Promise<CheckedSource> {
  const source = sourceOf(word, config);
  const parser = openParser();
  try {
    const collected = await collect(source, now, {
      web: webAccess(config),
      latest: async () => undefined,
      readAt: () => undefined,
    });
    const documents: CheckedSource['documents'] = [];
    for (const document of collected.documents) {
      const { locator, mediaType, bytes } = document;
      const parsed = await parser.parse(document).catch(asFailure);
      documents.push({ locator, mediaType, bytes: bytes.length, ...parsed });
    }
    return {
      kind: source.kind,
      documents,
      failure: collected.failure,
      gone: collected.gone,
      notBefore: collected.notBefore,
    };
  } finally {
    await parser.close();
  }
}

function sourceOf(word: string, config: Config): Source {
  const { hfEndpoint, arxivRss, arxivApi } = config;
  const source = readSource(word, { samplesDir: SAMPLES_DIR, hfEndpoint, arxivRss, arxivApi });
  if (!config.tryingOut) refuseSample(source);
  return source;
}

/** Nobody who subscribed for real must get the made-up digest. @throws AppError config_invalid */
function refuseSample(source: Source): void {
  if (source.kind === 'file' && resolve(source.pattern).startsWith(SAMPLES_DIR)) {
    throw new AppError(
      'config_invalid',
      `the source "${source.name}" is the sample digest: expected a real one, since SMTP_URL is set`,
    );
  }
}

function asFailure(error: unknown): { failure: AppError } {
  if (error instanceof AppError) return { failure: error };
  throw error;
}
