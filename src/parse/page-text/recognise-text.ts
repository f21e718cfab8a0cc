// What a text on the page is: a title, an organisation's name, or neither.
import type { BareNumbers } from './bare-numbers.ts';
import type { Card } from './card.ts';
import type { TextToken } from './growing-text.ts';
import { isProse, wordCount } from './prose.ts';
import { paperOf } from './targets.ts';
import type { TitleSign } from './title-sign.ts';
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

const LONGEST_ODD_TITLE = 200;
const MAX_ORGANIZATION_CHARS = 80;
/** Without other signs, a name between an abstract and `· 9 authors` is an organisation only if it is as short as one. */
const MAX_ORGANIZATION_WORDS = 6;

export function isTitle(token: TextToken, situation: Situation): boolean {
  const { sign, card, isSubmitted, numbers, next } = situation;
  if (sign.kind === 'heading') return token.heading === sign.level;
  const linked = paperOf(token.target) ?? linkBelow(next);
  if (linked) return linked.id !== card?.arxivId?.id;
  if (token.heading > 0 || isNote(token)) return false;
  // After a vote or a submitter comes a title, even one that ends like a sentence.
  if (isSubmitted || numbers.announceTitle) return !isProse(token.text) || token.text.length <= LONGEST_ODD_TITLE;
  if (isProse(token.text)) return isOddTitle(token, situation);
  if (numbers.suggestTitle) return true;
  if (sign.kind === 'link' || isSearchBox(token, next)) return false;
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

/** What somebody typed into the search box stands in front of the tabs. */
export function isSearchBox({ text }: TextToken, next: PageToken | undefined): boolean {
  return next?.kind === 'chrome' && next.chrome === 'tab' && !isProse(text);
}

/** `[Content truncated]` */
export function isNote({ text }: TextToken): boolean {
  return /^\[[^[\]]*\]$/.test(text);
}

export function linkBelow(next: PageToken | undefined): ReturnType<typeof paperOf> {
  return next?.kind === 'link' ? paperOf(next.target) : undefined;
}

/** One sentence where a title is due, above a paragraph that is clearly longer. */
function isOddTitle({ text }: TextToken, { sign, card, isClosed, next }: Situation): boolean {
  const isDue = !card || (isClosed && card.abstract !== undefined);
  if (!isDue || sign.kind !== 'shape' || text.length > LONGEST_ODD_TITLE) return false;
  return next?.kind === 'text' && isProse(next.text) && next.text.length > 2 * text.length;
}
