// Sets of small numbers as bits, 32 to a word, the smallest first. Signed words, since only those are small integers to V8.

export function wordsFor(count: number): number {
  return Math.ceil(count / 32);
}

export function addBit(bits: Int32Array, number: number, from = 0): void {
  bits[from + (number >>> 5)]! |= 1 << (number & 31);
}

export function removeBit(bits: Int32Array, number: number): void {
  bits[number >>> 5]! &= ~(1 << (number & 31));
}

export function hasBit(bits: Int32Array, number: number, from = 0): boolean {
  return (bits[from + (number >>> 5)]! & (1 << (number & 31))) !== 0;
}

export function countBits(bits: Int32Array): number {
  let count = 0;
  for (let at = 0; at < bits.length; at += 1) {
    // Hacker's Delight, 5-2: sums of pairs, fours, bytes, and all bytes.
    let word = bits[at]!;
    word -= (word >>> 1) & 0x55_55_55_55;
    word = (word & 0x33_33_33_33) + ((word >>> 2) & 0x33_33_33_33);
    count += Math.imul((word + (word >>> 4)) & 0x0f_0f_0f_0f, 0x01_01_01_01) >>> 24;
  }
  return count;
}

/** The smallest number in a word of a set, which is not 0. */
export function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}

/** The smallest number of the set that is at least `from`, or -1. */
export function nextBit(bits: Int32Array, from: number): number {
  let at = from >>> 5;
  if (at >= bits.length) return -1;
  let word = bits[at]! & (-1 << (from & 31));
  while (word === 0) {
    at += 1;
    if (at >= bits.length) return -1;
    word = bits[at]!;
  }
  return at * 32 + lowestBit(word);
}

export function numbersOf(bits: Int32Array): number[] {
  const numbers: number[] = [];
  for (let number = nextBit(bits, 0); number >= 0; number = nextBit(bits, number + 1)) numbers.push(number);
  return numbers;
}
