// One reader after the other beside the index: which papers each may get, and which of them match.
import { addBit, countBits, lowestBit, nextBit, removeBit } from './bitset.ts';
import type { Choices } from './choices.ts';
import type { CompiledReaders } from './compile-readers.ts';
import type { PaperIndex } from './paper-index.ts';

const FIRST_TERMS = 64;

/** What holds for the reader that was looked at last; the same memory for all of them. */
export class ReaderMatch {
  readonly #index: PaperIndex;
  /** In the reader's window, not sent and, after muting, not muted. */
  readonly #open: Int32Array;
  readonly #others: Int32Array;
  readonly #chosen: Int32Array;
  readonly #choices: Uint32Array;
  /** The reader's terms that find anything, and where their sets begin. */
  #terms = new Int32Array(FIRST_TERMS);
  #sets = new Int32Array(FIRST_TERMS);
  #count = 0;
  /** The papers that match. */
  readonly matching: Int32Array;
  /** Papers in the window that were not sent. */
  considered = 0;

  constructor(index: PaperIndex) {
    this.#index = index;
    this.#open = new Int32Array(index.width);
    this.#others = new Int32Array(index.width);
    this.#chosen = new Int32Array(index.width);
    this.#choices = new Uint32Array(index.papers.length);
    this.matching = new Int32Array(index.width);
  }

  /** The index must have looked up the terms of these readers. */
  look(compiled: CompiledReaders, at: number): void {
    this.considered = this.#leaveNews(compiled, at);
    this.#mute(compiled, at);
    this.#match(compiled, at);
  }

  /** The best paper by trend that does not match, or -1. */
  bestOutside(): number {
    return nextBit(this.others(), 0);
  }

  /** What may be in the mail and does not match. */
  others(): Int32Array {
    for (let word = 0; word < this.#others.length; word += 1) {
      this.#others[word] = this.#open[word]! & ~this.matching[word]!;
    }
    return this.#others;
  }

  /** @returns by place, for some of the papers: the choice of the paper with all of the reader's terms that find it */
  choose(places: Iterable<number>, choices: Choices): Uint32Array {
    const { sets, width } = this.#index;
    this.#chosen.fill(0);
    for (const place of places) {
      addBit(this.#chosen, place);
      this.#choices[place] = place;
    }
    for (let at = 0; at < this.#count; at += 1) {
      const [set, term] = [this.#sets[at]!, this.#terms[at]!];
      for (let word = 0; word < width; word += 1) {
        for (let bits = sets[set + word]! & this.#chosen[word]!; bits !== 0; bits &= bits - 1) {
          const place = word * 32 + lowestBit(bits);
          this.#choices[place] = choices.withTerm(this.#choices[place]!, term);
        }
      }
    }
    return this.#choices;
  }

  #leaveNews({ windowStarts, sent, sentStarts }: CompiledReaders, at: number): number {
    const window = this.#index.window(windowStarts[at]!);
    const [start, end] = [sentStarts[at]!, sentStarts[at + 1]!];
    this.#open.set(window.bits);
    if (start === end) return window.count;
    for (let position = start; position < end; position += 1) {
      const place = this.#index.placeOf(sent[position]!);
      if (place !== undefined) removeBit(this.#open, place);
    }
    return countBits(this.#open);
  }

  #mute({ terms, starts, mutedStarts }: CompiledReaders, at: number): void {
    const { sets, setOf, width } = this.#index;
    const open = this.#open;
    for (let position = mutedStarts[at]!; position < starts[at + 1]!; position += 1) {
      const set = setOf[terms[position]!]!;
      if (set > 0) for (let word = 0; word < width; word += 1) open[word]! &= ~sets[set + word]!;
    }
  }

  #match({ terms, starts, mutedStarts }: CompiledReaders, at: number): void {
    const { sets, setOf, width } = this.#index;
    const { matching } = this;
    const [start, end] = [starts[at]!, mutedStarts[at]!];
    if (end - start > this.#terms.length) {
      this.#terms = new Int32Array((end - start) * 2);
      this.#sets = new Int32Array((end - start) * 2);
    }
    this.#count = 0;
    matching.fill(0);
    for (let position = start; position < end; position += 1) {
      const term = terms[position]!;
      const set = setOf[term]!;
      if (set === 0) continue;
      this.#terms[this.#count] = term;
      this.#sets[this.#count] = set;
      this.#count += 1;
      for (let word = 0; word < width; word += 1) matching[word]! |= sets[set + word]!;
    }
    for (let word = 0; word < width; word += 1) matching[word]! &= this.#open[word]!;
  }
}
