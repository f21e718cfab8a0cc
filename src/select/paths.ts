// Paths of numbers from numbered roots, as a tree: whoever goes the same way arrives at the same number.

const FIRST_SLOTS = 1 << 12;
/** Numbers in a slot: where a step leads, where it starts and its value. Four, so that no slot lies on two cache lines. */
const SLOT = 4;
const FREE = 0;

/** An open-addressing table of steps, since nested maps would cost more than all the rest of selecting. */
export class Paths {
  readonly #roots: number;
  #slots = new Uint32Array(FIRST_SLOTS * SLOT);
  #mask = FIRST_SLOTS - 1;
  /** Of each step, in the order of their numbers: where it starts, and its value. */
  readonly #starts: number[] = [];
  readonly #values: number[] = [];

  /** @param roots how many, at least one; the first numbers are theirs */
  constructor(roots: number) {
    this.#roots = roots;
  }

  /** @returns the number of where `value` leads from a root or from where another step led; new ones count on from the roots */
  step(start: number, value: number): number {
    const slots = this.#slots;
    let slot = hash(start, value) & this.#mask;
    for (let at = slot * SLOT; slots[at] !== FREE; at = slot * SLOT) {
      if (slots[at + 1] === start && slots[at + 2] === value) return slots[at]!;
      slot = (slot + 1) & this.#mask;
    }
    const number = this.#roots + this.#starts.length;
    this.#take(slot, number, start, value);
    this.#starts.push(start);
    this.#values.push(value);
    if (this.#starts.length * 2 > this.#mask) this.#grow();
    return number;
  }

  /** The root that a number was reached from, and the values on the way, the last one first. */
  trace(number: number): { root: number; values: number[] } {
    const values: number[] = [];
    let root = number;
    for (; root >= this.#roots; root = this.#starts[root - this.#roots]!)
      values.push(this.#values[root - this.#roots]!);
    return { root, values };
  }

  #take(slot: number, number: number, start: number, value: number): void {
    const at = slot * SLOT;
    this.#slots[at] = number;
    this.#slots[at + 1] = start;
    this.#slots[at + 2] = value;
  }

  /** Twice as many slots, so that at least half of them are always free. */
  #grow(): void {
    this.#mask = this.#mask * 2 + 1;
    this.#slots = new Uint32Array((this.#mask + 1) * SLOT);
    for (const [step, start] of this.#starts.entries()) {
      const value = this.#values[step]!;
      let slot = hash(start, value) & this.#mask;
      while (this.#slots[slot * SLOT] !== FREE) slot = (slot + 1) & this.#mask;
      this.#take(slot, this.#roots + step, start, value);
    }
  }
}

/** Both multiplied by primes, and the high bits mixed into the low ones, which choose the slot. */
function hash(start: number, value: number): number {
  const mixed = Math.imul(start, 0x9e_37_79_b1) ^ Math.imul(value, 0x85_eb_ca_77);
  return mixed ^ (mixed >>> 15);
}
