// Where two titles have other words.
import { isOneWord } from './misspelling.ts';

/** A stretch between words that both titles have. */
export interface Gap {
  /** Words that only the first and only the second title has, in their order; one of the two at least has some. */
  left: readonly string[];
  right: readonly string[];
  /** Places in the titles at which the gap begins, and those behind it. */
  at: readonly [number, number];
  ends: readonly [number, number];
  isEnd: boolean;
}

/** The gaps between what two titles have in common, misspelt words and lost spaces left out, in their order. */
export function titleGaps(a: readonly string[], b: readonly string[]): Gap[] {
  return gapsBetween(a, b)
    .filter(gap => !isOneText(gap))
    .map(withoutGlued);
}

/** Spaces lost or put in, and a slip of the pen beside it. */
function isOneText({ left, right }: Gap): boolean {
  return left.length > 0 && right.length > 0 && isOneWord(left.join(''), right.join(''));
}

/** Words of one side that the other has as one word are none of a difference. */
function withoutGlued(gap: Gap): Gap {
  const [left, right] = [new Set<number>(), new Set<number>()];
  markGlued(gap.left, gap.right, left, right);
  markGlued(gap.right, gap.left, right, left);
  if (left.size === 0) return gap;
  return {
    ...gap,
    left: gap.left.filter((_, at) => !left.has(at)),
    right: gap.right.filter((_, at) => !right.has(at)),
  };
}

const MAX_GLUED = 6;

function markGlued(
  words: readonly string[],
  others: readonly string[],
  marks: Set<number>,
  otherMarks: Set<number>,
): void {
  for (const [place, word] of words.entries()) {
    for (const start of others.keys()) {
      let glued = others[start]!;
      for (let end = start + 1; end < others.length && end - start < MAX_GLUED && glued.length < word.length; end++) {
        glued += others[end]!;
        if (!isOneWord(word, glued)) continue;
        marks.add(place);
        for (let at = start; at <= end; at++) otherMarks.add(at);
      }
    }
  }
}

/** The longest common subsequence is what both have; a misspelt word counts as had. */
function gapsBetween(a: readonly string[], b: readonly string[]): Gap[] {
  let start = 0;
  while (start < a.length && start < b.length && isOneWord(a[start]!, b[start]!)) start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && isOneWord(a[endA - 1]!, b[endB - 1]!)) [endA, endB] = [endA - 1, endB - 1];
  const lengths = commonLengths(a, b, { start, endA, endB });
  const gaps: Gap[] = [];
  let [i, j] = [start, start];
  let from = [i, j] as const;
  const close = (isEnd: boolean) =>
    gaps.push({ left: a.slice(from[0], i), right: b.slice(from[1], j), at: from, ends: [i, j], isEnd });
  while (i < endA || j < endB) {
    if (
      i < endA &&
      j < endB &&
      isOneWord(a[i]!, b[j]!) &&
      lengths[i - start]![j - start] === lengths[i - start + 1]![j - start + 1]! + 1
    ) {
      close(false);
      [i, j] = [i + 1, j + 1];
      from = [i, j];
    } else if (j >= endB || (i < endA && lengths[i - start + 1]![j - start]! >= lengths[i - start]![j - start + 1]!)) {
      i++;
    } else j++;
  }
  close(endA === a.length && endB === b.length);
  return gaps.filter(({ left, right }) => left.length + right.length > 0);
}

/** For each two places, how many words the rests behind them have in common. */
function commonLengths(
  a: readonly string[],
  b: readonly string[],
  { start, endA, endB }: { start: number; endA: number; endB: number },
): number[][] {
  const rows = Array.from({ length: endA - start + 1 }, () => new Array<number>(endB - start + 1).fill(0));
  for (let i = endA - start - 1; i >= 0; i--) {
    for (let j = endB - start - 1; j >= 0; j--) {
      rows[i]![j] = isOneWord(a[start + i]!, b[start + j]!)
        ? rows[i + 1]![j + 1]! + 1
        : Math.max(rows[i + 1]![j]!, rows[i]![j + 1]!);
    }
  }
  return rows;
}
