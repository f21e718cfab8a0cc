// What somebody typed into a form about what they want: read from a URL or a body, or filled in from what a subscriber has.
import { chosenTopics } from '../domain/chosen-topics.ts';
import { NO_INTERESTS, type Subscriber, type Wish } from '../domain/subscriber.ts';
import type { PublicSitePorts, WishFields } from './ports.ts';

const WORD_FIELDS = ['keywords', 'muted', 'authors', 'labs', 'categories'] as const;
export type WordField = (typeof WORD_FIELDS)[number];
const LINE_FIELDS = ['name', 'papers', 'days', 'at', 'time_zone', 'layout'] as const;
type LineField = (typeof LINE_FIELDS)[number];

/** As it was typed, right or wrong, so that it can be shown again. */
export interface Typed extends Record<WordField | LineField, string> {
  topics: readonly string[];
  outside: boolean;
}

/** No word has a semicolon in it, and a text field may have lost its line ends. */
const BETWEEN_WORDS = /[;\r\n]+/;
/** A category has no spaces in it. */
const BETWEEN_CATEGORIES = /[\s,;]+/;

type Topics = PublicSitePorts['catalogue']['topics'];

/** What the reader has now: topics as they are called today, without those that were taken out. */
export function typedBy(
  { name = '', interests, papersPerMail, rhythm, layout }: Omit<Wish, 'address'> | Subscriber,
  topics: Topics,
): Typed {
  const lines = WORD_FIELDS.map(field => [field, interests[field].join(field === 'categories' ? ' ' : '\n')]);
  return {
    ...(Object.fromEntries(lines) as Record<WordField, string>),
    name,
    topics: chosenTopics(interests.topics, topics).topics.map(({ id }) => id),
    papers: String(papersPerMail),
    outside: interests.outside,
    days: rhythm.days,
    at: rhythm.sendAt,
    time_zone: rhythm.timeZone,
    layout,
  };
}

/** Nothing chosen yet: what people files have where they say nothing. */
export function nothingTyped(timeZone: string): Typed {
  const rhythm = { timeZone, sendAt: '07:00', days: 'weekdays' } as const;
  return typedBy({ interests: NO_INTERESTS, rhythm, papersPerMail: 10, layout: 'full' }, []);
}

/** `topics=rl&topics=agents&keywords=…&papers=10&outside=yes`; a form that says nothing is about what stood in it. */
export function typedIn(form: URLSearchParams, now: Typed): Typed {
  if (![...WORD_FIELDS, ...LINE_FIELDS, 'topics', 'outside'].some(field => form.has(field))) return now;
  const words = WORD_FIELDS.map(field => [field, form.getAll(field).join('\n')]);
  const lines = LINE_FIELDS.map(field => [field, form.get(field) ?? now[field]]);
  return {
    ...(Object.fromEntries([...words, ...lines]) as Record<WordField | LineField, string>),
    topics: form.getAll('topics'),
    outside: form.has('outside'),
  };
}

/** As an entry of a people file has it. */
export function wishIn({ topics, outside, ...typed }: Typed): WishFields {
  const words = WORD_FIELDS.map(field => [
    field,
    typed[field]
      .split(field === 'categories' ? BETWEEN_CATEGORIES : BETWEEN_WORDS)
      .map(word => word.trim())
      .filter(word => word !== ''),
  ]);
  const lines = LINE_FIELDS.map(field => [field, typed[field].trim()]);
  return {
    ...(Object.fromEntries(words) as Record<WordField, string[]>),
    ...(Object.fromEntries(lines) as Record<LineField, string>),
    topics: [...topics],
    outside,
  };
}

/** Those of its fields that say what is wanted, and not when. */
export function chosenIn(typed: Typed) {
  const { name: _, days: _days, at: _at, time_zone: _zone, layout: _layout, ...chosen } = wishIn(typed);
  return chosen;
}
