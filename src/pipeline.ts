// The day in order: from sources to papers, from papers to an issue, from the issue to mails.
import { blockingKeys } from './dedupe/blocking-keys.ts';
import { decide } from './dedupe/decide.ts';
import { entryDate } from './dedupe/entry-date.ts';
import { mergeFacts } from './dedupe/merge.ts';
import { newsletterMessage } from './deliver/newsletter-message.ts';
import { type OutboxLimits, type OutboxPorts, sendDue } from './deliver/outbox.ts';
import { isReservedDomain, parseAddress } from './domain/address.ts';
import type { AtPoint } from './domain/crash-point.ts';
import type { ClaimedDelivery } from './domain/delivery.ts';
import { AppError } from './domain/errors.ts';
import type { FrozenBatch, RankedPaper, Selection } from './domain/issue.ts';
import { type Purpose, signToken, type TokenKey } from './domain/link-token.ts';
import type { Candidate, Paper, PaperFacts, Reject } from './domain/paper.ts';
import type { Message, PaperStore, PaperWriter, PlannedDelivery, Planner, ReaderPast } from './domain/ports.ts';
import type { RawDocument } from './domain/raw-document.ts';
import type { Interests, Subscriber } from './domain/subscriber.ts';
import { collect } from './ingest/collect.ts';
import type { FetchLimits } from './ingest/fetch-url.ts';
import type { Source } from './ingest/source.ts';
import { parse } from './parse/parse.ts';
import { rankPapers } from './rank/rank.ts';
import { fillSlots } from './render/fragment.ts';
import type { BatchRenderer, Renderer } from './render/renderer.ts';
import { latestDue, nextDueAfterIssue } from './schedule/next-due.ts';
import { localDate } from './schedule/time-zones.ts';
import { scanInterests, scanTopics, type TopicalPaper } from './select/interests.ts';
import type { CompiledCatalogue } from './select/match-topics.ts';
import { type Explanation, explain, select } from './select/select.ts';
import { MAX_WINDOW_DAYS, windowStart } from './select/window.ts';

const DAY_MS = 86_400_000;
const FRONT_PAPERS = 50;

// ── sources ──▶ ingest ──▶ parse ──▶ dedupe ──▶ store ────────────────────────────────────────────────────────────────────────

export interface IngestCounts {
  parsed: number;
  new: number;
  known: number;
  rejected: number;
}

export type SourceReport =
  | ({ source: string; rejects: Reject[] } & IngestCounts)
  /** The source as a whole could not be read; the others were. */
  | { source: string; failure: AppError };

export interface IngestOptions {
  now: Date;
  /** Everything not known before is news, whatever its dates. */
  asNew?: boolean;
  limits: FetchLimits;
}

/** Reads all sources into the store. A source that fails is reported and never stops the others. */
export async function ingestSources(
  sources: readonly Source[],
  papers: PaperStore,
  options: IngestOptions,
): Promise<SourceReport[]> {
  const reports: SourceReport[] = [];
  for (const collected of await collect(sources, options.now, options.limits)) {
    const source = collected.source.name;
    if ('failure' in collected) {
      reports.push({ source, failure: collected.failure });
      continue;
    }
    for (const document of collected.documents) {
      reports.push(await ingestDocument(document, papers, options).catch(failureOf(document.locator)));
    }
  }
  return reports;
}

/**
 * Reads one document: all of its records go into the store, or nothing does.
 * @throws AppError if the document as a whole cannot be read
 */
async function ingestDocument(document: RawDocument, store: PaperStore, options: IngestOptions): Promise<SourceReport> {
  const parsed = await parse(document);
  const isNew = new Map<number, boolean>();
  await store.write(async papers => {
    const documentId = await papers.addDocument(document);
    for (const candidate of parsed.papers) {
      const { paperId, inserted } = await keepPaper(candidate, papers, options);
      await papers.addRecord(documentId, paperId, candidate);
      isNew.set(paperId, inserted || isNew.get(paperId) === true);
    }
    await papers.addRejects(documentId, parsed.rejected);
  });
  const fresh = [...isNew.values()].filter(Boolean).length;
  return {
    source: document.locator,
    parsed: parsed.papers.length,
    new: fresh,
    known: isNew.size - fresh,
    rejected: parsed.rejected.length,
    rejects: parsed.rejected,
  };
}

/** Merges a record into the paper it is, joining papers that it shows to be one, or adds a new paper. */
async function keepPaper(
  candidate: Candidate,
  papers: PaperWriter,
  { now, asNew = false }: IngestOptions,
): Promise<{ paperId: number; inserted: boolean }> {
  const { source: _source, ref: _ref, refs: _refs, ...record } = candidate;
  const alike = (await papers.findByKeys(blockingKeys(record))).filter(paper => decide(paper, record).same);
  const [paper, ...others] = alike;
  if (!paper) {
    return {
      paperId: await papers.insert(record, entryDate(record, now, asNew), blockingKeys(record)),
      inserted: true,
    };
  }
  let facts: PaperFacts = mergeFacts(factsOf(paper), record);
  for (const other of others) {
    facts = mergeFacts(facts, factsOf(other));
    await papers.mergeInto(other.id, paper.id);
  }
  await papers.update(paper.id, facts, blockingKeys(facts));
  return { paperId: paper.id, inserted: false };
}

function factsOf({ id: _id, enteredAt: _enteredAt, ...facts }: Paper): PaperFacts {
  return facts;
}

function failureOf(source: string): (error: unknown) => SourceReport {
  return error => {
    if (error instanceof AppError) return { source, failure: error };
    throw error;
  };
}

// ── papers ──▶ rank ──▶ select ──▶ frozen batch ──────────────────────────────────────────────────────────────────────────────

export interface PlanPorts {
  papers: PaperStore;
  planner: Planner;
  catalogue: CompiledCatalogue;
  at: AtPoint;
}

export interface PlanOptions {
  now: Date;
  /** Everyone without a mail for today's date is due, whatever the hour: trying out, or the very first issue. */
  everyone: boolean;
  /** Addresses of reserved domains get no mail. */
  skipReserved: boolean;
}

/** One reader's share of a plan. An empty selection means no mail. */
export interface PlannedReader {
  subscriber: Subscriber;
  date: string;
  selection: Selection;
}

export interface Plan {
  /** Papers that entered within the longest window, best first. */
  papers: readonly RankedPaper[];
  readers: PlannedReader[];
  /** Readers who were due but have a mail for their date already. */
  served: number;
  /** Readers left out because their address is in a reserved domain. */
  reserved: number;
}

/** Decides who gets which papers and freezes it; from here on a crash loses nothing. */
export async function planIssue(ports: PlanPorts, options: PlanOptions): Promise<Plan> {
  const { planner } = ports;
  const { now } = options;
  await planner.discardUnready();
  const papers = await rankedPapers(ports.papers, now);
  const topical = scanTopics(papers, ports.catalogue);
  const plan: Plan = { papers, readers: [], served: 0, reserved: 0 };
  const batches = new Map<string, { id: number; expected: number; used: Set<number> }>();

  for await (const page of planner.dueSubscribers(now, options.everyone)) {
    const pasts = await planner.pasts(
      page.map(({ id }) => id),
      longestWindow(now),
    );
    const {
      due = [],
      served = [],
      reserved = [],
    } = Object.groupBy(
      page.map(subscriber => asReader(subscriber, pasts.get(subscriber.id), options)),
      reader => standing(reader, options),
    );
    plan.served += served.length;
    plan.reserved += reserved.length;
    await planner.postpone(
      [...served, ...reserved].map(reader => ({
        subscriberId: reader.subscriber.id,
        nextDueAt: nextDueOf(reader, now),
      })),
    );
    const planned = planReaders(due, topical, { catalogue: ports.catalogue, now });
    for (const [date, readers] of Map.groupBy(planned, ({ date }) => date)) {
      const batch = batches.get(date) ?? {
        id: await planner.openBatch(date, now),
        expected: 0,
        used: new Set<number>(),
      };
      batches.set(date, batch);
      const deliveries = readers.map(reader => toDelivery(reader, now));
      batch.expected += await planner.addDeliveries(batch.id, deliveries, now);
      for (const { selection } of readers) for (const { paperId } of selection.papers) batch.used.add(paperId);
    }
    plan.readers.push(...planned);
  }

  for (const [date, { id, expected, used }] of batches) {
    const front = frontPage(papers, now, await planner.previousIssueDueAt(date));
    const shown = new Set([...used, ...front]);
    await planner.closeBatch(id, { papers: papers.filter(paper => shown.has(paper.id)), front, expected });
  }
  if (batches.size > 0) ports.at('after_freeze');
  return plan;
}

/** Where papers for a single reader come from. */
export type PaperPool = Pick<PlanPorts, 'papers' | 'catalogue'>;

/** One reader's selection out of the longest window, as if that reader had never been sent anything. */
export async function selectFor(
  reader: { interests: Interests; papersPerMail: number },
  { papers: store, catalogue }: PaperPool,
  now: Date,
): Promise<{ papers: RankedPaper[]; selection: Selection }> {
  const papers = await rankedPapers(store, now);
  const scanned = scanInterests(scanTopics(papers, catalogue), [reader.interests]);
  const selection = select(scanned, { ...reader, windowStart: longestWindow(now), alreadySent: new Set() }, catalogue);
  return { papers, selection };
}

/** Why a paper is, or is not, in a subscriber's next mail. @returns undefined for a paper outside of the longest window */
export async function explainChoice(
  { subscriber, paperId }: { subscriber: Subscriber; paperId: number },
  { papers: store, catalogue, planner }: PlanPorts,
  now: Date,
): Promise<Explanation | undefined> {
  const scanned = scanInterests(scanTopics(await rankedPapers(store, now), catalogue), [subscriber.interests]);
  const pasts = await planner.pasts([subscriber.id], longestWindow(now));
  return explain(scanned, toReader(subscriber, pasts.get(subscriber.id), now), { paperId, catalogue });
}

async function rankedPapers(store: PaperStore, now: Date): Promise<RankedPaper[]> {
  return rankPapers(await store.enteredBetween(longestWindow(now), new Date(now.getTime() + 1)), now);
}

function longestWindow(now: Date): Date {
  return new Date(now.getTime() - MAX_WINDOW_DAYS * DAY_MS);
}

interface DueReader {
  subscriber: Subscriber;
  /** Local date of the issue that is due. */
  date: string;
  past: ReaderPast | undefined;
}

function asReader(subscriber: Subscriber, past: ReaderPast | undefined, { everyone, now }: PlanOptions): DueReader {
  const { rhythm } = subscriber;
  return { subscriber, past, date: localDate(everyone ? now : latestDue(rhythm, now), rhythm.timeZone) };
}

function standing({ subscriber, date, past }: DueReader, { skipReserved }: PlanOptions): 'due' | 'served' | 'reserved' {
  if (past?.dates.has(date)) return 'served';
  return skipReserved && isReservedDomain(parseAddress(subscriber.address)?.domain ?? '') ? 'reserved' : 'due';
}

function nextDueOf({ subscriber, date }: { subscriber: Subscriber; date: string }, now: Date): string {
  return nextDueAfterIssue(subscriber.rhythm, date, now).toISOString();
}

function planReaders(
  due: readonly DueReader[],
  topical: readonly TopicalPaper[],
  { catalogue, now }: { catalogue: CompiledCatalogue; now: Date },
): PlannedReader[] {
  const scanned = scanInterests(
    topical,
    due.map(({ subscriber }) => subscriber.interests),
  );
  return due.map(({ subscriber, date, past }) => ({
    subscriber,
    date,
    selection: select(scanned, toReader(subscriber, past, now), catalogue),
  }));
}

/** What selection must know about a subscriber at a moment. */
export function toReader({ interests, papersPerMail, rhythm }: Subscriber, past: ReaderPast | undefined, now: Date) {
  return {
    interests,
    papersPerMail,
    windowStart: windowStart(now, rhythm.days, past?.previousDueAt),
    alreadySent: past?.alreadySent ?? new Set<number>(),
  };
}

function toDelivery(reader: PlannedReader, now: Date): PlannedDelivery {
  return {
    subscriberId: reader.subscriber.id,
    nextDueAt: nextDueOf(reader, now),
    ...(reader.selection.papers.length > 0 && { selection: reader.selection }),
  };
}

/** The issue as everybody may see it: what is new since the last one, best first. */
function frontPage(papers: readonly RankedPaper[], now: Date, previousDueAt: string | undefined): number[] {
  const since = previousDueAt ?? windowStart(now, 'weekdays').toISOString();
  return papers
    .filter(({ enteredAt }) => enteredAt >= since)
    .slice(0, FRONT_PAPERS)
    .map(({ id }) => id);
}

// ── frozen batch ──▶ render ──▶ deliver ──▶ inbox ────────────────────────────────────────────────────────────────────────────

export interface SendPorts extends Omit<OutboxPorts, 'compose'> {
  /** Made when the first mail is composed, since compiling the templates takes a moment. */
  renderer(): Promise<Renderer>;
  from: { name: string; address: string };
  /** Without a slash at its end. */
  publicUrl: string;
  tokenKey: TokenKey;
}

/** Sends every row that is due: this issue's, and what was deferred before. @returns how many rows were settled */
export async function sendIssue(ports: SendPorts, limits: OutboxLimits): Promise<number> {
  const batches = new Map<number, Promise<{ batch: FrozenBatch; mails: BatchRenderer }>>();
  const openBatch = async (id: number) => {
    const [batch, renderer] = await Promise.all([ports.ledger.batch(id), ports.renderer()]);
    return { batch, mails: renderer.forBatch(batch) };
  };

  async function compose(row: ClaimedDelivery, date: Date): Promise<Message> {
    const opened = batches.get(row.batchId) ?? openBatch(row.batchId);
    batches.set(row.batchId, opened);
    const { batch, mails } = await opened;
    const tokens = readerTokens(row, ports.tokenKey);
    return newsletterMessage({
      from: ports.from,
      to: { name: row.name, address: row.address },
      mail: fillSlots(mails.render(await ports.ledger.selection(row.batchId, row.selectionHash)), tokens),
      publicId: row.publicId,
      issueDate: batch.date,
      listHost: new URL(ports.publicUrl).hostname,
      unsubscribeUrl: `${ports.publicUrl}/u/${tokens.unsubscribe}`,
      helpUrl: `${ports.publicUrl}/m/${tokens.manage}`,
      date,
    });
  }

  return sendDue({ ...ports, compose }, limits);
}

/** The links of one mail, signed. */
export function readerTokens(
  { publicId, subscriberPublicId }: { publicId: string; subscriberPublicId: string },
  key: TokenKey,
): Record<Purpose, string> {
  return {
    unsubscribe: signToken('unsubscribe', subscriberPublicId, key),
    manage: signToken('manage', subscriberPublicId, key),
    view: signToken('view', publicId, key),
  };
}
