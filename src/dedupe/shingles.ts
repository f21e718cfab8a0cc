// Text as a bag of three-character pieces: alike for typos, lost spaces and words in another order.

/** Numbers that stand for the pieces, each as often as it occurs, rising. */
export type Shingles = Uint32Array;

/** @param glued folded words without spaces; its ends count as characters */
export function shinglesOf(glued: string): Shingles {
  const pieces = new Uint32Array(glued.length);
  for (let at = 0; at < glued.length; at++) {
    // Beyond the ends charCodeAt is NaN, which becomes 0: a character that no word has.
    const [before, here, after] = [glued.charCodeAt(at - 1) | 0, glued.charCodeAt(at), glued.charCodeAt(at + 1) | 0];
    pieces[at] = Math.imul(Math.imul(before, 0x01_00_01_93) ^ here, 0x01_00_01_93) ^ after;
  }
  return pieces.sort();
}

/** @returns how many pieces both have */
export function sharedShingles(a: Shingles, b: Shingles): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [left, right] = [a[i]!, b[j]!];
    if (left === right) shared++;
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return shared;
}

/** @returns numbers that stand for neighbouring words of a longer text, rising: alike where passages were kept, not only words */
export function wordPairsOf(words: readonly string[]): Shingles {
  const numbers = words.map(hashText);
  return Uint32Array.from(
    { length: Math.max(0, words.length - 1) },
    (_, at) => Math.imul(numbers[at]!, 31) ^ numbers[at + 1]!,
  ).sort();
}

/** FNV-1a, 32 bits: stable over runs and machines. */
export function hashText(text: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01_00_01_93);
  return hash >>> 0;
}
