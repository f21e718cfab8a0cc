// Why a paper is in a mail, in words: the same for the mail, the preview and `explain`.

import { cutText } from '../domain/cut-text.ts';
import type { Evidence, Reason } from '../domain/issue.ts';
import { displayText } from './display-text.ts';
import { ENGLISH, type Messages } from './messages-en.ts';

export interface Explanation {
  /** `Because you follow`. */
  lead: string;
  /** The topic, keyword, author, lab or category; empty where the reader chose nothing that the paper matches. */
  name: string;
  /** The words that matched, most telling first, without quotes. */
  words: string[];
  /** What in the name are the reader's own words, in quotes: they matched as they stand where there are no other words. */
  phrase?: string;
}

/** A stretch of a sentence. */
export interface SentencePart {
  text: string;
  /** What the reader follows, by its name. */
  isName: boolean;
  /** Words that matched, in quotes. */
  isMatch: boolean;
}

/** All reasons of one paper as one sentence: `Because you follow Robotics: “grasping”; Medicine: “MRI” and 2 more`. */
export interface Sentence {
  lead: string;
  /** `words` are joined and quoted, or empty. */
  items: { name: string; words: string }[];
  /** `and 2 more`, or empty. */
  more: string;
  /** The whole sentence. */
  text: string;
  /** The same, cut where it is shown in another way. */
  parts: SentencePart[];
  /** In few words: `Robotics, Medicine`. */
  short: string;
}

const WORDS_MAX = 3;
const ITEMS_MAX = 2;
const NAME_MAX = 80;

export function explainReason(reason: Reason, say: Messages = ENGLISH): Explanation {
  const { why } = say;
  const name = reasonName(reason, say);
  switch (reason.kind) {
    case 'topic':
      return { lead: reason.tier === 'related' ? why.related : why.follow, name, words: matchedWords(reason.evidence) };
    case 'keyword': {
      const words = matchedWords(reason.evidence).filter(word => fold(word) !== fold(reason.keyword));
      return { lead: why.follow, name, words, phrase: why.phrase(ownWords(reason.keyword)) };
    }
    case 'author':
    case 'lab':
    case 'category':
      return { lead: why.follow, name, words: [] };
    case 'trending':
      return { lead: why.trending, name, words: [] };
    case 'picked':
      return { lead: why.picked, name, words: [] };
    case 'outside':
      return { lead: why.outside, name, words: [] };
    case 'liked':
      return { lead: why.similar, name, words: reason.terms.map(shorten).slice(0, WORDS_MAX) };
  }
}

/** What of a reader's interests the reason names; empty where it names none. */
export function reasonName(reason: Reason, { why }: Messages): string {
  switch (reason.kind) {
    case 'topic':
      return shorten(reason.name);
    case 'keyword':
      return why.keyword(ownWords(reason.keyword));
    case 'author':
      return shorten(reason.author);
    case 'lab':
      return shorten(reason.lab);
    case 'category':
      return shorten(reason.category);
    case 'trending':
    case 'picked':
    case 'outside':
      return '';
    case 'liked':
      return why.liked(shorten(reason.title));
  }
}

/**
 * One sentence of at most two reasons; what is only close to an interest gives way to what the reader follows. A liked paper
 * comes after the interests; without any it, and not the trend, is what the reader did.
 */
export function explainReasons(reasons: readonly Reason[], say: Messages = ENGLISH): Sentence {
  const others = reasons.filter(({ kind }) => kind !== 'liked');
  const liked = reasons.find(reason => reason.kind === 'liked');
  const declared = liked ? others.filter(({ kind }) => kind !== 'trending' && kind !== 'picked') : others;
  const told = declared.length > 0 || !liked ? declared : [liked];
  const all = told.map(reason => explainReason(reason, say));
  const lead = all.some(({ lead }) => lead === say.why.follow) ? say.why.follow : (all[0]?.lead ?? say.why.trending);
  const named = all.filter(item => item.lead === lead && item.name !== '');
  const shown = named.slice(0, ITEMS_MAX);
  const items = shown.map(({ name, words }) => ({ name, words: words.map(say.why.phrase).join(', ') }));
  const more = [
    named.length > items.length ? say.why.more(named.length - items.length) : '',
    declared.length > 0 && liked ? say.why.alsoSimilar(shorten(liked.title)) : '',
  ]
    .filter(Boolean)
    .join(' ');
  const parts = [
    plain(shown.length > 0 ? `${lead} ` : lead),
    ...shown.flatMap((item, index) => [...(index > 0 ? [plain('; ')] : []), ...partsOf(item, say)]),
    ...(more ? [plain(` ${more}`)] : []),
  ];
  const text = parts.map(part => part.text).join('');
  const names = shown.map(({ name }) => name).join(', ');
  const short = lead === say.why.follow ? names : [lead, names].filter(Boolean).join(' ');
  return { lead, items, more, text, parts, short };
}

/** Says beside it that an earlier mail may have brought the paper. */
export function maybeSeen(why: Sentence, say: Messages = ENGLISH): Sentence {
  const remark = ` · ${say.maybeSeen}`;
  const more = `${why.more}${remark}`;
  return {
    ...why,
    more,
    text: `${why.text}${remark}`,
    parts: [...why.parts, plain(remark)],
    short: `${why.short}${remark}`,
  };
}

function partsOf({ name, phrase, words }: Explanation, { why }: Messages): SentencePart[] {
  const matches = words.flatMap((word, index) => [plain(index > 0 ? ', ' : ': '), match(why.phrase(word))]);
  const at = phrase === undefined || words.length > 0 ? -1 : name.indexOf(phrase);
  const rest = at < 0 ? name : name.slice(0, at);
  return [{ text: rest, isName: true, isMatch: false }, ...(at < 0 ? [] : [match(name.slice(at))]), ...matches];
}

function match(text: string): SentencePart {
  return { text, isName: false, isMatch: true };
}

function plain(text: string): SentencePart {
  return { text, isName: false, isMatch: false };
}

function matchedWords(evidence: readonly Evidence[]): string[] {
  const words = new Map<string, string>();
  for (const { phrase } of evidence) if (!words.has(fold(phrase))) words.set(fold(phrase), shorten(phrase));
  return [...words.values()].slice(0, WORDS_MAX);
}

/** A keyword or muted word to be put in quotes: within ours the reader's own would only confuse. */
export function ownWords(keyword: string): string {
  return shorten(keyword.replace(/["“”„]/g, ''));
}

function shorten(text: string): string {
  return cutText(displayText(text), NAME_MAX);
}

function fold(text: string): string {
  return displayText(text).toLowerCase();
}
