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
      return { lead: why.follow, name, words };
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
      // Within our quotes the reader's own would only confuse.
      return why.keyword(shorten(reason.keyword.replace(/["“”„]/g, '')));
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
 * One sentence of at most two reasons; what is only close to an interest gives way to what the reader follows, and a liked
 * paper comes after the interests.
 */
export function explainReasons(reasons: readonly Reason[], say: Messages = ENGLISH): Sentence {
  const declared = reasons.filter(({ kind }) => kind !== 'liked');
  const liked = reasons.find(reason => reason.kind === 'liked');
  const all = (declared.length > 0 ? declared : reasons).map(reason => explainReason(reason, say));
  const lead = all.some(({ lead }) => lead === say.why.follow) ? say.why.follow : (all[0]?.lead ?? say.why.trending);
  const named = all.filter(item => item.lead === lead && item.name !== '');
  const items = named.slice(0, ITEMS_MAX).map(({ name, words }) => ({
    name,
    words: words.map(say.why.phrase).join(', '),
  }));
  const more = [
    named.length > items.length ? say.why.more(named.length - items.length) : '',
    declared.length > 0 && liked ? say.why.alsoSimilar(shorten(liked.title)) : '',
  ]
    .filter(Boolean)
    .join(' ');
  const list = items.map(({ name, words }) => (words ? `${name}: ${words}` : name)).join('; ');
  return { lead, items, more, text: [lead, list, more].filter(Boolean).join(' ') };
}

function matchedWords(evidence: readonly Evidence[]): string[] {
  const words = new Map<string, string>();
  for (const { phrase } of evidence) if (!words.has(fold(phrase))) words.set(fold(phrase), shorten(phrase));
  return [...words.values()].slice(0, WORDS_MAX);
}

function shorten(text: string): string {
  return cutText(displayText(text), NAME_MAX);
}

function fold(text: string): string {
  return displayText(text).toLowerCase();
}
