// Short sequences of numbers, interned: equal ones get the same number.

const FIRST_SLOTS = 1 << 12;
const FREE = 0;
/** Before its values a record holds its number and its length. */
const HEAD = 2;

/** An open-addressing table, since strings or nested maps as keys would cost more than all the rest of selecting. */
export class Sequences {
  /** Where the record of a sequence begins. */
  #slots = new Uint32Array(FIRST_SLOTS);
  #records = new Uint32Array(FIRST_SLOTS * 4);
  /** 0 is no record, but a free slot. */
  #end = 1;
  #size = 0;

  /** How many different sequences there are; the next new one gets this number. */
  get size(): number {
    return this.#size;
  }

  /** @returns the number of the first `length` values, from 0 */
  numberOf(values: Uint32Array, length: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash(values, 0, length) & mask;
    for (let record = this.#slots[slot]!; record !== FREE; record = this.#slots[slot]!) {
      if (this.#isAt(record, values, length)) return this.#records[record]!;
      slot = (slot + 1) & mask;
    }
    this.#slots[slot] = this.#add(values, length);
    if (this.#size * 2 > this.#slots.length) this.#spread();
    return this.#size - 1;
  }

  #isAt(record: number, values: Uint32Array, length: number): boolean {
    if (this.#records[record + 1] !== length) return false;
    const start = record + HEAD;
    for (let at = 0; at < length; at += 1) if (this.#records[start + at] !== values[at]) return false;
    return true;
  }

  /** @returns where the new record begins */
  #add(values: Uint32Array, length: number): number {
    const record = this.#end;
    this.#end += HEAD + length;
    if (this.#end > this.#records.length) {
      const records = new Uint32Array(this.#end * 2);
      records.set(this.#records);
      this.#records = records;
    }
    this.#records[record] = this.#size;
    this.#records[record + 1] = length;
    for (let at = 0; at < length; at += 1) this.#records[record + HEAD + at] = values[at]!;
    this.#size += 1;
    return record;
  }

  /** Into twice as many slots, so that at least half of them are always free. */
  #spread(): void {
    const mask = this.#slots.length * 2 - 1;
    this.#slots = new Uint32Array(mask + 1);
    for (let record = 1; record < this.#end; record += HEAD + this.#records[record + 1]!) {
      const start = record + HEAD;
      let slot = hash(this.#records, start, start + this.#records[record + 1]!) & mask;
      while (this.#slots[slot] !== FREE) slot = (slot + 1) & mask;
      this.#slots[slot] = record;
    }
  }
}

/** FNV-1a over whole numbers, its bits mixed once more, since only the low ones choose the slot. */
function hash(values: Uint32Array, start: number, end: number): number {
  let mixed = 0x81_1c_9d_c5;
  for (let at = start; at < end; at += 1) mixed = Math.imul(mixed ^ values[at]!, 0x01_00_01_93);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85_eb_ca_6b);
  return mixed ^ (mixed >>> 13);
}
