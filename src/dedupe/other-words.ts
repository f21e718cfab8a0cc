// Whether the words that only one of two titles has make it the title of another work.
import { isCharacter } from './fold-text.ts';
import { FUNCTION_WORDS, VENUES } from './frequent-words.ts';
import type { TitleProfile } from './profile.ts';
import { type Gap, titleGaps } from './title-difference.ts';

const set = (words: string) => new Set(words.split(' '));

/** How a work was presented, which one record says in its title and another does not: "(demo abstract)". */
const PRESENTATION = set(
  'abstract conference demo demonstration description editorial experience extended industrial invited keynote oral panel paper part ' +
    'poster session short slides spotlight talk track tutorial version vol volume',
);
/** Between two words that change places they make another work. */
const DIRECTIONS = set('2 against by for from in into on over to toward towards using versus via vs with without');

/**
 * Different words in one place, or one more in the midst, are another work's. The same people may turn words round and lose
 * a name in front of a colon; anybody may lose a subtitle, but not what goes on without a mark ("... under Distribution Shift").
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
  if (turned.size > 0 && areDirected(gaps, [a, b])) return `the titles turn round ${quoted([...turned])}`;
  const told = gaps.map(gap => ({
    ...gap,
    left: gap.left.filter(word => !turned.has(word)),
    right: gap.right.filter(word => !turned.has(word)),
  }));
  const [left, right] = [told.flatMap(gap => gap.left), told.flatMap(gap => gap.right)];
  if (left.length > 0 && right.length > 0) return `the titles differ in ${quoted(left)} and ${quoted(right)}`;
  const added = told.find(gap => gap.left.length + gap.right.length > 0 && isOfAnother(gap, [a, b], sharePeople));
  return added && `only one title has ${quoted([...added.left, ...added.right])}`;
}

function turnedWords(gaps: readonly Gap[]): Set<string> {
  return new Set(gaps.flatMap(gap => gap.left)).intersection(new Set(gaps.flatMap(gap => gap.right)));
}

/** "Image to text" is not "text to image": whether a direction is named from the first gap to the last. */
function areDirected(gaps: readonly Gap[], titles: readonly [TitleProfile, TitleProfile]): boolean {
  return titles.some(({ list }, side) =>
    list.slice(gaps[0]?.at[side], gaps.at(-1)?.ends[side]).some(word => DIRECTIONS.has(word)),
  );
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
  return (
    (word.length > 1 || isCharacter(word)) &&
    !FUNCTION_WORDS.has(word) &&
    !PRESENTATION.has(word) &&
    !/^\d+$/.test(word)
  );
}

/** Behind a mark, or where the other title was cut, it may be a subtitle that was left out, and in front a name. */
function isOfAnother(
  { left, right, at, ends, isEnd }: Gap,
  titles: readonly [TitleProfile, TitleProfile],
  sharePeople: boolean,
): boolean {
  const [words, side, other] = left.length > 0 ? ([left, 0, 1] as const) : ([right, 1, 0] as const);
  const [title, start] = [titles[side], at[side]];
  if (isEnd) return !title.breaks.has(start) && !titles[other].isCut;
  if (!sharePeople || start > 0) return true;
  // "Hives: Counting Bees" may have lost its "Hives", "Revisiting Bees" not its "Revisiting".
  const last = title.list.indexOf(words.at(-1)!, title.list.indexOf(words[0]!));
  return !title.breaks.values().some(length => length > last && length <= ends[side]);
}

function quoted(words: readonly string[]): string {
  const [first] = words;
  return `"${words.slice(0, 5).join(first !== undefined && isCharacter(first) ? '' : ' ')}"`;
}
