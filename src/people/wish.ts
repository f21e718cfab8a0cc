// One entry of a people file, checked: what a person asked for, with the house's defaults filled in.
import { z } from 'zod';
import { parseAddress } from '../domain/address.ts';
import { asArxivCategory } from '../domain/arxiv-category.ts';
import { LAYOUTS } from '../domain/issue.ts';
import { readKeyword } from '../domain/keyword.ts';
import { SETTABLE_FIELDS, type SettableField, WEEKDAYS, type Wish } from '../domain/subscriber.ts';

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
  .refine(text => text.length <= MAX_WORD_CHARS && /[\p{L}\p{N}]/u.test(text) && !text.includes(';'), {
    message: wordFault,
    // What is no word is no keyword either, and once is enough to say so.
    abort: true,
  });
const keyword = word.check(({ value, issues }) => {
  const read = readKeyword(value);
  if ('fault' in read) issues.push({ code: 'custom', input: value, message: read.fault });
});
const categoryFault = 'expected an arXiv category such as cs.LG, or an archive such as q-bio for all of its categories';
const category = word.transform((text, { issues }) => {
  const category = asArxivCategory(text);
  if (category === undefined) issues.push({ code: 'custom', input: text, message: categoryFault });
  return category ?? z.NEVER;
});
const words = listOf(word);
const keywords = listOf(keyword);
const papersFault = `expected a whole number from 1 to ${MAX_PAPERS_PER_MAIL}`;

const YES = ['yes', 'true', '1'];
const NO = ['no', 'false', '0'];
const yesOrNoFault = 'expected true or false';
const topicFault = 'expected topic ids, which `paperboy topics list` shows';
const timeZoneFault = 'expected an IANA time zone such as Europe/Berlin';

function listOf(item: typeof word | typeof category) {
  return z
    .array(item, 'expected a list such as [one, another]')
    .max(MAX_LIST, `expected at most ${MAX_LIST}`)
    .transform(list => [...new Set(list)])
    .nullish();
}

/** As spreadsheets write it too: `TRUE`, `1`. */
const yesOrNo = z
  .union([z.string(), z.literal([0, 1]).transform(String)])
  .transform(text => text.toLowerCase())
  .pipe(z.enum([...YES, ...NO]).transform(text => YES.includes(text)));

const entry = z.strictObject({
  email: z
    .string('expected one plain address such as ada@lab.org')
    .refine(text => parseAddress(text) !== undefined, 'expected one plain address such as ada@lab.org'),
  name: line.refine(name => name.length <= 200, 'expected at most 200 characters').nullish(),
  topics: words,
  keywords,
  muted: keywords,
  authors: words,
  labs: words,
  categories: listOf(category),
  outside: z.union([z.boolean(), yesOrNo], yesOrNoFault).nullish(),
  papers: z
    .union([z.number(), z.string().regex(/^\d+$/).transform(Number)], papersFault)
    .refine(papers => Number.isInteger(papers) && papers >= 1 && papers <= MAX_PAPERS_PER_MAIL, papersFault)
    .nullish(),
  time_zone: z.string(timeZoneFault).nullish(),
  at: z
    .string('expected a time of day such as "07:00"')
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day such as "07:00"')
    .nullish(),
  days: z.enum(DAYS, `expected one of ${DAYS.join(', ')}`).nullish(),
  layout: z.enum(LAYOUTS, `expected one of ${LAYOUTS.join(', ')}`).nullish(),
  managed: z.union([z.boolean(), yesOrNo], yesOrNoFault).nullish(),
});

/** The fields an entry may have, in the order they are documented. */
const ENTRY_FIELDS: readonly string[] = Object.keys(entry.shape);

/** One thing wrong with one field, for those who ask field by field. */
interface FieldFault {
  /** Absent where the fault is not one field's. */
  field?: string;
  /** The field's value, or that of its list at fault; undefined where it is missing. */
  found: unknown;
  expected: string;
}

/** What is wrong with an entry: in one line, each fault quoting the value and saying what was expected, and one by one. */
export interface WishFault {
  fault: string;
  faults: readonly FieldFault[];
}

/** A checked entry. */
export interface ReadWish {
  wish: Wish;
  /** The fields that it names. */
  given: readonly SettableField[];
  /** Whether the file has the last word, where the entry says so. */
  managed?: boolean;
}

export function readWish(value: unknown, rules: PeopleRules): ReadWish | WishFault {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const expected = 'expected fields such as "email: ada@lab.org"';
    return { fault: `${quote(value)} is not an entry: ${expected}`, faults: [{ found: value, expected }] };
  }
  const result = entry.safeParse(value);
  const unknown = unknownTopics((value as { topics?: unknown }).topics, rules);
  if (!result.success) return inOne([...result.error.issues.map(issue => faultOf(issue, value)), ...unknown]);
  const { email, name, topics, outside, papers, time_zone, at, days, layout, managed, ...lists } = result.data;
  const timeZone = time_zone ?? rules.defaultTimeZone;
  const faults = [
    ...unknown,
    ...(rules.isTimeZone(timeZone) ? [] : [fieldFault('time_zone', timeZone, timeZoneFault)]),
  ];
  if (faults.length > 0) return inOne(faults);
  return {
    wish: {
      address: parseAddress(email)!.address,
      ...(name && { name }),
      interests: {
        topics: topics ?? [],
        keywords: lists.keywords ?? [],
        muted: lists.muted ?? [],
        authors: lists.authors ?? [],
        labs: lists.labs ?? [],
        categories: lists.categories ?? [],
        outside: outside ?? false,
      },
      rhythm: { timeZone, sendAt: at ?? '07:00', days: days === 'weekly' ? 'weekly:mon' : (days ?? 'weekdays') },
      papersPerMail: papers ?? 10,
      layout: layout ?? 'full',
    },
    given: SETTABLE_FIELDS.filter(field => (result.data[field] ?? null) !== null),
    ...(typeof managed === 'boolean' && { managed }),
  };
}

/** Told together with what else is wrong, and not where the list itself cannot be read. */
function unknownTopics(value: unknown, { topicIds }: PeopleRules): SaidFault[] {
  const { data: topics } = words.safeParse(value);
  return (topics ?? [])
    .filter(topic => !topicIds.has(topic))
    .map(topic => fieldFault('topics', topic, topicFault, `topics names ${quote(topic)}`));
}

type SaidFault = FieldFault & { said: string };

function faultOf(issue: z.core.$ZodIssue, value: object): SaidFault {
  if (issue.code === 'unrecognized_keys') {
    const expected = `expected ${ENTRY_FIELDS.join(', ')}`;
    return { found: issue.keys, expected, said: `${issue.keys.map(quote).join(', ')} is not a field: ${expected}` };
  }
  const found = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], value);
  const [field, at] = issue.path;
  const where = typeof at === 'number' ? `${String(field)}, the ${ordinal(at + 1)},` : String(field);
  const subject = found === undefined ? `${where} is missing` : `${where} is ${quote(found)}`;
  return fieldFault(String(field), found, issue.message, subject);
}

function ordinal(count: number): string {
  const isTeen = Math.floor((count % 100) / 10) === 1;
  return `${count}${(isTeen ? undefined : ['th', 'st', 'nd', 'rd'][count % 10]) ?? 'th'}`;
}

function fieldFault(
  field: string,
  found: unknown,
  expected: string,
  subject = `${field} is ${quote(found)}`,
): SaidFault {
  return { field, found, expected, said: `${subject}: ${expected}` };
}

function inOne(faults: readonly SaidFault[]): WishFault {
  return {
    fault: faults.map(({ said }) => said).join('; '),
    faults: faults.map(({ said: _, ...fault }) => fault),
  };
}

function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > MAX_QUOTED_CHARS ? `${text.slice(0, MAX_QUOTED_CHARS)}…` : text;
}
