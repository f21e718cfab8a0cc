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
const words = z.array(z.coerce.string().trim().min(1).max(200)).max(MAX_LIST).nullish();

const DAYS = ['daily', 'weekdays', ...WEEKDAYS.map(day => `weekly:${day}` as const), 'weekly'] as const;

const entry = z.strictObject({
  email: z.string(),
  name: z.string().trim().max(200).nullish(),
  topics: words,
  keywords: words,
  muted: words,
  authors: words,
  categories: words,
  papers: z.coerce.number().int().min(1).max(MAX_PAPERS_PER_MAIL).nullish(),
  time_zone: z.string().nullish(),
  at: z
    .string()
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day such as "07:00"')
    .nullish(),
  days: z.enum(DAYS).nullish(),
});

/** The fields an entry may have, in the order they are documented. */
export const ENTRY_FIELDS: readonly string[] = Object.keys(entry.shape);

/** @returns the wish, or one sentence that quotes the value at fault and says what was expected */
export function readWish(value: unknown, rules: PeopleRules): { wish: Wish } | { fault: string } {
  const result = entry.safeParse(value);
  if (!result.success) return { fault: faultOf(result.error.issues[0], value) };
  const { email, name, topics, papers, time_zone, at, days, ...lists } = result.data;
  const address = parseAddress(email);
  if (!address) return { fault: `email is "${email}": expected one plain address such as ada@lab.org` };
  const unknown = topics?.find(topic => !rules.topicIds.has(topic));
  if (unknown !== undefined) {
    return { fault: `topics names "${unknown}": expected topic ids, which \`paperboy topics list\` shows` };
  }
  const timeZone = time_zone ?? rules.defaultTimeZone;
  if (!rules.isTimeZone(timeZone))
    return { fault: `time_zone is "${timeZone}": expected an IANA time zone such as Europe/Berlin` };
  return {
    wish: {
      address: address.address,
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

function faultOf(issue: z.core.$ZodIssue | undefined, value: unknown): string {
  if (issue?.code === 'unrecognized_keys') {
    return `"${issue.keys.join('", "')}" is not a field: expected ${ENTRY_FIELDS.join(', ')}`;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return `${JSON.stringify(value)} is not an entry: expected fields such as "email: ada@lab.org"`;
  }
  const path = issue?.path.join('.') ?? '';
  const found = issue?.path.reduce<unknown>(
    (at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key],
    value,
  );
  return found === undefined ? `${path} is missing` : `${path} is ${JSON.stringify(found)}: ${issue?.message}`;
}
