// Where every word of the day's papers stands, so that a phrase is looked up instead of searched for.
import type { PaperFacts } from '../domain/paper.ts';
import { FIELDS, type FieldOccurrence } from './evidence.ts';
import { literalForms, type Phrase } from './phrase.ts';
import { isSignedAs, signsAt } from './signs.ts';
import { tokenize } from './tokens.ts';

type Texts = Pick<PaperFacts, 'title' | 'abstract'>;

/** By position: the forms of the word there. */
interface Forms {
  exact: Uint32Array;
  folded: Uint32Array;
}

interface Form {
  id: number;
  /** Rising. */
  positions: number[];
}

/** Words from `low` to before `high` in the sorted vocabulary. */
interface Range {
  low: number;
  high: number;
}

const NOWHERE: readonly number[] = [];

/** All words of all papers in one row; a word is known by its position in it. */
export class WordIndex {
  /** Of each position: its text (two for each paper), and the word's place and forms. */
  readonly #text: Uint32Array;
  readonly #start: Uint32Array;
  readonly #end: Uint32Array;
  readonly #breaks: Uint8Array;
  readonly #signs: Uint8Array;
  readonly #stemmed: Forms;
  readonly #literal: Forms;
  /** Where the words of each paper begin; one more for the end. */
  readonly #paperStarts: Uint32Array;
  readonly #forms = new Map<string, Form>();
  /** Lower-case words, sorted, for beginnings; which of them stands at a position; and the positions by that. */
  readonly #vocabulary: readonly string[];
  readonly #entry: Uint32Array;
  readonly #byEntry: Uint32Array;
  readonly #entryStarts: Uint32Array;

  constructor(papers: readonly Texts[]) {
    const texts = papers.flatMap(paper => FIELDS.map(field => paper[field] ?? ''));
    const known = new Map();
    const tokens = texts.map(text => tokenize(text, known));
    const size = tokens.reduce((sum, { length }) => sum + length, 0);
    const numbers = () => new Uint32Array(size);
    this.#text = numbers();
    this.#start = numbers();
    this.#end = numbers();
    this.#breaks = new Uint8Array(size);
    this.#signs = new Uint8Array(size);
    this.#stemmed = { exact: numbers(), folded: numbers() };
    this.#literal = { exact: numbers(), folded: numbers() };
    this.#paperStarts = new Uint32Array(papers.length + 1);
    const lower: string[] = [];
    for (const [text, words] of tokens.entries()) {
      for (const [place, token] of words.entries()) {
        const position = lower.push(token.lower) - 1;
        this.#text[position] = text;
        this.#start[position] = token.start;
        this.#end[position] = token.end;
        this.#signs[position] = signsAt(texts[text]!, token.end);
        // No phrase runs from one text into the next.
        this.#breaks[position] = place === 0 || token.breaks ? 1 : 0;
        this.#post(token, position, this.#stemmed);
        this.#post(literalForms(texts[text]!, token), position, this.#literal);
      }
      this.#paperStarts[Math.floor(text / FIELDS.length) + 1] = lower.length;
    }
    this.#vocabulary = [...new Set(lower)].sort();
    const entries = new Map(this.#vocabulary.map((word, entry) => [word, entry]));
    this.#entry = Uint32Array.from(lower, word => entries.get(word)!);
    this.#entryStarts = startsOf(this.#entry, entries.size);
    this.#byEntry = sortedBy(this.#entry, this.#entryStarts);
  }

  /** Where the phrase begins, rising. */
  find(phrase: Phrase): readonly number[] {
    const { signs } = phrase;
    const found = this.#findWords(phrase);
    return signs ? found.filter(first => signs.every((wanted, at) => this.#isSigned(first + at, wanted))) : found;
  }

  #findWords({ words, beginning, exact }: Phrase): readonly number[] {
    const forms: Form[] = [];
    for (const word of words) {
      const form = this.#forms.get(word);
      if (!form) return NOWHERE;
      forms.push(form);
    }
    const last = beginning === undefined ? undefined : this.#entriesFrom(beginning);
    if (last && forms.length === 0) return this.#positionsOf(last);
    if (!last && forms.length === 1) return forms[0]!.positions;
    const rarest = forms.reduce((least, form) => (form.positions.length < least.positions.length ? form : least));
    const place = forms.indexOf(rarest);
    const written = exact ? this.#literal : this.#stemmed;
    const found: number[] = [];
    for (const position of rarest.positions) {
      if (this.#standsAt(position - place, forms, written, last)) found.push(position - place);
    }
    return found;
  }

  /** Those of some rising positions that are in one paper. */
  within(positions: readonly number[], paper: number): readonly number[] {
    const start = countBelow(positions, this.#paperStarts[paper]!);
    const end = this.#paperStarts[paper + 1]!;
    const found: number[] = [];
    for (let at = start; at < positions.length && positions[at]! < end; at += 1) found.push(positions[at]!);
    return found;
  }

  /** The papers, from 0, that some rising positions are in. */
  papersOf(positions: readonly number[]): number[] {
    const papers: number[] = [];
    let end = 0;
    for (const position of positions) {
      if (position < end) continue;
      const paper = Math.floor(this.#text[position]! / FIELDS.length);
      end = this.#paperStarts[paper + 1]!;
      papers.push(paper);
    }
    return papers;
  }

  /** The words of a phrase where it begins. */
  occurrence(first: number, { words, beginning }: Phrase): Omit<FieldOccurrence, 'phrase'> {
    const last = first + words.length - (beginning === undefined ? 1 : 0);
    const field = FIELDS[this.#text[first]! % FIELDS.length]!;
    return { field, start: this.#start[first]!, end: this.#end[last]! };
  }

  #post({ exact, folded }: { exact: string; folded: string }, position: number, forms: Forms): void {
    forms.exact[position] = this.#idAt(position, exact);
    forms.folded[position] = exact === folded ? forms.exact[position] : this.#idAt(position, folded);
  }

  #idAt(position: number, word: string): number {
    const form = this.#forms.get(word) ?? { id: this.#forms.size, positions: [] };
    if (form.positions.length === 0) this.#forms.set(word, form);
    form.positions.push(position);
    return form.id;
  }

  #standsAt(first: number, forms: readonly Form[], { exact, folded }: Forms, last?: Range): boolean {
    const length = forms.length + (last ? 1 : 0);
    if (first < 0 || first + length > this.#text.length) return false;
    for (let at = 0; at < length; at += 1) {
      const position = first + at;
      if (at > 0 && this.#breaks[position]) return false;
      if (at === forms.length) return isWithin(this.#entry[position]!, last!);
      // An acronym is also its own lower-case word: a reader's `rl` finds `RL`, but `RL` does not find `rl`.
      const { id } = forms[at]!;
      if (exact[position] !== id && folded[position] !== id) return false;
    }
    return true;
  }

  #isSigned(position: number, wanted: number): boolean {
    return isSignedAs(wanted, this.#signs[position]!);
  }

  #positionsOf({ low, high }: Range): number[] {
    return Array.from(this.#byEntry.slice(this.#entryStarts[low], this.#entryStarts[high]).sort());
  }

  #entriesFrom(beginning: string): Range {
    const low = lowerBound(this.#vocabulary, word => word < beginning);
    const high = lowerBound(this.#vocabulary, word => word < beginning || word.startsWith(beginning));
    return { low, high };
  }
}

function isWithin(entry: number, { low, high }: Range): boolean {
  return entry >= low && entry < high;
}

/** The first place in a sorted list of which `isBefore` does not hold. */
function lowerBound<T>(sorted: readonly T[], isBefore: (value: T) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(sorted[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of some rising numbers are smaller. */
function countBelow(rising: ArrayLike<number>, bound: number): number {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rising[middle]! < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where the positions of each entry begin when they are sorted by entry; one more for the end. */
function startsOf(entries: Uint32Array, count: number): Uint32Array {
  const starts = new Uint32Array(count + 1);
  for (const entry of entries) starts[entry + 1]! += 1;
  for (let entry = 0; entry < count; entry += 1) starts[entry + 1]! += starts[entry]!;
  return starts;
}

function sortedBy(entries: Uint32Array, starts: Uint32Array): Uint32Array {
  const next = starts.slice();
  const sorted = new Uint32Array(entries.length);
  for (const [position, entry] of entries.entries()) {
    sorted[next[entry]!] = position;
    next[entry]! += 1;
  }
  return sorted;
}
