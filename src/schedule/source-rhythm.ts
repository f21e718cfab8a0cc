// When a source is to be asked next, from its kind and how it stood when it was last asked.
import { ARXIV_TIME_ZONE } from '../domain/publishing-days.ts';
import type { SourceKind, SourceStatus } from '../domain/source.ts';
import { addDays, instantAt, localDate, weekdayOf } from './time-zones.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
/** After a failure, while the rhythm allows. */
const RETRY_MS = 15 * MINUTE_MS;
/** The list of a day fills up while the day lasts. */
const HF_MS = 2 * HOUR_MS;
/** From Monday 00:00 UTC to Saturday 06:00 UTC, when the list of Friday closes. */
const HF_OPEN_MS = 5 * DAY_MS + 6 * HOUR_MS;
/** The epoch began on a Thursday. */
const FIRST_MONDAY_MS = 4 * DAY_MS;
/** arXiv builds its feeds at midnight, and a few minutes are left for that. */
const ARXIV_AT = '00:10';
const ARXIV_STALE_MS = 30 * MINUTE_MS;
const FILE_MS = 15 * MINUTE_MS;
const WEB_MS = 2 * HOUR_MS;

/**
 * The next instant at which a source is due, not before `now`: a time that was missed is made up for at once. What the
 * source asked for (`notBefore`) always holds.
 * - `hf`: every two hours, on even UTC hours, from Monday 00:00 to Saturday 06:00.
 * - `arxiv`: Monday to Friday after midnight US-Eastern, then every half an hour until that day's list is settled. Holidays
 *   are asked too, for arXiv does not always keep to its calendar.
 * - `file`: every quarter of an hour. `web`: every two hours.
 * @returns undefined for a source that is off, and for standard input
 */
export function nextFetch({ kind, status }: { kind: SourceKind; status?: SourceStatus }, now: Date): Date | undefined {
  if (kind === 'stdin' || status?.state === 'off') return undefined;
  if (!status) return now;
  const due = dueAfter(kind, status, now);
  return new Date(Math.max(due.getTime(), now.getTime(), Date.parse(status.notBefore ?? status.lastReadAt)));
}

function dueAfter(kind: Exclude<SourceKind, 'stdin'>, status: SourceStatus, now: Date): Date {
  const failed = status.state === 'failed';
  const lastReadAt = new Date(status.lastReadAt);
  switch (kind) {
    case 'hf':
      return nextHfList(lastReadAt, failed);
    case 'arxiv':
      return nextArxivList(status, lastReadAt, now);
    case 'file':
      return after(lastReadAt, FILE_MS);
    case 'web':
      return after(lastReadAt, failed ? RETRY_MS : WEB_MS);
  }
}

function nextHfList(lastReadAt: Date, failed: boolean): Date {
  const retry = after(lastReadAt, RETRY_MS);
  if (failed && isHfOpen(retry)) return retry;
  const next = new Date((Math.floor(lastReadAt.getTime() / HF_MS) + 1) * HF_MS);
  return isHfOpen(next) ? next : after(next, WEEK_MS - sinceMonday(next));
}

function isHfOpen(at: Date): boolean {
  return sinceMonday(at) <= HF_OPEN_MS;
}

/** Milliseconds since Monday 00:00 UTC. */
function sinceMonday(at: Date): number {
  return (((at.getTime() - FIRST_MONDAY_MS) % WEEK_MS) + WEEK_MS) % WEEK_MS;
}

/** Only the list of the current day can be had: a day that was missed is over. */
function nextArxivList(status: SourceStatus, lastReadAt: Date, now: Date): Date {
  const today = localDate(lastReadAt > now ? lastReadAt : now, ARXIV_TIME_ZONE);
  const list = arxivList(today);
  if (list && lastReadAt < list) return list;
  const isSettled = status.settledAt !== undefined && list !== undefined && new Date(status.settledAt) >= list;
  const retry = after(lastReadAt, status.state === 'failed' ? RETRY_MS : ARXIV_STALE_MS);
  if (list && !isSettled && localDate(retry, ARXIV_TIME_ZONE) === today) return retry;
  for (let date = addDays(today, 1); ; date = addDays(date, 1)) {
    const next = arxivList(date);
    if (next) return next;
  }
}

/** When the list of a US-Eastern date can be had; undefined on a weekend. */
function arxivList(date: string): Date | undefined {
  return weekdayOf(date) <= 5 ? instantAt(date, ARXIV_AT, ARXIV_TIME_ZONE) : undefined;
}

function after(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}
