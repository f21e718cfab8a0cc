// The subject of a mail, made of what is in it: "Latent diffusion, ReAct agents, and 5 more".
import { cutText } from '../domain/cut-text.ts';
import { ENGLISH, type Messages } from './messages-en.ts';
import { displayTitle } from './paper-view.ts';

/** A line of a header field should not be longer (RFC 5322 §2.1.1). */
const SUBJECT_MAX = 78;
const NAME_MAX = 32;
const SECOND_NAME_MAX = 40;
const WORDS_MAX = 5;
/** A name does not end with one of these, and best ends before one. */
const JOINTS = new Set(
  'a an and are as at by can do does for from how in into is of on or over that the through to under using via what when with without'.split(
    ' ',
  ),
);
const OPENERS = /^(?:(?:an?|the|on|towards?)\s+(?=\S))+/iu;
const NAME_BEFORE = /^(.{2,}?)(?::\s|\s[–—]\s|\?\s)/u;

/**
 * The subject that follows from a mail's papers alone, best first: where it is that of the reader's last mail, a selection
 * is to be `isSubjectDated`. Empty without papers, where the subject has the date anyway.
 */
export function subjectOf(papers: readonly { title: string }[], say: Messages = ENGLISH): string {
  return composeSubject(
    papers.map(paper => displayTitle(paper, say)),
    '',
    say,
  );
}

/**
 * Names the first two papers by their short names, papers of one name once, and counts the rest.
 * @param titles clean display titles, best first
 * @param date as it is to stand at the end, where the subject alone would be that of the last mail
 * @param fallback without titles
 * @param nameOf as `shortName` names them
 * @returns one line of at most 78 characters, empty only as the fallback is
 */
export function composeSubject(
  titles: readonly string[],
  fallback: string,
  say: Messages,
  date?: string,
  nameOf = shortName,
): string {
  const [first, second] = titles;
  if (first === undefined) return cutText(fallback, SUBJECT_MAX);
  const dated = (subject: string) => (date ? say.dated(subject, date) : subject);
  const most = SUBJECT_MAX - dated('').length;
  if (second === undefined) return dated(cutText(first, most));
  const more = titles.length - 2;
  const room = most - say.subject(['', ''], more).length;
  const name = nameOf(first, Math.min(NAME_MAX, Math.floor(room / 2)));
  const other = nameOf(second, Math.min(SECOND_NAME_MAX, room - name.length));
  // Two parts of one series may have the same name: "Agents and Agents" would look like a slip.
  return dated(other === name ? say.subject([name], more + 1) : say.subject([name, other], more));
}

/** `shortName`, for titles that are asked for again and again. */
export function keptShortNames(): typeof shortName {
  const kept = new Map<string, Map<number, string>>();
  return (title, limit) => {
    let names = kept.get(title);
    if (!names) {
      names = new Map();
      kept.set(title, names);
    }
    const name = names.get(limit) ?? shortName(title, limit);
    names.set(limit, name);
    return name;
  };
}

/** What people will call a paper: its name before a colon, all of it, or its first words. At most `limit` characters. */
export function shortName(title: string, limit: number): string {
  const named = NAME_BEFORE.exec(title)?.[1] ?? title;
  if (named.length <= limit) return named;
  const words = named.replace(OPENERS, '').split(' ').slice(0, WORDS_MAX);
  while (words.length > 1 && (words.join(' ').length > limit || isJoint(words.at(-1)!))) words.pop();
  // "Scaling Laws for Neural Language" says less than "Scaling Laws".
  const joint = words.findLastIndex(isJoint);
  const name = words.slice(0, joint > 1 ? joint : undefined).join(' ');
  return cutText(name.replace(/[\s,;:.–—-]+$/u, '') || title, limit);
}

function isJoint(word: string): boolean {
  return JOINTS.has(word.toLowerCase());
}
