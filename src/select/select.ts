// Each reader's mail: what is in the window, new to the reader and matching, best first, cut to the reader's number.
import type { SelectedPaper, Selection } from '../domain/issue.ts';
import { countBits, nextBit, numbersOf } from './bitset.ts';
import { Choices } from './choices.ts';
import { type CompiledReaders, compileReaders, type Reader } from './compile-readers.ts';
import { letInByTaste, orderByTaste } from './learnt-order.ts';
import type { PaperIndex } from './paper-index.ts';
import { ReaderMatch } from './reader-match.ts';
import { Selections } from './selections.ts';

type Learnt = NonNullable<ReturnType<CompiledReaders['tastes']['get']>>;

/** Selects for any number of readers, page by page; equal selections are one object, and so are equal choices in them. */
export class Selector {
  readonly #index: PaperIndex;
  readonly #match: ReaderMatch;
  readonly #choices: Choices;
  readonly #outsideTerm: number;
  readonly #selections: Selections;
  readonly #places: number[] = [];
  /** The choices of one reader. */
  readonly #row: Uint32Array;

  constructor(index: PaperIndex) {
    this.#index = index;
    this.#match = new ReaderMatch(index);
    this.#choices = new Choices(index);
    this.#outsideTerm = index.terms.numberOf('outside', '');
    this.#selections = new Selections(this.#choices);
    this.#row = new Uint32Array(index.papers.length);
  }

  /** @returns the selection of each reader, in their order */
  select(compiled: CompiledReaders): Selection[] {
    this.#index.lookUp();
    const selections = new Array<Selection>(compiled.count);
    for (let at = 0; at < selections.length; at += 1) {
      this.#match.look(compiled, at);
      const learnt = compiled.tastes.get(at);
      const wantsOutside = compiled.outside[at] === 1;
      selections[at] = learnt
        ? this.#selectByTaste(compiled.papersPerMail[at]!, wantsOutside, learnt)
        : this.#selectFor(compiled.papersPerMail[at]!, wantsOutside);
    }
    return selections;
  }

  #selectFor(papersPerMail: number, wantsOutside: boolean): Selection {
    const { matching, considered } = this.#match;
    const matched = countBits(matching);
    // The last place, but never the only one.
    const outside = wantsOutside && matched > 0 && papersPerMail > 1 ? this.#match.bestOutside() : -1;
    const places = this.#first(Math.min(matched, outside < 0 ? papersPerMail : papersPerMail - 1));
    const choices = this.#match.choose(places, this.#choices);
    let end = 0;
    for (const place of places) {
      this.#row[end] = choices[place]!;
      end += 1;
    }
    if (outside >= 0) {
      this.#row[end] = this.#choices.withTerm(outside, this.#outsideTerm);
      end += 1;
    }
    return this.#selections.of(considered, matched, this.#row, end);
  }

  /** Places of the best matching papers: the same list for all readers. */
  #first(count: number): number[] {
    const { matching } = this.#match;
    this.#places.length = count;
    for (let at = 0, place = -1; at < count; at += 1) {
      place = nextBit(matching, place + 1);
      this.#places[at] = place;
    }
    return this.#places;
  }

  /**
   * In the order of one reader's taste; such a selection is hardly ever another's too. What taste lets in takes only places that
   * the matching papers leave free.
   */
  #selectByTaste(papersPerMail: number, wantsOutside: boolean, { taste, hasInterests }: Learnt): Selection {
    const { considered } = this.#match;
    const byTrend = numbersOf(this.#match.matching);
    const ordered = orderByTaste(byTrend, { papers: this.#index.papers.length, hasInterests }, taste);
    const others = hasInterests ? numbersOf(this.#match.others()) : [];
    const keepsLast = wantsOutside && others.length > 0 && papersPerMail > 1;
    const places = keepsLast ? papersPerMail - 1 : papersPerMail;
    const matching = ordered.slice(0, places);
    const letIn = letInByTaste(others, { room: places - matching.length, papersPerMail }, taste);
    const papers = this.#chooseByTaste([...matching, ...letIn], taste);
    const outside = keepsLast && papers.length > 0 ? others.find(place => !letIn.includes(place)) : undefined;
    if (outside !== undefined) papers.push(this.#choices.at(this.#choices.withTerm(outside, this.#outsideTerm)));
    const byTaste = matching.some((place, at) => place !== byTrend[at]);
    return { papers, considered, matched: byTrend.length, ...(byTaste && { byTaste }) };
  }

  #chooseByTaste(places: readonly number[], taste: Learnt['taste']): SelectedPaper[] {
    const choices = this.#match.choose(places, this.#choices);
    return places.map(place => {
      const chosen = this.#choices.at(choices[place]!);
      const liked = taste.resembles(place);
      return liked ? { ...chosen, reasons: [...chosen.reasons, liked] } : chosen;
    });
  }
}

/** One reader's selection. */
export function select(index: PaperIndex, reader: Reader): Selection {
  return new Selector(index).select(compileReaders([reader], index.terms))[0]!;
}
