// A paper with the terms that choose it: equal choices are one object, with their reasons, for all readers and selections.
import type { SelectedPaper } from '../domain/issue.ts';
import type { PaperIndex } from './paper-index.ts';
import { Paths } from './paths.ts';
import { Reasons } from './reasons.ts';

/** Choices are numbers; a paper that no term chooses has its place as its number. */
export class Choices {
  readonly #index: PaperIndex;
  readonly #reasons: Reasons;
  readonly #paths: Paths;
  /** By the number; only what some mail shows. */
  readonly #made: (SelectedPaper | undefined)[] = [];

  constructor(index: PaperIndex) {
    this.#index = index;
    this.#reasons = new Reasons(index);
    this.#paths = new Paths(index.papers.length);
  }

  /** The same paper chosen by one more term. The terms of a choice must come in rising order, so that equal sets are one. */
  withTerm(choice: number, term: number): number {
    return this.#paths.step(choice, term);
  }

  at(choice: number): SelectedPaper {
    const known = this.#made[choice];
    if (known) return known;
    // An array with holes would be slower than one that is a little too long.
    while (this.#made.length <= choice) this.#made.push(undefined);
    const made = this.#make(choice);
    this.#made[choice] = made;
    return made;
  }

  #make(choice: number): SelectedPaper {
    const { root: place, values: terms } = this.#paths.trace(choice);
    return { paperId: this.#index.papers[place]!.paper.id, reasons: this.#reasons.of(place, terms) };
  }
}
