// One run of the line: people, sources, issue, mails. What `paperboy run` does once and `paperboy serve` whenever it is due.
import { randomUUID } from 'node:crypto';
import { smtpSubmitter } from '../deliver/smtp-submitter.ts';
import type { AtPoint } from '../domain/crash-point.ts';
import type { DeliveryCounts } from '../domain/delivery.ts';
import { readSource } from '../ingest/source.ts';
import { ingestSources, type Plan, planIssue, type SourceReport, sendIssue } from '../pipeline.ts';
import type { Renderer } from '../render/renderer.ts';
import type { House } from './house.ts';
import { programVersion, SAMPLES_DIR } from './package-files.ts';
import { type PeopleReport, syncPeople } from './sync-people.ts';

export interface DayOptions {
  /** Where mails go; undefined plans without sending. */
  smtpUrl?: string;
  /** Base of all links in mails. */
  publicUrl: string;
  renderer(): Promise<Renderer>;
  /** The operator let the very first issue go. */
  first: boolean;
  signal?: AbortSignal;
  onProgress(sent: number, total: number): void;
}

export interface DayReport {
  people: PeopleReport;
  sources: SourceReport[];
  plan?: Plan;
  /** The very first issue through a real server waits for `run --first`. */
  waitsForFirst: boolean;
  /** What an earlier crash left behind. */
  recovered: { returned: number; uncertain: number };
  /** Rows that changed in this run, by state. */
  counts: DeliveryCounts;
}

export async function runDay(house: House, options: DayOptions): Promise<DayReport> {
  const { store, config, clock } = house;
  const startedAt = clock.now();
  const waitsForFirst = !config.tryingOut && !options.first && !(await store.planner.hasPlannedBefore());
  // Who waits does not hold the sender lock, and the rows may be another's.
  const recovered = waitsForFirst ? { returned: 0, uncertain: 0 } : await store.ledger.recover(startedAt);
  const people = await syncPeople(house);
  const sources = await ingest(house, config.sources);
  const plan = waitsForFirst ? undefined : await planDay(house, options.first);
  if (options.smtpUrl !== undefined && !waitsForFirst) await send(house, options.smtpUrl, options);
  return { people, sources, plan, waitsForFirst, recovered, counts: await store.ledger.counts(startedAt) };
}

/** Reads sources into the store. @param words as in `SOURCES` @throws AppError usage */
export async function ingest(house: House, words: readonly string[], asNew = false): Promise<SourceReport[]> {
  const { store, clock, config } = house;
  return ingestSources(
    words.map(word => readSource(word, SAMPLES_DIR)),
    store.papers,
    {
      now: clock.now(),
      asNew,
      limits: {
        allowPrivate: config.sourcesAllowPrivate,
        userAgent: `Paperboy/${programVersion()} (+${config.publicUrl}; ${config.mailFrom.address})`,
      },
    },
  );
}

function planDay(house: House, first: boolean): Promise<Plan> {
  const { store, config, compiled, clock } = house;
  return planIssue(
    { papers: store.papers, planner: store.planner, catalogue: compiled, at: crashPoint(house) },
    { now: clock.now(), everyone: config.tryingOut || first, skipReserved: !config.tryingOut },
  );
}

async function send(house: House, smtpUrl: string, options: DayOptions): Promise<void> {
  const { store, config, clock, keys } = house;
  const waiting = await store.ledger.waiting(clock.now());
  if (waiting === 0) return;
  const submitter = smtpSubmitter(smtpUrl);
  try {
    await submitter.check();
    await sendIssue(
      {
        ledger: store.ledger,
        submitter,
        renderer: options.renderer,
        from: config.mailFrom,
        publicUrl: options.publicUrl,
        tokenKey: keys.tokenKeys[0],
        clock,
        at: crashPoint(house),
        onSettled: settled => options.onProgress(settled, waiting),
      },
      {
        worker: randomUUID(),
        connections: config.smtpConnections,
        messagesPerSecond: config.tryingOut ? Number.POSITIVE_INFINITY : config.smtpRate,
        signal: options.signal,
      },
    );
  } finally {
    await submitter.close();
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
