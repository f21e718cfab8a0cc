// Selections, grouped: equal ones are one object, however many readers have it.
import type { SelectedPaper, Selection } from '../domain/issue.ts';
import type { Choices } from './choices.ts';

const FIRST_SLOTS = 1 << 12;
/** Numbers in a slot: 1 + the place in the list of selections, and the hash, so that hardly any other one is looked at. */
const SLOT = 2;
const FREE = 0;

/** An open-addressing table, since strings or nested maps as keys would cost more than all the rest of selecting. */
export class Selections {
  readonly #choices: Choices;
  readonly #made: Selection[] = [];
  #slots = new Int32Array(FIRST_SLOTS * SLOT);
  #mask = FIRST_SLOTS - 1;

  constructor(choices: Choices) {
    this.#choices = choices;
  }

  /** @param row holds the choices, best first, up to before `end` */
  of(considered: number, matched: number, row: Uint32Array, end: number): Selection {
    const hashed = hash(considered, matched, row, end);
    let at = this.#slotOf(hashed);
    for (; this.#slots[at] !== FREE; at = this.#next(at)) {
      if (this.#slots[at + 1] !== hashed) continue;
      const known = this.#made[this.#slots[at]! - 1]!;
      if (known.considered === considered && known.matched === matched && this.#holds(known.papers, row, end))
        return known;
    }
    const made = { papers: this.#papersOf(row, end), considered, matched };
    this.#slots[at] = this.#made.push(made);
    this.#slots[at + 1] = hashed;
    if (this.#made.length * 2 > this.#mask) this.#spread();
    return made;
  }

  #slotOf(hashed: number): number {
    return (hashed & this.#mask) * SLOT;
  }

  #next(at: number): number {
    return (at + SLOT) & (this.#slots.length - 1);
  }

  #holds(papers: readonly SelectedPaper[], row: Uint32Array, end: number): boolean {
    if (papers.length !== end) return false;
    for (let at = 0; at < end; at += 1) if (papers[at] !== this.#choices.at(row[at]!)) return false;
    return true;
  }

  #papersOf(row: Uint32Array, end: number): SelectedPaper[] {
    const papers = new Array<SelectedPaper>(end);
    for (let at = 0; at < end; at += 1) papers[at] = this.#choices.at(row[at]!);
    return papers;
  }

  /** Into twice as many slots, so that at least half of them are always free. */
  #spread(): void {
    const before = this.#slots;
    this.#slots = new Int32Array(before.length * 2);
    this.#mask = this.#mask * 2 + 1;
    for (let from = 0; from < before.length; from += SLOT) {
      if (before[from] === FREE) continue;
      let at = this.#slotOf(before[from + 1]!);
      while (this.#slots[at] !== FREE) at = this.#next(at);
      this.#slots[at] = before[from]!;
      this.#slots[at + 1] = before[from + 1]!;
    }
  }
}

/** FNV-1a over whole numbers, its bits mixed once more, since only the low ones choose the slot. */
function hash(considered: number, matched: number, row: Uint32Array, end: number): number {
  let mixed = Math.imul(0x81_1c_9d_c5 ^ considered, 0x01_00_01_93);
  mixed = Math.imul(mixed ^ matched, 0x01_00_01_93);
  for (let at = 0; at < end; at += 1) mixed = Math.imul(mixed ^ row[at]!, 0x01_00_01_93);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85_eb_ca_6b);
  return mixed ^ (mixed >>> 13);
}
