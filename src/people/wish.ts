// One entry of a people file, checked: what a person asked for, with the house's defaults filled in.
import { z } from 'zod';
import { parseAddress } from '../domain/address.ts';
import { WEEKDAYS, type Wish } from '../domain/subscriber.ts';

/** What an entry is checked against; values, so that this room stays pure. */
export interface PeopleRules {
  topicIds: ReadonlySet<string>;
  isTimeZone(name: string): boolean;
  defaultTimeZone: string;
}

const MAX_PAPERS_PER_MAIL = 50;
const MAX_LIST = 200;
const MAX_WORD_CHARS = 200;
const MAX_QUOTED_CHARS = 80;

const DAYS = ['daily', 'weekdays', ...WEEKDAYS.map(day => `weekly:${day}` as const), 'weekly'] as const;

/** These would turn round what stands beside a name. Unicode UAX #9. */
const BIDI_CONTROLS = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** Text on one line: a name ends up in a header. */
const line = z.string().transform(text =>
  text
    .replace(BIDI_CONTROLS, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim(),
);
const wordFault = `expected a word or phrase of at most ${MAX_WORD_CHARS} characters without ";"`;
const word = z
  .union([z.string(), z.number().transform(String)], wordFault)
  .pipe(line)
  .refine(text => text.length <= MAX_WORD_CHARS && /[\p{L}\p{N}]/u.test(text) && !text.includes(';'), wordFault);
const words = z
  .array(word, 'expected a list such as [one, another]')
  .max(MAX_LIST, `expected at most ${MAX_LIST}`)
  .transform(list => [...new Set(list)])
  .nullish();
const papersFault = `expected a whole number from 1 to ${MAX_PAPERS_PER_MAIL}`;

const entry = z.strictObject({
  email: z
    .string('expected one plain address such as ada@lab.org')
    .refine(text => parseAddress(text) !== undefined, 'expected one plain address such as ada@lab.org'),
  name: line.refine(name => name.length <= 200, 'expected at most 200 characters').nullish(),
  topics: words,
  keywords: words,
  muted: words,
  authors: words,
  categories: words,
  papers: z
    .union([z.number(), z.string().regex(/^\d+$/).transform(Number)], papersFault)
    .refine(papers => Number.isInteger(papers) && papers >= 1 && papers <= MAX_PAPERS_PER_MAIL, papersFault)
    .nullish(),
  time_zone: z.string('expected an IANA time zone such as Europe/Berlin').nullish(),
  at: z
    .string('expected a time of day such as "07:00"')
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day such as "07:00"')
    .nullish(),
  days: z.enum(DAYS, `expected one of ${DAYS.join(', ')}`).nullish(),
});

/** The fields an entry may have, in the order they are documented. */
export const ENTRY_FIELDS: readonly string[] = Object.keys(entry.shape);

/** @returns the wish, or its faults in one line, each quoting the value and saying what was expected */
export function readWish(value: unknown, rules: PeopleRules): { wish: Wish } | { fault: string } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { fault: `${quote(value)} is not an entry: expected fields such as "email: ada@lab.org"` };
  }
  const result = entry.safeParse(value);
  if (!result.success) return { fault: result.error.issues.map(issue => faultOf(issue, value)).join('; ') };
  const { email, name, topics, papers, time_zone, at, days, ...lists } = result.data;
  const timeZone = time_zone ?? rules.defaultTimeZone;
  const faults = [
    ...(topics ?? [])
      .filter(topic => !rules.topicIds.has(topic))
      .map(topic => `topics names ${quote(topic)}: expected topic ids, which \`paperboy topics list\` shows`),
    ...(rules.isTimeZone(timeZone)
      ? []
      : [`time_zone is ${quote(timeZone)}: expected an IANA time zone such as Europe/Berlin`]),
  ];
  if (faults.length > 0) return { fault: faults.join('; ') };
  return {
    wish: {
      address: parseAddress(email)!.address,
      ...(name && { name }),
      interests: {
        topics: topics ?? [],
        keywords: lists.keywords ?? [],
        muted: lists.muted ?? [],
        authors: lists.authors ?? [],
        categories: lists.categories ?? [],
      },
      rhythm: { timeZone, sendAt: at ?? '07:00', days: days === 'weekly' ? 'weekly:mon' : (days ?? 'weekdays') },
      papersPerMail: papers ?? 10,
    },
  };
}

function faultOf(issue: z.core.$ZodIssue, value: object): string {
  if (issue.code === 'unrecognized_keys') {
    return `${issue.keys.map(quote).join(', ')} is not a field: expected ${ENTRY_FIELDS.join(', ')}`;
  }
  const path = issue.path.join('.');
  const found = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], value);
  return found === undefined ? `${path} is missing: ${issue.message}` : `${path} is ${quote(found)}: ${issue.message}`;
}

function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > MAX_QUOTED_CHARS ? `${text.slice(0, MAX_QUOTED_CHARS)}…` : text;
}
