// What one run of the line needs, from an opened house.
import { randomUUID } from 'node:crypto';
import type { AtPoint } from '../domain/crash-point.ts';
import { type DayReport, gatherDay, runDay } from '../pipeline.ts';
import type { Renderer } from '../render/renderer.ts';
import { alertOperator } from './alert-operator.ts';
import type { House } from './house.ts';
import { openLine } from './line-out.ts';
import { programVersion } from './package-files.ts';
import { ingestPorts } from './sources.ts';
import { syncPeople } from './sync-people.ts';

export interface DaySettings {
  /** Where mails go; undefined plans without sending. */
  smtpUrl?: string;
  /** As in `SOURCES`: what is read before; absent: everything. */
  sources?: readonly string[];
  /** Base of all links in mails. */
  publicUrl: string;
  renderer(): Promise<Renderer>;
  /** What `waitsForFirst` said when the sender lock was, or was not, taken: asked once, since another process may let it go. */
  waits: boolean;
  /** The operator lets the very first issue go, to everyone at once; later it changes nothing. */
  first: boolean;
  listReaders?: boolean;
  /** Asks the server whether it took a mail; only the built-in mailbox can be asked. */
  wasTaken?(deliveryPublicId: string): Promise<boolean | undefined>;
  signal?: AbortSignal;
  onProgress(sent: number, total: number): void;
}

/** Runs the line once; up to the store only, where the very first issue through a real server waits for `run --first`. */
export async function runHouse(house: House, settings: DaySettings): Promise<DayReport> {
  const { store, config, compiled, prior, clock, keys } = house;
  const { smtpUrl } = settings;
  const ports = {
    ...ingestPorts(house, settings.sources ?? config.sources),
    planner: store.planner,
    opinions: store.opinions,
    ledger: store.ledger,
    paces: store.domainPaces,
    blobs: store.blobs,
    program: programVersion(),
    catalogue: compiled,
    prior,
    clock,
    at: crashPoint(house),
    syncPeople: () => syncPeople(house),
    openLine: smtpUrl === undefined ? undefined : async (waiting: number) => openLine(config, { smtpUrl, waiting }),
    renderer: settings.renderer,
    from: config.mailFrom,
    bounceAddress: config.bounceAddress,
    publicUrl: settings.publicUrl,
    tokenKey: keys.tokenKeys[0],
  };
  if (settings.waits && !settings.first) return gatherDay(ports);
  const report = await runDay(ports, {
    everyone: config.tryingOut || settings.waits,
    skipReserved: !config.tryingOut,
    lateMs: config.lateHours * 3_600_000,
    listReaders: settings.listReaders,
    worker: randomUUID(),
    domainLimits: config.domainLimits,
    maxPerDay: config.maxPerDay,
    uncertain: { onUncertain: config.onUncertain, wasTaken: settings.wasTaken },
    messagesPerSecond: config.tryingOut ? Number.POSITIVE_INFINITY : config.smtpRate,
    signal: settings.signal,
    onProgress: settings.onProgress,
  });
  if (smtpUrl !== undefined) await alertOperator(house, report.events, smtpUrl);
  return report;
}

/** Nothing has gone through a real server yet: the operator must let the very first issue go. */
export async function waitsForFirst({ config, store }: House): Promise<boolean> {
  return !config.tryingOut && !(await store.planner.hasLetMailGo());
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
