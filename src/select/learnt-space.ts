// Papers as vectors of their terms, weighted by how rare a term is among the papers of the last weeks.
import { countTerms, type PaperText, wordTerms } from './learnt-terms.ts';

/** Weights by term. */
export type Vector = ReadonlyMap<string, number>;

/** The same by the numbers that one space gives to its terms, which is much faster to add and to compare. */
export interface NumberedVector {
  terms: Uint32Array;
  weights: Float64Array;
}

type KnownPaper = PaperText & { id: number };

/** A term of one paper alone can hardly bring another up, and reads like a slip of the pen. */
const PAPERS_MIN = 2;

/**
 * Tf-idf with a damped count (Manning, Raghavan and Schütze, Introduction to Information Retrieval, §6.4.1). How rare a term is
 * follows from the papers that can be in a mail, and only terms that several of them have count. So nothing about rarity has to
 * be stored or shipped, and a fashion wears off by itself. Whatever is read from a paper's text is read once and kept by its id,
 * since many readers like the same paper.
 */
export class TermSpace {
  readonly size: number;
  readonly #terms: readonly string[];
  readonly #numbers: ReadonlyMap<string, number>;
  /** How much one mention of each term weighs. */
  readonly #rarity: Float64Array;
  /** Of term n: from `starts[n]` to `starts[n + 1]`, by rising place. */
  readonly #starts: Uint32Array;
  readonly #places: Uint32Array;
  readonly #weights: Float64Array;
  readonly #vectors = new Map<number, NumberedVector>();
  readonly #words = new Map<number, ReadonlyMap<string, string>>();
  /** A weight for each term, for the time of one sum; all 0 in between. */
  readonly #sums: Float64Array;

  /** @param papers known by their place in this list */
  constructor(papers: readonly KnownPaper[]) {
    this.size = papers.length;
    const counted = papers.map(paper => countTerms(paper));
    const having = new Map<string, number>();
    for (const counts of counted) for (const term of counts.keys()) having.set(term, (having.get(term) ?? 0) + 1);
    const common = [...having].filter(([, count]) => count >= PAPERS_MIN);
    this.#terms = common.map(([term]) => term);
    this.#numbers = new Map(this.#terms.map((term, number) => [term, number]));
    this.#rarity = Float64Array.from(common, ([, count]) => Math.log((this.size + 1) / count));
    this.#sums = new Float64Array(common.length);
    this.#starts = new Uint32Array(common.length + 1);
    for (const [number, [, count]] of common.entries()) this.#starts[number + 1] = this.#starts[number]! + count;
    this.#places = new Uint32Array(this.#starts.at(-1)!);
    this.#weights = new Float64Array(this.#places.length);
    const ends = this.#starts.slice();
    for (const [place, paper] of papers.entries()) {
      const vector = this.#weigh(counted[place]!);
      this.#vectors.set(paper.id, vector);
      for (const [at, term] of vector.terms.entries()) {
        const end = ends[term]!++;
        this.#places[end] = place;
        this.#weights[end] = vector.weights[at]!;
      }
    }
  }

  /** The vector of any paper, of this space or not; its length is 1, or it is empty. */
  vectorOf(paper: KnownPaper): Vector {
    return new Map(this.read(this.numberedOf(paper)));
  }

  numberedOf(paper: KnownPaper): NumberedVector {
    let vector = this.#vectors.get(paper.id);
    if (!vector) {
      vector = this.#weigh(countTerms(paper));
      this.#vectors.set(paper.id, vector);
    }
    return vector;
  }

  /** How a paper writes the terms of its vector. */
  wordsOf(paper: KnownPaper): ReadonlyMap<string, string> {
    let words = this.#words.get(paper.id);
    if (!words) {
      words = wordTerms(paper, new Set(this.vectorOf(paper).keys()));
      this.#words.set(paper.id, words);
    }
    return words;
  }

  /** In the order of the vector. */
  read({ terms, weights }: NumberedVector): [term: string, weight: number][] {
    const read = new Array<[string, number]>(terms.length);
    for (let at = 0; at < read.length; at += 1) read[at] = [this.#terms[terms[at]!]!, weights[at]!];
    return read;
  }

  /** The sum of vectors, each times its share, without what comes to nothing. */
  add(parts: readonly { vector: NumberedVector; share: number }[]): NumberedVector {
    const sums = this.#sums;
    const met: number[] = [];
    for (const { vector, share } of parts) {
      const { terms, weights } = vector;
      for (let at = 0; at < terms.length; at += 1) {
        const term = terms[at]!;
        if (sums[term] === 0) met.push(term);
        sums[term]! += share * weights[at]!;
      }
    }
    // A sum that was 0 on the way is met twice; the second time it is gone.
    const terms = new Uint32Array(met.length);
    const weights = new Float64Array(met.length);
    let end = 0;
    for (const term of met) {
      if (sums[term] === 0) continue;
      terms[end] = term;
      weights[end] = sums[term]!;
      sums[term] = 0;
      end += 1;
    }
    return { terms: terms.subarray(0, end), weights: weights.subarray(0, end) };
  }

  /** The product of a vector with that of each paper of the space, by place. */
  compare(vector: Vector): Float64Array {
    const products = new Float64Array(this.size);
    const [places, weights] = [this.#places, this.#weights];
    for (const [term, weight] of vector) {
      const number = this.#numbers.get(term);
      if (number === undefined) continue;
      const end = this.#starts[number + 1]!;
      for (let at = this.#starts[number]!; at < end; at += 1) products[places[at]!]! += weight * weights[at]!;
    }
    return products;
  }

  /** The products of one vector with some others, in their order. */
  compareWith({ terms, weights }: NumberedVector, others: readonly NumberedVector[]): Float64Array {
    const sums = this.#sums;
    for (let at = 0; at < terms.length; at += 1) sums[terms[at]!] = weights[at]!;
    const products = new Float64Array(others.length);
    for (const [place, other] of others.entries()) {
      const { terms, weights } = other;
      let sum = 0;
      for (let at = 0; at < terms.length; at += 1) sum += weights[at]! * sums[terms[at]!]!;
      products[place] = sum;
    }
    for (const term of terms) sums[term] = 0;
    return products;
  }

  #weigh(counts: ReadonlyMap<string, number>): NumberedVector {
    const terms: number[] = [];
    const weights: number[] = [];
    for (const [term, count] of counts) {
      const number = this.#numbers.get(term);
      if (number === undefined) continue;
      terms.push(number);
      weights.push((1 + Math.log(count)) * this.#rarity[number]!);
    }
    const length = lengthOf(weights);
    return { terms: Uint32Array.from(terms), weights: Float64Array.from(weights, weight => weight / length) };
  }
}

/** The root of the sum of the squares. */
export function lengthOf(weights: Iterable<number>): number {
  let squares = 0;
  for (const weight of weights) squares += weight * weight;
  return Math.sqrt(squares);
}
