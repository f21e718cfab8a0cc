// The day in order: the table of contents of Paperboy. Each step is one file of `pipeline/`, each stage one room.
import type { AtPoint } from './domain/crash-point.ts';
import type { DeliveryCounts, SendEvent } from './domain/delivery.ts';
import type { DomainLimits } from './domain/domain-limits.ts';
import { AppError } from './domain/errors.ts';
import type {
  Clock,
  DomainPaceStore,
  Ledger,
  PeopleReport,
  Planner,
  Recovered,
  Submitter,
  UncertainPolicy,
} from './domain/ports.ts';
import { type Ingested, type IngestPorts, ingestSources } from './pipeline/ingest-sources.ts';
import { type Plan, type PlanPorts, planIssue } from './pipeline/plan-issue.ts';
import { type MailPorts, sendIssue } from './pipeline/send-issue.ts';
import { quietHoliday } from './pipeline/source-state.ts';

export interface DayPorts extends IngestPorts, PlanPorts, MailPorts {
  planner: Planner;
  ledger: Ledger;
  clock: Clock;
  at: AtPoint;
  /** Brings the store in step with the people files. */
  syncPeople(): Promise<PeopleReport>;
  paces: DomainPaceStore;
  /** The line out for so many waiting mails; absent where nothing is to be sent. */
  openLine?(waiting: number): Promise<Submitter>;
}

export interface DayOptions {
  /** Everyone is due at once: trying out, or the operator lets the very first issue go. */
  everyone: boolean;
  /** Addresses of reserved domains get no mail. */
  skipReserved: boolean;
  /** What was missed by more than that is not sent late. */
  lateMs: number;
  /** Whether the plan lists who gets what. */
  listReaders?: boolean;
  worker: string;
  messagesPerSecond: number;
  domainLimits: DomainLimits;
  maxPerDay?: number;
  /** What is done with mails of which an earlier stop left open whether they were sent. */
  uncertain: UncertainPolicy;
  /** When it aborts nothing more is sent; what is in flight is finished. */
  signal?: AbortSignal;
  onProgress(sent: number, total: number): void;
}

export interface DayReport {
  people: PeopleReport;
  ingested: Ingested;
  /** Absent where the very first issue waits for the operator. */
  plan?: Plan;
  /** What an earlier crash left behind. */
  recovered: Recovered;
  /** What the operator should know of how the mails went out. */
  events: SendEvent[];
  /** What kept the mails from going out; everything before it is done, and they wait. */
  failure?: AppError;
  /** Rows that changed in this run, by state. */
  counts: DeliveryCounts;
  /** Mails that could be sent now and were not. */
  waiting: number;
}

/** The whole line once. A crash anywhere loses nothing: the next run takes up what this one left. */
export async function runDay(ports: DayPorts, options: DayOptions): Promise<DayReport> {
  const startedAt = ports.clock.now();
  const recovered = await ports.ledger.recover(startedAt, options.uncertain);
  const people = await ports.syncPeople();
  const ingested = await ingestSources(ports, { now: startedAt });
  const quiet = quietHoliday(
    ingested.sources.map(({ status }) => status),
    startedAt,
  );
  const plan = await planIssue(ports, { now: ports.clock.now(), quiet, ...options });
  const events: SendEvent[] = [];
  const onEvent = (event: SendEvent) => events.push(event);
  const failure = await sendIssue(ports, { ...options, onEvent }).then(() => undefined, asFailure);
  return { people, ingested, plan, recovered, events, failure, ...(await outcome(ports, startedAt)) };
}

/** The line up to the store: what runs before the operator has let the very first issue go. */
export async function gatherDay(ports: DayPorts): Promise<DayReport> {
  const startedAt = ports.clock.now();
  const people = await ports.syncPeople();
  const ingested = await ingestSources(ports, { now: startedAt });
  const recovered = { returned: 0, uncertain: 0, resent: 0, found: 0 };
  return { people, ingested, recovered, events: [], ...(await outcome(ports, startedAt)) };
}

async function outcome({ ledger, clock }: DayPorts, since: Date): Promise<Pick<DayReport, 'counts' | 'waiting'>> {
  return { counts: await ledger.counts(since), waiting: await ledger.waiting(clock.now()) };
}

function asFailure(error: unknown): AppError {
  if (error instanceof AppError) return error;
  throw error;
}
