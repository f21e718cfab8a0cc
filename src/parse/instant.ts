// Instants and dates as feeds and dumps write them, to ISO 8601 in UTC; never through the machine's own time zone.
import { readPartialDate, resolveDate } from './partial-date.ts';

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;
/** Zones by the names that people write in dates, other than those of UTC. */
const OFFSETS: Readonly<Record<string, string>> = {
  ...{ BST: '+01:00', CET: '+01:00', CEST: '+02:00', EST: '-05:00', EDT: '-04:00', CST: '-06:00', CDT: '-05:00' },
  ...{ MST: '-07:00', MDT: '-06:00', PST: '-08:00', PDT: '-07:00' },
};
const ZONE = `Z|UTC?|GMT|[+-]\\d{2}:?\\d{2}|${Object.keys(OFFSETS).join('|')}`;
const ISO = new RegExp(`^(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?) ?(${ZONE})?$`, 'i');
/** RFC 822 §5 with years of two digits or, as in RFC 1123, of four; what follows the zone is not ours. */
const RFC_822 = new RegExp(
  `^(?:[a-z]{3,9},? )?(\\d{1,2} [a-z]{3,9}) (\\d{4}|\\d{2}) (\\d{1,2}:\\d{2}(?::\\d{2})?)(?: (${ZONE}))?(?:\\s|$)`,
  'i',
);

/** @returns undefined where the text is no date; a day without an hour is its midnight in UTC, a month its first day */
export function readInstant(text: string, notAfter: string): string | undefined {
  const trimmed = text.trim();
  const day = readPartialDate(MONTH.test(trimmed) ? `${trimmed}-01` : trimmed);
  if (day) return `${resolveDate(day, notAfter).date}T00:00:00Z`;
  const [, date, time, zone] = ISO.exec(trimmed) ?? [];
  if (date) return instantOf(`${date}T${time}${offsetOf(zone)}`);
  const [, dayAndMonth, year = '', clock, place] = RFC_822.exec(trimmed) ?? [];
  return dayAndMonth ? instantOf(`${dayAndMonth} ${fullYear(year)} ${clock} ${offsetOf(place)}`) : undefined;
}

/** Of a numeric zone or a named one; what names none is UTC. */
function offsetOf(zone = 'Z'): string {
  if (/^[+-]/.test(zone)) return zone;
  return OFFSETS[zone.toUpperCase()] ?? 'Z';
}

/** RFC 2822 §4.3: below 50 it is of this century. */
function fullYear(year: string): string {
  if (year.length === 4) return year;
  return `${year < '50' ? '20' : '19'}${year}`;
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
