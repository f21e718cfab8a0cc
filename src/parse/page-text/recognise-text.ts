// What a text on the page is: a title, an organisation's name, or neither.

import { isProse, isTitleCase, wordCount } from '../prose.ts';
import type { BareNumbers } from './bare-numbers.ts';
import type { Card } from './card.ts';
import type { TextToken } from './growing-text.ts';
import { isMenu } from './page-chrome.ts';
import { paperOf } from './targets.ts';
import { isSentenceAbove, LONGEST_ODD_TITLE, type TitleSign } from './title-sign.ts';
import type { PageToken } from './tokenize.ts';

/** Where the reader of the page stands when it meets a text. */
export interface Situation {
  sign: TitleSign;
  /** The card above, if there is one. */
  card: Card | undefined;
  /** The card's facts have begun, or there is no card. */
  isClosed: boolean;
  /** `Submitted by` was just seen. */
  isSubmitted: boolean;
  numbers: BareNumbers;
  next: PageToken | undefined;
}

const MAX_ORGANIZATION_CHARS = 80;
/** Without other signs, a name between an abstract and `· 9 authors` is an organisation only if it is as short as one. */
const MAX_ORGANIZATION_WORDS = 6;

export function isTitle(token: TextToken, situation: Situation): boolean {
  const { sign, card, isSubmitted, numbers, next } = situation;
  if (sign.kind === 'heading') return token.heading === sign.level || isPlainTitle(token, situation);
  const linked = paperOf(token.target) ?? linkBelow(next);
  if (linked) return linked.id !== card?.arxivId?.id;
  if (token.heading > 0 || isNote(token)) return false;
  // After a vote or a submitter comes a title, even one that ends like a sentence.
  if (isSubmitted || numbers.announceTitle) return !isProse(token.text) || token.text.length <= LONGEST_ODD_TITLE;
  if (isProse(token.text)) return isOddTitle(token, situation);
  if (numbers.suggestTitle) return true;
  if (sign.kind === 'link' || isFurniture(token, next) || goesOnBelow(token, situation)) return false;
  return !isOrganization(token, situation);
}

/** `NVIDIA`, then `·` and a date or the number of authors; or `Google` and its address. */
export function isOrganization({ text, heading }: TextToken, { sign, card, numbers, next }: Situation): boolean {
  if (!card || heading > 0 || text.length > MAX_ORGANIZATION_CHARS || isProse(text)) return false;
  if (next?.kind === 'link') return sign.kind === 'link' && paperOf(next.target) === undefined;
  if (!followsOrganization(next)) return false;
  if (sign.kind !== 'shape' || numbers.leadTitles || card.abstract === undefined) return true;
  return wordCount(text) <= MAX_ORGANIZATION_WORDS && !text.includes(':');
}

export function followsOrganization(next: PageToken | undefined): boolean {
  return next?.kind === 'dot' || next?.kind === 'authors' || next?.kind === 'date';
}

/** What somebody typed into the search box, in front of the tabs; or a line of the menu, with no abstract below. */
export function isFurniture({ text }: TextToken, next: PageToken | undefined): boolean {
  if (next?.kind === 'chrome' && next.chrome === 'tab') return !isProse(text);
  return isMenu(text) && !(next?.kind === 'text' && isProse(next.text));
}

/** `[Content truncated]` */
export function isNote({ text }: TextToken): boolean {
  return /^\[[^[\]]*\]$/.test(text);
}

export function linkBelow(next: PageToken | undefined): ReturnType<typeof paperOf> {
  return next?.kind === 'link' ? paperOf(next.target) : undefined;
}

/** Among titles that are headings, one too long for whoever marked them up: a block of its own, above an abstract. */
function isPlainTitle(token: TextToken, { card, isClosed, next }: Situation): boolean {
  if (token.heading > 0 || !token.afterBlank || isClosed || card?.abstract === undefined) return false;
  return !isProse(token.text) && wordCount(token.text) > MAX_ORGANIZATION_WORDS && isSentenceAbove(token, next);
}

/** A short line right below an abstract ends it, on a page that sets its titles apart; unless it has an abstract below. */
function goesOnBelow({ afterBlank }: TextToken, { sign, card, isClosed, next }: Situation): boolean {
  if (sign.kind !== 'shape' || !sign.isSpaced || afterBlank || isClosed) return false;
  return card?.abstract !== undefined && !(next?.kind === 'text' && isProse(next.text));
}

/** One sentence where a title is due, above a paragraph that is clearly longer; or in title case, as sentences are not. */
function isOddTitle(token: TextToken, { sign, card, isClosed, numbers, next }: Situation): boolean {
  if (sign.kind !== 'shape' || token.text.length > LONGEST_ODD_TITLE) return false;
  const isCapital = isTitleCase(token.text);
  if (numbers.suggestTitle && isCapital) return true;
  if (card && card.abstract === undefined) return false;
  const isDue = !card || isClosed || (token.afterBlank === true && (isCapital || sign.isPlain));
  if (!isDue || next?.kind !== 'text' || !isProse(next.text)) return false;
  return isSentenceAbove(token, next) || (isCapital && next.text.length > token.text.length);
}
