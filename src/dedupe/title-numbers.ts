// Numbers that tell works with like titles apart: years, parts, versions and sizes.
import { foldedWords } from './fold-text.ts';

export const YEAR = /^(?:19[6-9]\d|20[0-4]\d)$/;
const NUMBERED = /^(\D*?)(\d{1,3})$/;
const DIMENSION = /^(\d{1,3})(d|st|nd|rd|th)$/;
/** "10K", "7B". */
const SIZE = /^(\d{1,4})([bkmt])$/;
const COUNTED = new Set(['chapter', 'part', 'vol', 'volume']);
const VERSION_MARKS = new Set(['v', 'ver', 'version']);
const COUNTS = new Map(
  [
    ['i', 'one', 'a'],
    ['ii', 'two', 'b'],
    ['iii', 'three', 'c'],
    ['iv', 'four', 'd'],
    ['v', 'five'],
    ['vi', 'six'],
    ['vii', 'seven'],
    ['viii', 'eight'],
    ['ix', 'nine'],
    ['x', 'ten'],
  ].flatMap((words, at) => words.map((word): [string, string] => [word, String(at + 1)])),
);
/** "Hives II", "Hives, I: Bees", "Hives One": what stands at the end or in front of a colon. */
const COUNT_AT_END =
  /[\s,(](I{1,3}|IV|VI{0,3}|IX|X|ii|iii|iv|vi|vii|viii|ix|One|Two|Three)\)?(?=\s*(?:[:.]|[–—-]\s|$))/u;
/** "（二）", "第二部分", "（下）". */
const CHINESE_PART = /[（(]([一二三四五六七八九十上中下])[）)]|第([一二三四五六七八九十])(?:部分|部|卷|篇)/u;
const CHINESE_COUNTS = new Map([...'一二三四五六七八九十'].map((digit, at) => [digit, String(at + 1)]));
for (const [at, digit] of [...'上中下'].entries()) CHINESE_COUNTS.set(digit, String(at + 1));
/** "HiveNet++" and "HiveNet+". */
const PLUS = /([\p{L}\d]{2,})(\+{1,2})(?=[\s:,.)]|$)/gu;
const ORDINALS = '-th';
/** Of a part, whichever word names it. */
const PART = 'part';

export interface TitleNumbers {
  years: ReadonlySet<string>;
  /** Each number with the word it counts: "gpt" → "4", "part" → "2". */
  counts: ReadonlyMap<string, string>;
}

/** "gpt4", "gpt 4" and "gpt v4" all count 4 after "gpt"; "part ii", "part two" and "part b" are part 2. */
export function numbersOf(title: string): TitleNumbers {
  const words = foldedWords(title);
  const counts = new Map<string, string>();
  const end = COUNT_AT_END.exec(title)?.[1];
  if (end !== undefined) counts.set(PART, COUNTS.get(end.toLowerCase())!);
  const [, bracketed, spoken] = CHINESE_PART.exec(title) ?? [];
  const part = CHINESE_COUNTS.get(bracketed ?? spoken ?? '');
  if (part !== undefined) counts.set(PART, part);
  for (const [, word = '', pluses = ''] of title.matchAll(PLUS)) {
    const stem = foldedWords(word).at(-1);
    if (stem !== undefined) counts.set(stem, pluses);
  }
  let running: string | undefined;
  for (const [at, word] of words.entries()) {
    running = YEAR.test(word) ? undefined : readCount(word, words[at - 1] ?? '', counts, running);
  }
  return { years: new Set(words.filter(word => YEAR.test(word))), counts };
}

/** @returns the word that a number right behind this one goes on counting: "2.5" was folded to "2 5" */
function readCount(word: string, before: string, counts: Map<string, string>, running?: string): string | undefined {
  const [, size, unit] = SIZE.exec(word) ?? [];
  if (size !== undefined) {
    counts.set(`-${unit}`, running === undefined ? size : `${counts.get(running)}.${size}`);
    return undefined;
  }
  const [, stem = '', digits] = NUMBERED.exec(word) ?? [];
  if (digits !== undefined) {
    if (stem === '' && running !== undefined) {
      counts.set(running, `${counts.get(running)}.${digits}`);
      return running;
    }
    const counted = counterOf(stem, before);
    counts.set(counted, digits);
    return counted;
  }
  const [, number, ordinal] = DIMENSION.exec(word) ?? [];
  if (number !== undefined) {
    const [counted, value] = ordinal === 'd' ? ['-d', number] : [ORDINALS, word];
    // "2nd solution for the 4th challenge" counts two things.
    counts.set(counted, counts.has(counted) ? `${counts.get(counted)}, ${value}` : value);
  }
  if (COUNTED.has(before) && COUNTS.has(word)) counts.set(PART, COUNTS.get(word)!);
  return undefined;
}

function counterOf(stem: string, before: string): string {
  if (stem === '') return before !== 'vol' && COUNTED.has(before) ? PART : before;
  if (VERSION_MARKS.has(stem)) return before;
  return stem.length > 3 && stem.endsWith('v') ? stem.slice(0, -1) : stem;
}

interface Counting {
  numbers: TitleNumbers;
  list: readonly string[];
  glued: string;
}

/** A number such as software has; a longer one that only one title has is a page, a report or a day. */
const VERSION = /^(?:\d(?:\.\d)?|\+{1,2})$/;

/**
 * What two titles count differently, in words: "part 1" and "part 2", "qwen 2" and "qwen", other years.
 * @returns undefined where nothing does
 */
export function differingNumbers(a: Counting, b: Counting): string | undefined {
  const [left, right] = [a.numbers, b.numbers];
  if (left.years.size > 0 && right.years.size > 0 && left.years.isDisjointFrom(right.years))
    return `the titles name ${[...left.years].join(', ')} and ${[...right.years].join(', ')}`;
  return unlikeCount(a, b) ?? unlikeCount(b, a);
}

function unlikeCount({ numbers }: Counting, other: Counting): string | undefined {
  for (const [counted, number] of numbers.counts) {
    const there = other.numbers.counts.get(counted);
    if (there === undefined ? isTelling(counted, number, other) : there !== number)
      return `the titles count differently: ${named(counted, number)} and ${named(counted, there ?? '')}`;
  }
  return undefined;
}

/** Whether a title that does not count this is another version or part; the first one often goes uncounted. */
function isTelling(counted: string, number: string, { list, glued }: Counting): boolean {
  if (counted === PART) return number !== '1';
  return VERSION.test(number) && (list.includes(counted) || (counted.length > 3 && glued.includes(counted)));
}

function named(counted: string, number: string): string {
  if (number === '') return 'none';
  if (counted === ORDINALS) return `"${number}"`;
  return `"${counted.startsWith('-') ? `${number}${counted.slice(1)}` : `${counted} ${number}`}"`;
}
