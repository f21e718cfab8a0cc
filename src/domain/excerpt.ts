// The two or three sentences of an abstract that a card shows.
import { cutText } from './cut-text.ts';

const AIM = 420;
/** A first sentence shorter than this takes another with it, even a long one. */
const SHORT = 160;
const MAX = 560;
const SENTENCES_MAX = 3;
const SENTENCE_END = /[.!?…]["'”’)\]]*(?= \S)/gu;
/** After these a full stop ends no sentence. */
const ABBREVIATION = /(?:\b(?:e\.g|i\.e|cf|vs|al|resp|approx|Figs?|Eqs?|Secs?|Tabs?|Refs?|Dr|Prof|St|No)|\b\p{L})\.$/u;

/** @returns whole sentences of about 420 characters; a longer first sentence is cut after a word */
export function excerpt(text: string): string {
  const sentences = splitSentences(text);
  let taken = '';
  for (const sentence of sentences.slice(0, SENTENCES_MAX)) {
    const longer = taken ? `${taken} ${sentence}` : sentence;
    if (longer.length > (taken.length < SHORT ? MAX : AIM)) break;
    taken = longer;
  }
  return taken || cutText(text, AIM);
}

function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const match of text.matchAll(SENTENCE_END)) {
    const end = match.index + match[0].length;
    if (ABBREVIATION.test(text.slice(start, end)) || /\p{Ll}/u.test(text[end + 1] ?? '')) continue;
    sentences.push(text.slice(start, end));
    start = end + 1;
  }
  return [...sentences, text.slice(start)].filter(sentence => sentence !== '');
}
