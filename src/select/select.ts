// Each reader's mail: what is in the window, new to the reader and matching, best first, cut to the reader's number.
import type { SelectedPaper, Selection } from '../domain/issue.ts';
import { countBits, nextBit, numbersOf } from './bitset.ts';
import { type CompiledReaders, compileReaders, type Reader } from './compile-readers.ts';
import { letInByTaste, orderByTaste } from './learnt-order.ts';
import type { PaperIndex } from './paper-index.ts';
import { ReaderMatch } from './reader-match.ts';
import { Reasons } from './reasons.ts';
import { Sequences } from './sequences.ts';

type Learnt = NonNullable<ReturnType<CompiledReaders['tastes']['get']>>;

const FIRST_ROOM = 128;

/** Selects for any number of readers, page by page; equal selections are one object, and so are equal choices in them. */
export class Selector {
  readonly #index: PaperIndex;
  readonly #match: ReaderMatch;
  readonly #reasons: Reasons;
  readonly #outsideTerm: number;
  /** A paper and the terms that find it. */
  readonly #choices = new Sequences();
  readonly #chosen: SelectedPaper[] = [];
  /** `considered`, `matched` and the choices. */
  readonly #selections = new Sequences();
  readonly #selected: Selection[] = [];
  #choice = new Uint32Array(FIRST_ROOM);
  #selection = new Uint32Array(FIRST_ROOM);

  constructor(index: PaperIndex) {
    this.#index = index;
    this.#match = new ReaderMatch(index);
    this.#reasons = new Reasons(index);
    this.#outsideTerm = index.terms.numberOf('outside', '');
  }

  /** @returns the selection of each reader, in their order */
  select(compiled: CompiledReaders): Selection[] {
    this.#index.lookUp();
    const selections = new Array<Selection>(compiled.count);
    for (let at = 0; at < selections.length; at += 1) {
      const terms = compiled.starts[at + 1]! - compiled.starts[at]!;
      if (terms >= this.#choice.length) this.#choice = new Uint32Array(terms * 2);
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
    const places = Math.min(matched, outside < 0 ? papersPerMail : papersPerMail - 1);
    if (places + 3 > this.#selection.length) this.#selection = new Uint32Array(places * 2);
    this.#selection[0] = considered;
    this.#selection[1] = matched;
    let end = 2;
    for (let place = nextBit(matching, 0); end < places + 2; place = nextBit(matching, place + 1)) {
      this.#selection[end] = this.#choose(place);
      end += 1;
    }
    if (outside >= 0) {
      this.#selection[end] = this.#chooseOutside(outside);
      end += 1;
    }
    return this.#selectionOf(end);
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
    const papers = [...matching, ...letIn].map((place, at) => this.#chooseByTaste(place, at < matching.length, taste));
    const outside = keepsLast && papers.length > 0 ? others.find(place => !letIn.includes(place)) : undefined;
    if (outside !== undefined) {
      papers.push({ paperId: this.#index.papers[outside]!.paper.id, reasons: [{ kind: 'outside' }] });
    }
    const byTaste = matching.some((place, at) => place !== byTrend[at]);
    return { papers, considered, matched: byTrend.length, ...(byTaste && { byTaste }) };
  }

  #chooseByTaste(place: number, matches: boolean, taste: Learnt['taste']): SelectedPaper {
    const end = matches ? this.#match.writeTerms(place, this.#choice, 1) : 1;
    const liked = taste.resembles(place);
    const reasons = [...this.#reasons.of(place, this.#choice, [1, end]), ...(liked ? [liked] : [])];
    return { paperId: this.#index.papers[place]!.paper.id, reasons };
  }

  #choose(place: number): number {
    return this.#choiceOf(place, this.#match.writeTerms(place, this.#choice, 1));
  }

  #chooseOutside(place: number): number {
    this.#choice[1] = this.#outsideTerm;
    return this.#choiceOf(place, 2);
  }

  /** @returns the number of this paper with the terms that stand after the first value of the row */
  #choiceOf(place: number, end: number): number {
    this.#choice[0] = place;
    const number = this.#choices.numberOf(this.#choice, end);
    if (number === this.#chosen.length) {
      const reasons = this.#reasons.of(place, this.#choice, [1, end]);
      this.#chosen.push({ paperId: this.#index.papers[place]!.paper.id, reasons });
    }
    return number;
  }

  #selectionOf(end: number): Selection {
    const number = this.#selections.numberOf(this.#selection, end);
    if (number === this.#selected.length) {
      const papers = new Array<SelectedPaper>(end - 2);
      for (let at = 2; at < end; at += 1) papers[at - 2] = this.#chosen[this.#selection[at]!]!;
      this.#selected.push({ papers, considered: this.#selection[0]!, matched: this.#selection[1]! });
    }
    return this.#selected[number]!;
  }
}

/** One reader's selection. */
export function select(index: PaperIndex, reader: Reader): Selection {
  return new Selector(index).select(compileReaders([reader], index.terms))[0]!;
}
