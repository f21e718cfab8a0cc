// What a reader typed into the form for trying out interests: read from a URL, or filled in from what the reader chose.
import { chosenTopics } from '../domain/chosen-topics.ts';
import type { Subscriber } from '../domain/subscriber.ts';
import type { ChosenFields, PublicSitePorts } from './ports.ts';

const WORD_FIELDS = ['keywords', 'muted', 'authors', 'labs', 'categories'] as const;
export type WordField = (typeof WORD_FIELDS)[number];

/** As it was typed, right or wrong, so that it can be shown again. */
export interface Typed extends Record<WordField, string> {
  topics: readonly string[];
  papers: string;
  outside: boolean;
}

/** No word has a semicolon in it, and a text field may have lost its line ends. */
const BETWEEN_WORDS = /[;\r\n]+/;
/** A category has no spaces in it. */
const BETWEEN_CATEGORIES = /[\s,;]+/;

type Topics = PublicSitePorts['catalogue']['topics'];

/** What the reader has now: topics as they are called today, without those that were taken out. */
export function typedBy({ interests, papersPerMail }: Subscriber, topics: Topics): Typed {
  const lines = WORD_FIELDS.map(field => [field, interests[field].join(field === 'categories' ? ' ' : '\n')]);
  return {
    ...(Object.fromEntries(lines) as Record<WordField, string>),
    topics: chosenTopics(interests.topics, topics).topics.map(({ id }) => id),
    papers: String(papersPerMail),
    outside: interests.outside,
  };
}

/** `topics=rl&topics=agents&keywords=…&papers=10&outside=yes`; a URL that says nothing is about what the reader has now. */
export function typedIn(query: URLSearchParams, reader: Subscriber, topics: Topics): Typed {
  const now = typedBy(reader, topics);
  if (![...WORD_FIELDS, 'topics', 'papers', 'outside'].some(field => query.has(field))) return now;
  const lines = WORD_FIELDS.map(field => [field, query.getAll(field).join('\n')]);
  return {
    ...(Object.fromEntries(lines) as Record<WordField, string>),
    topics: query.getAll('topics'),
    papers: query.get('papers') ?? now.papers,
    outside: query.has('outside'),
  };
}

/** As an entry of a people file has it. */
export function chosenIn({ topics, papers, outside, ...lists }: Typed): ChosenFields {
  const words = WORD_FIELDS.map(field => [
    field,
    lists[field]
      .split(field === 'categories' ? BETWEEN_CATEGORIES : BETWEEN_WORDS)
      .map(word => word.trim())
      .filter(word => word !== ''),
  ]);
  const chosen = Object.fromEntries(words) as Record<WordField, string[]>;
  return { ...chosen, topics: [...topics], papers: papers.trim(), outside };
}
