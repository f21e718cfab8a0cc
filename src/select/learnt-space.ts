// Papers as vectors of their terms, weighted by how rare a term is among the papers of the last weeks.
import { countTerms, type PaperText } from './learnt-terms.ts';

/** Weights by term; the sum of their squares is 1, or the vector is empty. */
export type Vector = ReadonlyMap<string, number>;

/** A term of one paper alone can hardly bring another up, and reads like a slip of the pen. */
const PAPERS_MIN = 2;

interface Postings {
  places: number[];
  weights: number[];
}

/**
 * Tf-idf with a damped count (Manning, Raghavan and Schütze, Introduction to Information Retrieval, §6.4.1). How rare a term is
 * follows from the papers that can be in a mail, and only terms that several of them have count. So nothing about rarity has to
 * be stored or shipped, and a fashion wears off by itself.
 */
export class TermSpace {
  readonly #postings: ReadonlyMap<string, Postings>;
  readonly #papers: readonly PaperText[];
  readonly #vectors = new Map<number, Vector>();

  /** @param papers known by their place in this list */
  constructor(papers: readonly PaperText[]) {
    this.#papers = papers;
    const postings = new Map<string, Postings>();
    for (const [place, paper] of papers.entries()) {
      for (const term of countTerms(paper).keys()) {
        const known = postings.get(term);
        if (known) known.places.push(place);
        else postings.set(term, { places: [place], weights: [] });
      }
    }
    this.#postings = postings;
    // In the order of the places again; terms that do not count have no weights.
    for (const paper of papers) {
      for (const [term, weight] of this.#weigh(paper)) postings.get(term)!.weights.push(weight);
    }
  }

  get size(): number {
    return this.#papers.length;
  }

  /** The vector of any paper, of this space or not. Kept by id, since many readers like the same paper. */
  vectorOf(paper: PaperText & { id: number }): Vector {
    const known = this.#vectors.get(paper.id);
    if (known) return known;
    const vector = this.#weigh(paper);
    this.#vectors.set(paper.id, vector);
    return vector;
  }

  /** The product of a vector with that of each paper, by place. */
  compare(vector: Vector): Float64Array {
    const products = new Float64Array(this.size);
    for (const [term, weight] of vector) {
      const { places = [], weights = [] } = this.#postings.get(term) ?? {};
      for (let at = 0; at < weights.length; at += 1) products[places[at]!]! += weight * weights[at]!;
    }
    return products;
  }

  #weigh(paper: PaperText): Vector {
    const weights = new Map<string, number>();
    for (const [term, count] of countTerms(paper)) {
      const papers = this.#postings.get(term)?.places.length ?? 0;
      if (papers >= PAPERS_MIN) weights.set(term, (1 + Math.log(count)) * Math.log((this.size + 1) / papers));
    }
    return toUnitLength(weights);
  }
}

/** The same direction, of length 1; what has no length stays empty. */
export function toUnitLength(vector: Vector): Vector {
  let squares = 0;
  for (const weight of vector.values()) squares += weight * weight;
  if (squares === 0) return new Map();
  const length = Math.sqrt(squares);
  return new Map(Array.from(vector, ([term, weight]) => [term, weight / length]));
}

export function product(a: Vector, b: Vector): number {
  const [shorter, longer] = a.size < b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [term, weight] of shorter) sum += weight * (longer.get(term) ?? 0);
  return sum;
}
