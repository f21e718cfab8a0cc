// The papers of a batch, indexed: which of them each term finds, as a set of bits in the order of the trend.
import type { Topic } from '../domain/topic.ts';
import { addBit, hasBit, wordsFor } from './bitset.ts';
import { foldArchive, foldCategory, foldLab, foldName } from './fold.ts';
import type { Phrase } from './phrase.ts';
import { type Term, Terms } from './term.ts';
import type { TopicalPaper } from './topical-paper.ts';
import { WordIndex } from './word-index.ts';

type Topics = readonly Pick<Topic, 'id' | 'name' | 'group' | 'aliases'>[];

/** Papers by what they have: a topic, an author, an organization, a category. */
type Postings = ReadonlyMap<string, readonly number[]>;

/** The papers of a window. */
interface Window {
  bits: Int32Array;
  count: number;
}

type Occurrences = readonly { phrase: Phrase; positions: readonly number[] }[];

const FIRST_ROWS = 64;

/** Papers are known by their place in the trend, from 0. */
export class PaperIndex {
  readonly papers: readonly TopicalPaper[];
  readonly topics: ReadonlyMap<string, Topics[number]>;
  readonly words: WordIndex;
  readonly terms: Terms;
  /** 32-bit words in a set of papers. */
  readonly width: number;
  /** Sets one after the other; the first is empty, and stands for all the terms that find nothing. */
  sets: Int32Array;
  /** Where the set of each term that was looked up begins. */
  setOf = new Int32Array(FIRST_ROWS);
  #setCount = 1;
  #lookedUp = 0;
  /** Of keywords that find anything: where each of their phrases begins, in all papers. */
  readonly occurrences = new Map<string, Occurrences>();
  readonly #places: ReadonlyMap<number, number>;
  readonly #byTopic: Postings;
  readonly #byAuthor: Postings;
  readonly #byLab: Postings;
  readonly #byCategory: Postings;
  /** When papers entered, rising, and the windows that begin after so many of them. */
  readonly #entered: Float64Array;
  readonly #windows = new Map<number, Window>();

  /**
   * @param papers by falling trend
   * @param terms of readers that were compiled before; more may come later
   * @param words of these papers, where they were indexed before
   */
  constructor(
    papers: readonly TopicalPaper[],
    topics: Topics,
    terms = new Terms(topics),
    words = new WordIndex(papers.map(({ paper }) => paper)),
  ) {
    this.papers = papers;
    this.terms = terms;
    this.topics = new Map(topics.map(topic => [topic.id, topic]));
    this.words = words;
    this.width = wordsFor(papers.length);
    this.sets = new Int32Array(this.width * FIRST_ROWS);
    this.#places = new Map(papers.map(({ paper }, place) => [paper.id, place]));
    this.#byTopic = postings(papers, ({ topics }) => [...topics.keys()]);
    this.#byAuthor = postings(papers, ({ paper }) => (paper.authors ?? []).map(foldName));
    this.#byLab = postings(papers, ({ paper }) => [foldLab(paper.organization ?? '')]);
    // Who chose an archive gets all its categories.
    this.#byCategory = postings(papers, ({ paper: { primaryCategory, categories = [] } }) =>
      [primaryCategory ?? '', ...categories].flatMap(category => [foldCategory(category), foldArchive(category)]),
    );
    this.#entered = Float64Array.from(papers, ({ paper }) => Date.parse(paper.enteredAt)).sort();
  }

  /** The same papers and none of the terms: what somebody only tries is not kept with what others chose. */
  withoutTerms(): PaperIndex {
    return new PaperIndex(this.papers, [...this.topics.values()], undefined, this.words);
  }

  placeOf(paperId: number): number | undefined {
    return this.#places.get(paperId);
  }

  /** Whether the term finds the paper. */
  finds(term: number, place: number): boolean {
    this.lookUp();
    return hasBit(this.sets, place, this.setOf[term]);
  }

  /** Looks up the terms that came since the last time. */
  lookUp(): void {
    const { terms } = this;
    if (terms.size > this.setOf.length) this.setOf = longer(this.setOf, terms.size);
    for (; this.#lookedUp < terms.size; this.#lookedUp += 1) {
      const found = this.#find(terms.at(this.#lookedUp));
      if (found.length > 0) this.setOf[this.#lookedUp] = this.#addSet(found);
    }
  }

  /** The papers that entered at or after an instant, given in milliseconds. */
  window(start: number): Window {
    const before = countBefore(this.#entered, start);
    const known = this.#windows.get(before);
    if (known) return known;
    const window = { bits: new Int32Array(this.width), count: this.papers.length - before };
    for (const [place, { paper }] of this.papers.entries()) {
      if (Date.parse(paper.enteredAt) >= start) addBit(window.bits, place);
    }
    this.#windows.set(before, window);
    return window;
  }

  #find({ kind, text, phrases }: Term): readonly number[] {
    switch (kind) {
      case 'topic':
        return this.#byTopic.get(text) ?? [];
      case 'keyword':
        return this.#findKeyword(text, phrases);
      case 'author':
        return this.#byAuthor.get(foldName(text)) ?? [];
      case 'lab':
        return this.#findLab(foldLab(text));
      case 'category':
        return this.#byCategory.get(foldCategory(text)) ?? [];
      case 'trending':
        return [...this.papers.keys()];
      case 'outside':
        return [];
    }
  }

  /** Papers that have all of its phrases. */
  #findKeyword(keyword: string, phrases: readonly Phrase[]): number[] {
    const occurrences: Occurrences[number][] = [];
    let common: number[] | undefined;
    for (const phrase of phrases) {
      const positions = this.words.find(phrase);
      if (positions.length === 0) return [];
      const places = this.words.papersOf(positions);
      common = common ? both(common, places) : places;
      occurrences.push({ phrase, positions });
    }
    if (common === undefined || common.length === 0) return [];
    this.occurrences.set(keyword, occurrences);
    return common;
  }

  /** There are few organizations, so each is asked. */
  #findLab(lab: string): number[] {
    return [...this.#byLab].flatMap(([organization, places]) => (organization.includes(lab) ? places : []));
  }

  /** @returns where it begins */
  #addSet(places: readonly number[]): number {
    const start = this.#setCount * this.width;
    if (start + this.width > this.sets.length) this.sets = longer(this.sets, start + this.width);
    for (const place of places) addBit(this.sets, place, start);
    this.#setCount += 1;
    return start;
  }
}

function both(some: readonly number[], others: readonly number[]): number[] {
  const known = new Set(others);
  return some.filter(place => known.has(place));
}

/** What folds to nothing is nobody's. */
function postings(papers: readonly TopicalPaper[], keysOf: (paper: TopicalPaper) => string[]): Postings {
  const postings = new Map<string, number[]>();
  for (const [place, paper] of papers.entries()) {
    for (const key of new Set(keysOf(paper))) {
      const places = postings.get(key);
      if (places) places.push(place);
      else if (key.trim() !== '') postings.set(key, [place]);
    }
  }
  return postings;
}

function countBefore(rising: Float64Array, instant: number): number {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rising[middle]! < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

function longer(values: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(Math.max(length, values.length * 2));
  copy.set(values);
  return copy;
}
