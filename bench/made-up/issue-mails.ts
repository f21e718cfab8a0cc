// Mails of a made-up issue to be rendered: no two readers get the same papers for the same reasons.
import type { ClaimedDelivery } from '../../src/domain/delivery.ts';
import type { FrozenBatch, Selection } from '../../src/domain/issue.ts';
import { ReasonTree } from '../../src/render/reason-tree.ts';
import { compileReaders } from '../../src/select/compile-readers.ts';
import { PaperIndex } from '../../src/select/paper-index.ts';
import { Selector } from '../../src/select/select.ts';
import { ReaderMaker } from './readers.ts';
import { MADE_UP_NOW, TOPICS, topicalPapers } from './topical-papers.ts';

const PAPERS = 100;
const PAPERS_A_MAIL = 10;
/** As the store hands readers out. */
const PAGE = 1000;

export interface MadeUpMail {
  row: Pick<ClaimedDelivery, 'publicId' | 'subscriberPublicId' | 'address' | 'name'>;
  selection: Selection;
}

/**
 * The papers are among a hundred with abstracts of 1,500 characters and more; a reader has one to six of forty topics, and up to
 * five phrases of which half are nearly nobody else's. So papers and single reasons repeat as they do among real readers, and
 * whole mails never do.
 */
export class IssueMaker {
  readonly batch: FrozenBatch;
  readonly #readers: ReaderMaker;
  readonly #index: PaperIndex;
  readonly #selector: Selector;
  readonly #known = new Set<string>();
  /** Numbers for reasons, the same where they read the same. */
  readonly #reasons = new ReasonTree(() => ++this.#told);
  #told = 0;
  #spare: Selection[] = [];
  #made = 0;

  constructor() {
    const papers = topicalPapers(PAPERS);
    this.#readers = new ReaderMaker(papers);
    this.#index = new PaperIndex(papers, TOPICS);
    this.#selector = new Selector(this.#index);
    this.batch = {
      id: 1,
      date: MADE_UP_NOW.toISOString().slice(0, 10),
      dueAt: MADE_UP_NOW.toISOString(),
      state: 'ready',
      papers: papers.map(({ paper }, at) => ({
        ...paper,
        signals: [{ kind: 'upvotes', count: 2 * (PAPERS - at), rise: at % 7 }],
      })),
    };
  }

  /** Mails of ten papers that no call before gave. */
  next(count: number): MadeUpMail[] {
    while (this.#spare.length < count) this.#spare.push(...this.#page());
    return this.#spare.splice(0, count).map(selection => {
      this.#made += 1;
      const number = String(this.#made).padStart(8, '0');
      const row = {
        publicId: `delivery${number}`,
        subscriberPublicId: `reader__${number}`,
        address: `reader${number}@mail.example.org`,
        name: `Reader Number ${number}`,
      };
      return { row, selection };
    });
  }

  #page(): Selection[] {
    const readers = Array.from({ length: PAGE }, () => this.#readers.next());
    return this.#selector.select(compileReaders(readers, this.#index.terms)).filter(({ papers }) => {
      const key = papers.map(({ paperId, reasons }) => `${paperId} ${this.#reasons.get(reasons)}`).join();
      if (papers.length < PAPERS_A_MAIL || this.#known.has(key)) return false;
      this.#known.add(key);
      return true;
    });
  }
}
