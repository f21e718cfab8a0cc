// The offset of a time zone from UTC, kept from one clock change to the next: asking the rules each time is slow.
import { Temporal } from 'temporal-polyfill';

/** How far local clocks are ahead of UTC, between two instants, in milliseconds since 1970. */
interface Span {
  from: number;
  to: number;
  offsetMs: number;
}

const DAY_MS = 86_400_000;
/** One for each zone that is in use: of a zone the span that was asked for last. */
const spans = new Map<string, Span>();

function spanAt(at: number, timeZone: string): Span {
  const known = spans.get(timeZone);
  if (known && known.from <= at && at < known.to) return known;
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  const span = {
    // The instant itself may be the one at which clocks change.
    from: zoned.add({ nanoseconds: 1 }).getTimeZoneTransition('previous')?.epochMilliseconds ?? -Infinity,
    to: zoned.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity,
    offsetMs: zoned.offsetNanoseconds / 1e6,
  };
  spans.set(timeZone, span);
  return span;
}

/** Milliseconds by which local clocks are ahead of UTC. @param at milliseconds since 1970 */
export function offsetAt(at: number, timeZone: string): number {
  return spanAt(at, timeZone).offsetMs;
}

/**
 * The offset around a local time, where no clock changes within a day of it: such a time is there exactly once.
 * @param wall the local time as if it were UTC, in milliseconds since 1970
 * @returns undefined near a clock change
 */
export function steadyOffsetAt(wall: number, timeZone: string): number | undefined {
  const { from, to, offsetMs } = spanAt(wall, timeZone);
  const at = wall - offsetMs;
  return from + DAY_MS <= at && at < to - DAY_MS ? offsetMs : undefined;
}
