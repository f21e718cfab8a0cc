// Instants and dates as feeds and dumps write them, to ISO 8601 in UTC; never through the machine's own time zone.
import { readPartialDate, resolveDate } from './partial-date.ts';

const ISO = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;
/** RFC 822 §5 with the four-digit years of RFC 1123; what follows the zone is not ours. */
const RFC_822 =
  /^(?:[a-z]{3,9},? )?(\d{1,2} [a-z]{3,9} \d{4} \d{1,2}:\d{2}(?::\d{2})?)(?: (GMT|UTC?|Z|E[SD]T|C[SD]T|M[SD]T|P[SD]T|[+-]\d{4}))?(?:\s|$)/i;

/** @returns undefined where the text is no date; a day without an hour is its midnight in UTC */
export function readInstant(text: string, notAfter: string): string | undefined {
  const trimmed = text.trim();
  const day = readPartialDate(trimmed);
  if (day) return `${resolveDate(day, notAfter).date}T00:00:00Z`;
  const [, date, time, zone = 'Z'] = ISO.exec(trimmed) ?? [];
  if (date) return instantOf(`${date}T${time}${/^[a-z]/i.test(zone) ? 'Z' : zone}`);
  const [, clock, place = 'GMT'] = RFC_822.exec(trimmed) ?? [];
  return clock ? instantOf(`${clock} ${place.toUpperCase()}`) : undefined;
}

/** The calendar day the text itself names, in its own zone. @returns YYYY-MM-DD or undefined */
export function readDay(text: string, notAfter: string): string | undefined {
  const written = /^\d{4}-\d{2}-\d{2}/.exec(text.trim())?.[0];
  const day = readPartialDate(written ?? /\d{1,2} [a-z]{3,9} \d{4}/i.exec(text.slice(0, 60))?.[0] ?? text.trim());
  return day && resolveDate(day, notAfter).date;
}

function instantOf(text: string): string | undefined {
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}
