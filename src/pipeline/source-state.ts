// How a source stands after a reading: the verdict, what the operator is told of it, and whether readers have a quiet day.
import { higherArxivId } from '../domain/arxiv-id.ts';
import type { AppError } from '../domain/errors.ts';
import { ARXIV_TIME_ZONE, arxivHoliday, isPublishingDay, WINTER_BREAK } from '../domain/publishing-days.ts';
import type { SourceKind, SourceState, SourceStatus } from '../domain/source.ts';
import { localDate, weekdayOf } from '../schedule/time-zones.ts';

/** What one reading of a source brought. */
interface Reading {
  source: string;
  kind: SourceKind;
  /** Papers in the documents that came now. */
  papers: number;
  /** Why the first record was no paper, where one was not. */
  firstReject?: string;
  /** Of those, papers that the store did not know. */
  fresh: number;
  /** Documents that are new or changed. */
  documents: number;
  /** Documents that are as they were: by the server's word, or byte for byte. */
  unchanged: number;
  /** The highest arXiv id among the papers. */
  highestId?: string;
  /** The latest listing date (YYYY-MM-DD) among the papers. */
  listedAt?: string;
  /** Why all or part of it could not be read. */
  failure?: AppError;
  /** It said that it is gone for good. */
  gone?: true;
  /** It asked not to be asked before. */
  notBefore?: string;
}

interface Standing {
  state: SourceState;
  message?: string;
}

/** By then the day's list of Hugging Face has begun to fill, UTC. */
const HF_BEGUN_HOUR = 12;

/** @param before how the source stood until now, where it was read before */
export function judgeReading(reading: Reading, before: SourceStatus | undefined, now: Date): SourceStatus {
  const at = now.toISOString();
  const papers = reading.papers > 0 || reading.documents > 0 ? reading.papers : (before?.papers ?? 0);
  const { state, message } = standing({ ...reading, papers }, before, now);
  // In the winter break nobody knows beforehand whether a list is still to come.
  const isSettled = state === 'fresh' || (state === 'quiet' && holiday(reading.kind, now) !== WINTER_BREAK);
  return {
    source: reading.source,
    kind: reading.kind,
    state,
    since: before?.state === state ? before.since : at,
    lastReadAt: at,
    settledAt: isSettled ? at : before?.settledAt,
    papers,
    message,
    notBefore: reading.notBefore,
    highestId: higherArxivId(before?.highestId, reading.highestId),
  };
}

function standing(reading: Reading, before: SourceStatus | undefined, now: Date): Standing {
  const { gone, failure, papers, fresh } = reading;
  if (gone) return { state: 'off', message: failure?.message ?? 'it is gone for good (HTTP 410)' };
  if (failure) return { state: 'failed', message: failure.message };
  if (papers === 0 && reading.firstReject !== undefined) return { state: 'failed', message: reading.firstReject };
  // A list that is as it was, beside an older one that is empty now.
  if (papers === 0 && !(reading.documents > 0 && reading.unchanged > 0)) return emptiness(reading.kind, now);
  if (fresh > 0) return { state: 'fresh' };
  if (reading.documents === 0 && before?.state === 'stale' && isAwaited(reading.kind, before, now)) {
    return { state: 'stale', message: before.message };
  }
  if (isStale(reading, before, now)) {
    const dated = reading.listedAt === undefined ? '' : `dated ${reading.listedAt}, but `;
    return { state: 'stale', message: `${dated}its highest id ${reading.highestId} is not new` };
  }
  return { state: 'unchanged' };
}

/** An empty list is as expected, or it is not. */
function emptiness(kind: SourceKind, now: Date): Standing {
  if (kind !== 'hf' && kind !== 'arxiv') return { state: 'quiet', message: 'no entries' };
  if (weekdayOf(localDate(now, kind === 'hf' ? 'UTC' : ARXIV_TIME_ZONE)) > 5) {
    return { state: 'quiet', message: 'weekend' };
  }
  const reason = holiday(kind, now);
  if (reason !== undefined) return { state: 'quiet', message: `arXiv holiday: ${reason}` };
  if (kind === 'hf' && now.getUTCHours() < HF_BEGUN_HOUR) return { state: 'quiet', message: 'nothing listed yet' };
  return { state: 'stale', message: 'empty on a weekday' };
}

/** A new list was to be expected, and the document that came is the old one, whatever date it carries. */
function isStale({ kind, documents, highestId }: Reading, before: SourceStatus | undefined, now: Date): boolean {
  if (kind !== 'arxiv' || documents === 0 || !before || highestId === undefined) return false;
  if (!isAwaited(kind, before, now)) return false;
  return before.highestId !== undefined && higherArxivId(before.highestId, highestId) === before.highestId;
}

/** The list of today is still to come. */
function isAwaited(kind: SourceKind, { settledAt }: SourceStatus, now: Date): boolean {
  const today = localDate(now, ARXIV_TIME_ZONE);
  return kind === 'arxiv' && isPublishingDay(today) && (settledAt === undefined || easternDate(settledAt) !== today);
}

function holiday(kind: SourceKind, now: Date): string | undefined {
  return kind === 'arxiv' ? arxivHoliday(localDate(now, ARXIV_TIME_ZONE)) : undefined;
}

function easternDate(instant: string): string {
  return localDate(new Date(instant), ARXIV_TIME_ZONE);
}

/**
 * One sentence for the operator where a source's state changed, so that it is said once and not with every reading.
 * Bringing papers or none, in turn, is how a source lives and no news.
 */
export function changeOf(before: SourceStatus | undefined, after: SourceStatus): string | undefined {
  if (before?.state === after.state || (isUsual(before?.state) && isUsual(after.state))) return undefined;
  const reason = after.message === undefined ? '' : ` (${after.message})`;
  const was = before ? `; was ${before.state}` : '';
  return `${after.source}: ${after.state} since ${after.since.slice(11, 16)} UTC${reason}${was}`;
}

function isUsual(state: SourceState | undefined): boolean {
  return state === undefined || state === 'fresh' || state === 'unchanged';
}

/**
 * The holiday because of which arXiv had nothing to announce today (US-Eastern), as its feeds showed it.
 * @returns undefined where no feed of arXiv was read today, or one of them had papers
 */
export function quietHoliday(statuses: readonly SourceStatus[], now: Date): string | undefined {
  const today = localDate(now, ARXIV_TIME_ZONE);
  const isToday = (instant: string | undefined) => instant !== undefined && easternDate(instant) === today;
  const read = statuses.filter(({ kind, lastReadAt }) => kind === 'arxiv' && isToday(lastReadAt));
  // Asking for the categories of known papers shows no id of its own: that is no list.
  const hasNews = read.some(
    ({ papers, highestId, settledAt }) => papers > 0 && highestId !== undefined && isToday(settledAt),
  );
  return !hasNews && read.some(({ state }) => state === 'quiet') ? arxivHoliday(today) : undefined;
}
