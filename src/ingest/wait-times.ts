// When a server wants to be asked again: Retry-After and the two generations of RateLimit.
import { type AnswerHeaders, headerText } from './answer-headers.ts';

const MIN_MS = 5 * 60_000;
const MAX_MS = 24 * 3_600_000;

/**
 * The instant before which a server that said "not now" is not asked again: what it wishes, but 5 minutes to 24 hours after the
 * fetch; 5 minutes where it wishes nothing that can be read.
 */
export function waitUntil(headers: AnswerHeaders, fetchedAt: string): string {
  const wished = Math.max(retryAfterMs(headers, fetchedAt), spentForMs(headers));
  return after(fetchedAt, Math.min(Math.max(wished, MIN_MS), MAX_MS));
}

/** The instant at which requests are left again, at most 24 hours after the fetch. @returns undefined while some are left */
export function spentUntil(headers: AnswerHeaders, fetchedAt: string): string | undefined {
  const spentMs = spentForMs(headers);
  return spentMs > 0 ? after(fetchedAt, Math.min(spentMs, MAX_MS)) : undefined;
}

/** RFC 9110 §10.2.3: seconds or a date. */
function retryAfterMs(headers: AnswerHeaders, fetchedAt: string): number {
  const text = headerText(headers, 'retry-after');
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  // RFC 9110 §5.6.7: all three forms begin with the day of the week, and the one without a zone is in UTC too.
  if (!/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/i.test(text)) return 0;
  const instant = Date.parse(/(?:GMT|UTC)$/i.test(text) ? text : `${text} GMT`);
  return Number.isNaN(instant) ? 0 : instant - Date.parse(fetchedAt);
}

/**
 * `"api";r=0;t=120` (draft-ietf-httpapi-ratelimit-headers from 08 on), `limit=500, remaining=0, reset=120` (draft 07), or
 * RateLimit-Remaining and RateLimit-Reset beside each other (to draft 06). Times are seconds from now.
 * @returns 0 while requests are left; with several limits, until the last of the spent ones ends
 */
function spentForMs(headers: AnswerHeaders): number {
  const limits = headerText(headers, 'ratelimit');
  const spent = [
    { left: headerText(headers, 'ratelimit-remaining'), seconds: headerText(headers, 'ratelimit-reset') },
    { left: parameter(limits, 'remaining'), seconds: parameter(limits, 'reset') },
    ...limits.split(',').map(limit => ({ left: parameter(limit, 'r'), seconds: parameter(limit, 't') })),
  ].filter(({ left, seconds }) => /^\s*0+\s*$/.test(left) && /^\s*\d+\s*$/.test(seconds));
  return Math.max(0, ...spent.map(({ seconds }) => Number(seconds) * 1000));
}

function parameter(text: string, name: string): string {
  return new RegExp(`(?:^|[;,\\s])${name}=(\\d+)`, 'i').exec(text)?.[1] ?? '';
}

function after(instant: string, ms: number): string {
  return new Date(Date.parse(instant) + ms).toISOString();
}
