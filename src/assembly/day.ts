// What one run of the line needs, from an opened house.
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { smtpSubmitter } from '../deliver/smtp-submitter.ts';
import type { AtPoint } from '../domain/crash-point.ts';
import { AppError } from '../domain/errors.ts';
import type { FetchLimits } from '../ingest/fetch-url.ts';
import { readSource, type Source } from '../ingest/source.ts';
import { ingestSources, type SourceReport } from '../pipeline/ingest-sources.ts';
import { type DayReport, gatherDay, runDay } from '../pipeline.ts';
import type { Renderer } from '../render/renderer.ts';
import type { House } from './house.ts';
import { programVersion, SAMPLES_DIR } from './package-files.ts';
import { syncPeople } from './sync-people.ts';

export interface DaySettings {
  /** Where mails go; undefined plans without sending. */
  smtpUrl?: string;
  /** Base of all links in mails. */
  publicUrl: string;
  renderer(): Promise<Renderer>;
  /** What `waitsForFirst` said when the sender lock was, or was not, taken: asked once, since another process may let it go. */
  waits: boolean;
  /** The operator lets the very first issue go, to everyone at once; later it changes nothing. */
  first: boolean;
  signal?: AbortSignal;
  onProgress(sent: number, total: number): void;
}

/** Runs the line once; up to the store only, where the very first issue through a real server waits for `run --first`. */
export async function runHouse(house: House, settings: DaySettings): Promise<DayReport> {
  const { store, config, compiled, clock, keys } = house;
  const submitter = settings.smtpUrl === undefined ? undefined : smtpSubmitter(settings.smtpUrl);
  const ports = {
    ...ingestPorts(house, config.sources),
    planner: store.planner,
    ledger: store.ledger,
    catalogue: compiled,
    clock,
    at: crashPoint(house),
    syncPeople: () => syncPeople(house),
    submitter,
    renderer: settings.renderer,
    from: config.mailFrom,
    publicUrl: settings.publicUrl,
    tokenKey: keys.tokenKeys[0],
  };
  try {
    if (settings.waits && !settings.first) return await gatherDay(ports);
    return await runDay(ports, {
      everyone: config.tryingOut || settings.waits,
      skipReserved: !config.tryingOut,
      worker: randomUUID(),
      connections: config.smtpConnections,
      messagesPerSecond: config.tryingOut ? Number.POSITIVE_INFINITY : config.smtpRate,
      signal: settings.signal,
      onProgress: settings.onProgress,
    });
  } finally {
    await submitter?.close();
  }
}

/** Nothing has gone through a real server yet: the operator must let the very first issue go. */
export async function waitsForFirst({ config, store }: House): Promise<boolean> {
  return !config.tryingOut && !(await store.planner.hasLetMailGo());
}

/** Reads sources into the store. @param words as in `SOURCES` @throws AppError usage */
export async function ingest(house: House, words: readonly string[], asNew = false): Promise<SourceReport[]> {
  return ingestSources(ingestPorts(house, words), { now: house.clock.now(), asNew });
}

function ingestPorts({ config, store }: House, words: readonly string[]) {
  const limits: FetchLimits = {
    allowPrivate: config.sourcesAllowPrivate,
    userAgent: `Paperboy/${programVersion()} (+${config.publicUrl}; ${config.mailFrom.address})`,
  };
  const sources = words.map(word => readSource(word, SAMPLES_DIR));
  if (!config.tryingOut) sources.forEach(refuseSample);
  return { sources, papers: store.papers, limits };
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

/** For tests: dies at the configured point as hard as a power cut would. */
function crashPoint({ config: { crashAt } }: House): AtPoint {
  let reached = 0;
  return point => {
    if (point !== crashAt?.point) return;
    reached += 1;
    if (reached === crashAt.time) process.kill(process.pid, 'SIGKILL');
  };
}
