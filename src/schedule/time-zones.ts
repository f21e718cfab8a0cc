// Wall clocks of IANA time zones.
import { Temporal } from 'temporal-polyfill';
import { offsetAt, steadyOffsetAt } from './zone-offset.ts';

/** @returns whether the runtime knows this IANA time zone */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

/** The local calendar date (YYYY-MM-DD) of an instant. */
export function localDate(at: Date, timeZone: string): string {
  return wallClock(at, timeZone).slice(0, 10);
}

/** The local date and time of an instant, `2026-11-23 07:00`. */
export function localTime(at: Date, timeZone: string): string {
  return wallClock(at, timeZone).slice(0, 16).replace('T', ' ');
}

/** ISO weekday of a calendar date: 1 is Monday, 7 is Sunday. */
export function weekdayOf(date: string): number {
  return new Date(date).getUTCDay() || 7;
}

export function addDays(date: string, days: number): string {
  const at = new Date(date);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/**
 * The instant at which a wall clock shows this time on this date. A time that a clock change skips is its first valid
 * instant afterwards; a time that comes twice is its first.
 */
export function instantAt(date: string, time: string, timeZone: string): Date {
  const asUtc = Date.parse(`${date}T${time}Z`);
  const offset = steadyOffsetAt(asUtc, timeZone);
  if (offset !== undefined) return new Date(asUtc - offset);
  const wall = Temporal.PlainDateTime.from(`${date}T${time}`);
  // Of two instants the first, and in a gap one behind it, shifted by the length of the gap (RFC 5545 §3.3.5).
  const due = wall.toZonedDateTime(timeZone);
  if (due.toPlainDateTime().equals(wall)) return asDate(due);
  const beforeGap = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  return asDate(beforeGap.getTimeZoneTransition('next') ?? due);
}

/** How often a wall clock shows this time on this date: a clock change may skip it or bring it twice. */
export function showings(date: string, time: string, timeZone: string): 0 | 1 | 2 {
  const wall = Temporal.PlainDateTime.from(`${date}T${time}`);
  const [first, second] = (['earlier', 'later'] as const).map(which =>
    wall.toZonedDateTime(timeZone, { disambiguation: which }),
  );
  if (!first!.toPlainDateTime().equals(wall)) return 0;
  return first!.equals(second!) ? 1 : 2;
}

/** ISO 8601, as a clock on the wall shows it. */
function wallClock(at: Date, timeZone: string): string {
  return new Date(at.getTime() + offsetAt(at.getTime(), timeZone)).toISOString();
}

function asDate({ epochMilliseconds }: { epochMilliseconds: number }): Date {
  return new Date(epochMilliseconds);
}
