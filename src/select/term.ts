// Terms: everything that readers chose, each known by one number however many chose it.
import { topicsById } from '../domain/chosen-topics.ts';
import { hasNoInterests, type Interests } from '../domain/subscriber.ts';
import type { Topic } from '../domain/topic.ts';
import { type Phrase, phrasesOf } from './phrase.ts';

export const TERM_KINDS = ['topic', 'keyword', 'author', 'lab', 'category', 'trending', 'outside'] as const;
export type TermKind = (typeof TERM_KINDS)[number];

/** As its reader wrote it: two spellings are two terms, since reasons quote them. */
export interface Term {
  kind: TermKind;
  text: string;
  /** Of a keyword: what a paper must have all of. */
  phrases: readonly Phrase[];
}

const NO_PHRASES: readonly Phrase[] = [];

/** Grows with the readers and outlives their pages. */
export class Terms {
  readonly #topics: ReadonlyMap<string, readonly string[]>;
  readonly #numbers = new Map<TermKind, Map<string, number>>(TERM_KINDS.map(kind => [kind, new Map()]));
  readonly #terms: Term[] = [];

  /** @param topics the catalogue's, where any were renamed or split */
  constructor(topics: readonly Pick<Topic, 'id' | 'aliases'>[] = []) {
    this.#topics = new Map([...topicsById(topics)].map(([id, stands]) => [id, stands.map(({ id }) => id)]));
  }

  get size(): number {
    return this.#terms.length;
  }

  /** Ids of the topics that a chosen one stands for now. One that was taken out stands for itself, and finds nothing. */
  topicsOf(chosen: string): readonly string[] {
    return this.#topics.get(chosen) ?? [chosen];
  }

  at(number: number): Term {
    return this.#terms[number]!;
  }

  /** The term's number, from 0, given in the order in which terms are first asked for. */
  numberOf(kind: TermKind, text: string): number {
    const numbers = this.#numbers.get(kind)!;
    const known = numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#terms.push({ kind, text, phrases: kind === 'keyword' ? phrasesOf(text) : NO_PHRASES }) - 1;
    numbers.set(text, number);
    return number;
  }
}

/** Calls `take` with each term that brings a reader papers; a reader without interests has one, for what is trending. */
export function eachWanted(interests: Interests, terms: Terms, take: (term: number) => void): void {
  const { topics, keywords, authors, labs, categories } = interests;
  if (hasNoInterests(interests)) take(terms.numberOf('trending', ''));
  for (const chosen of topics) for (const id of terms.topicsOf(chosen)) take(terms.numberOf('topic', id));
  for (const text of keywords) take(terms.numberOf('keyword', text));
  for (const text of authors) take(terms.numberOf('author', text));
  for (const text of labs) take(terms.numberOf('lab', text));
  for (const text of categories) take(terms.numberOf('category', text));
}
