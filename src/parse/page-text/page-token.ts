// The small facts a card shows beside title and abstract, each recognised from its own words.
import { type PartialDate, readPartialDate } from '../partial-date.ts';
import { type ChromeKind, chromeKind } from './page-chrome.ts';

export type FactToken =
  | { kind: 'chrome'; chrome: ChromeKind; text: string }
  /** `·` between an organisation, the authors and a date. */
  | { kind: 'dot' }
  /** A bare number, or `-` for none: upvotes or comments, which of them the place tells. */
  | { kind: 'count'; count?: number; target?: string; of?: 'upvotes' | 'comments' }
  | { kind: 'upvote-label' }
  | { kind: 'authors'; count: number }
  | { kind: 'date'; date: PartialDate }
  /** `Submitted by`; the name follows, or was on the same line. */
  | { kind: 'submitter'; named: boolean }
  | { kind: 'stars'; count?: number; target?: string }
  /** `bare` where it shows no words of its own, such as a thumbnail's. */
  | { kind: 'link'; target: string; bare?: boolean };

/** Most counts; the rest are written with commas or units, or are not known. */
const DIGITS = /^\d{1,9}$/;
const COUNT = /^(?:-|(\d{1,3}(?:,\d{3})+)|(\d{1,6}(?:\.\d{1,3})?) ?([kKmM]))$/;
const CHECKBOX = /^\[[ x-]\] ?(?=\S)/;
const UPVOTE = /^(?:- )?upvotes?:?(?: (\S{1,12}))?$/i;
const AUTHORS = /^(?:[-*·•+] ?)*(\d{1,6}) authors?$/i;
const PUBLISHED = /^published(?: on)? /i;
const SUBMITTER = /^submitted by\b:? ?(.*)$/i;
const STARS = /^(?:link: )?github(?: (?:stars?:? )?(\S{1,12}))?$/i;
const PAPER_PAGE = /^(?:link: )?(?:view )?(?:arxiv(?: page)?|arxiv paper|pdf|view pdf|project page|paper page)$/i;
const ADDRESS = /^<?(https?:\/\/[^\s<>]{1,2000})>?$/;
/** The longest fact is the page's own invitation; only names and addresses are longer. */
export const MAX_FACT_CHARS = 52;
const MAX_SUBMITTER_CHARS = 120;

const DOT: FactToken = { kind: 'dot' };
const UPVOTE_LABEL: FactToken = { kind: 'upvote-label' };

/** @returns the fact a piece of text is, or undefined where it is words of a paper (or of nobody) */
export function readFact(text: string, target?: string): FactToken | undefined {
  const words = withoutCheckbox(text);
  if (words === '') return target === undefined ? undefined : { kind: 'link', target, bare: true };
  if (words === '·' || words === '•' || words === '|') return DOT;
  if (target !== undefined && PAPER_PAGE.test(words)) return { kind: 'link', target };
  const address = words.includes('://') ? ADDRESS.exec(words)?.[1] : undefined;
  if (address) return { kind: 'link', target: address };
  const submitter = words.length <= MAX_SUBMITTER_CHARS ? SUBMITTER.exec(words) : undefined;
  if (submitter) return { kind: 'submitter', named: submitter[1] !== '' };
  if (words.length > MAX_FACT_CHARS) return undefined;
  return /\d/.test(words) ? readNumber(words, target) : readWords(words, target);
}

/** Looks for the page's fixed words alone, which may run over several pieces; other facts are one piece each. */
export function readChrome(text: string): FactToken | undefined {
  const words = withoutCheckbox(text);
  const chrome = words.length > MAX_FACT_CHARS ? undefined : chromeKind(words);
  return chrome && { kind: 'chrome', chrome, text: words };
}

function withoutCheckbox(text: string): string {
  return text.startsWith('[') ? text.replace(CHECKBOX, '') : text;
}

/** The facts with a digit in them: neither the page's fixed words nor most names and titles have one. */
function readNumber(words: string, target: string | undefined): FactToken | undefined {
  const count = readCount(words);
  if (count) return countToken(count, target);
  const authors = AUTHORS.exec(words);
  if (authors) return { kind: 'authors', count: Number(authors[1]) };
  const date = readPartialDate(words.replace(PUBLISHED, ''));
  return date ? { kind: 'date', date } : readLabelled(words, target);
}

/** The facts without a digit, an unknown count among them. */
function readWords(words: string, target: string | undefined): FactToken | undefined {
  if (words === '-') return countToken({}, target);
  const chrome = chromeKind(words);
  return chrome ? { kind: 'chrome', chrome, text: words } : readLabelled(words, target);
}

/** `Upvote 12` and `GitHub 3.29k`, or the label alone. */
function readLabelled(words: string, target: string | undefined): FactToken | undefined {
  const upvotes = UPVOTE.exec(words);
  if (upvotes) {
    if (upvotes[1] === undefined) return UPVOTE_LABEL;
    const count = readCount(upvotes[1]);
    return count && { kind: 'count', ...count, target, of: 'upvotes' };
  }
  const stars = STARS.exec(words);
  if (!stars) return undefined;
  const count = stars[1] === undefined ? {} : readCount(stars[1]);
  return count && { kind: 'stars', ...count, target };
}

function countToken({ count }: { count?: number }, target: string | undefined): FactToken {
  return { kind: 'count', count, target, of: target?.endsWith('#community') ? 'comments' : undefined };
}

/** `12`, `1,204`, `3.29k`; `-` is a count that is not known. @returns undefined for anything else */
function readCount(words: string): { count?: number } | undefined {
  if (DIGITS.test(words)) return { count: Number(words) };
  const match = COUNT.exec(words);
  if (!match) return undefined;
  const [, long, short, unit] = match;
  if (long !== undefined) return { count: Number(long.replaceAll(',', '')) };
  if (short === undefined) return {};
  return { count: Math.round(Number(short) * (unit?.toLowerCase() === 'm' ? 1e6 : 1e3)) };
}
