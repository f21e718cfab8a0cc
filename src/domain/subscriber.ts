// A subscriber and the interests that person chose.
import type { Layout } from './issue.ts';

export type SubscriberStatus = 'unconfirmed' | 'confirmed' | 'unsubscribed';

export interface Interests {
  /** Ids of catalogue topics. */
  topics: string[];
  /** Own words and phrases, in the syntax of `readKeyword`. */
  keywords: string[];
  /** A paper with one of these is never selected; the same syntax. */
  muted: string[];
  authors: string[];
  /** Organizations, by their name or whole words of it. */
  labs: string[];
  /** arXiv categories such as `cs.LG`. */
  categories: string[];
  /** The last place of each mail goes to the best-trending paper outside of all this. */
  outside: boolean;
}

/** Its fields are in the order in which interests are stored. */
export const NO_INTERESTS: Interests = {
  topics: [],
  keywords: [],
  muted: [],
  authors: [],
  labs: [],
  categories: [],
  outside: false,
};

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];
export type Days = 'daily' | 'weekdays' | `weekly:${Weekday}`;

/** When a subscriber's mail is due. */
export interface Rhythm {
  /** IANA time zone. */
  timeZone: string;
  /** Local time of day, `HH:MM`. */
  sendAt: string;
  days: Days;
}

/** What a person asked for, whichever way it came to us: file, import, command or page. */
export interface Wish {
  address: string;
  name?: string;
  interests: Interests;
  rhythm: Rhythm;
  /** Papers per mail, 1–50. */
  papersPerMail: number;
  layout: Layout;
}

/** What a person can set, field by field, under the names that the people files use and in the order of their documentation. */
export const SETTABLE_FIELDS = [
  'name',
  'topics',
  'keywords',
  'muted',
  'authors',
  'labs',
  'categories',
  'outside',
  'papers',
  'time_zone',
  'at',
  'days',
  'layout',
] as const;

export type SettableField = (typeof SETTABLE_FIELDS)[number];

export interface Subscriber extends Wish {
  id: number;
  /** 16 characters, random; stands for the subscriber in links. */
  publicId: string;
  status: SubscriberStatus;
  /** Where the row came from: a file's name, `import`, `cli`, `web`. */
  origin: string;
  /** False once the file that brought the person no longer lists them: mail stops, the row stays. */
  listed: boolean;
  createdAt: string;
  /** ISO instant at which the next newsletter mail is due. */
  nextDueAt: string;
  /** ISO instant until which the subscriber wants no mail; in the past once a pause is over. */
  pausedUntil?: string;
  /** The people file has the last word. */
  managed?: true;
  /** What was set after the file was read, on a page or by command: it stays, whatever the file says. */
  ownFields?: readonly SettableField[];
}

/**
 * What became of a wish. `left`: the person unsubscribed or is suppressed, and stays so. `managed`: only the file may change them.
 */
export type WishOutcome = 'added' | 'changed' | 'known' | 'left' | 'managed';

/** That somebody agreed to get mail, or does no longer. */
export interface Consent {
  /** ISO 8601 instant. */
  at: string;
  act: 'given' | 'withdrawn';
  /** Where, or by whom. */
  how: string;
  /** What the person read, where that was a form. */
  wording?: string;
}

/** Why somebody gets no mail at all. */
export interface NoMail {
  /** `unlisted`: the file that brought the person no longer lists them. */
  kind: 'suppressed' | 'unsubscribed' | 'unconfirmed' | 'unlisted' | 'paused';
  /** ISO 8601 instant, where it is known. */
  since?: string;
  /** ISO 8601 instant at which a pause ends. */
  until?: string;
}

/** Nothing is chosen that could match: what is muted, or a wish for something outside, is no interest. */
export function hasNoInterests({ topics, keywords, authors, labs, categories }: Interests): boolean {
  return topics.length + keywords.length + authors.length + labs.length + categories.length === 0;
}
