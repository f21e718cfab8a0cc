// Whether the words that only one of two titles has make it the title of another work.
import { FUNCTION_WORDS, VENUES } from './frequent-words.ts';
import type { TitleProfile } from './profile.ts';
import { type Gap, titleGaps } from './title-difference.ts';

const set = (words: string) => new Set(words.split(' '));

/** How a work was presented, which one record says in its title and another does not: "(demo abstract)". */
const PRESENTATION = set(
  'abstract conference demo demonstration description editorial experience extended industrial invited keynote oral panel paper part ' +
    'poster session short slides spotlight talk track tutorial version vol volume',
);
/** What stands in front of a colon is a name if it is as short as this, and a whole title if it is longer. */
const MAX_NAME_WORDS = 3;
const NEGATIONS = set('no non not without');

/**
 * Different words in one place, or one more in the midst, are another work's, unless the people are the same and what is
 * more is neither a name's ("HiveNet-Pro: ...") nor a negation.
 * @param sharePeople whether at least half of the people are the same
 * @returns what tells the two apart, in words; undefined where nothing does
 */
export function otherWords(a: TitleProfile, b: TitleProfile, sharePeople: boolean): string | undefined {
  const names = new Set([a, b].flatMap(({ people }) => people.flatMap(({ parts }) => parts)));
  const isField = (title: TitleProfile, at: number) =>
    at >= title.fieldsFrom || names.has(title.list[at]!) || VENUES.has(title.list[at]!);
  const gaps = titleGaps(a.list, b.list).map(gap => withoutFields(gap, [a, b], isField));
  // The same people may turn words round ("dynamic sparse hives"), but "A Survey of Hives" is not "Hives: A Survey".
  const turned = sharePeople && a.nameLength === b.nameLength ? turnedWords(gaps) : new Set<string>();
  const told = gaps.map(gap => ({
    ...gap,
    left: gap.left.filter(word => !turned.has(word)),
    right: gap.right.filter(word => !turned.has(word)),
  }));
  const [left, right] = [told.flatMap(gap => gap.left), told.flatMap(gap => gap.right)];
  if (left.length > 0 && right.length > 0) return `the titles differ in ${quoted(left)} and ${quoted(right)}`;
  const added = told.find(gap => gap.left.length + gap.right.length > 0 && isTelling(gap, [a, b], sharePeople));
  return added && `only one title has ${quoted([...added.left, ...added.right])}`;
}

function turnedWords(gaps: readonly Gap[]): Set<string> {
  return new Set(gaps.flatMap(gap => gap.left)).intersection(new Set(gaps.flatMap(gap => gap.right)));
}

/** Names, venues and ways of presentation are no words of a title, nor is what stands among them behind it. */
function withoutFields(gap: Gap, titles: readonly [TitleProfile, TitleProfile], isField: IsField): Gap {
  const { left, right, ends } = gap;
  const isTail = titles.every((title, side) =>
    title.list.slice(ends[side]).every((_, at) => isField(title, ends[side]! + at)),
  );
  const hasField = titles.some((title, side) =>
    title.list.slice(gap.at[side]).some((_, at) => isField(title, gap.at[side]! + at)),
  );
  if (isTail && hasField) return { ...gap, left: [], right: [] };
  const words = (side: 0 | 1) =>
    [left, right][side]!.filter((word, at) => isTitleWord(word) && !isField(titles[side], gap.at[side] + at));
  return { ...gap, left: words(0), right: words(1) };
}

type IsField = (title: TitleProfile, at: number) => boolean;

function isTitleWord(word: string): boolean {
  return word.length > 1 && !FUNCTION_WORDS.has(word) && !PRESENTATION.has(word) && !/^\d+$/.test(word);
}

/** Behind what both have it may be a subtitle that was cut. */
function isTelling(
  { left, right, at, ends, isEnd }: Gap,
  [a, b]: readonly [TitleProfile, TitleProfile],
  sharePeople: boolean,
): boolean {
  if (isEnd) return false;
  if (!sharePeople) return true;
  const [words, title, start] = left.length > 0 ? [left, a, at[0]] : [right, b, at[1]];
  if (words.some(word => NEGATIONS.has(word))) return true;
  const first = title.list.indexOf(words[0]!, start);
  // "Hives: Counting Bees" may have lost its "Hives", "Revisiting Bees" not its "Revisiting".
  if (start === 0) {
    const last = title.list.indexOf(words.at(-1)!, first);
    return !title.breaks.values().some(length => length > last && length <= ends[left.length > 0 ? 0 : 1]);
  }
  return (start < title.nameLength && title.nameLength <= MAX_NAME_WORDS) || title.isTied(first);
}

function quoted(words: readonly string[]): string {
  return `"${words.slice(0, 5).join(' ')}"`;
}
