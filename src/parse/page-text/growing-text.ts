// A text that runs over several lines, wrapped by whoever made the page into text.
import type { Line } from '../read-lines.ts';
import type { NameToken } from './line-facts.ts';
import type { FactToken } from './page-token.ts';
import type { SplitLine } from './split-links.ts';
import { paperOf } from './targets.ts';

export interface TextToken {
  kind: 'text';
  /** Number of its first line. */
  line: number;
  text: string;
  /** Level of the Markdown heading, 0 for none. */
  heading: number;
  target?: string;
  /** A blank line stands above it. */
  afterBlank?: boolean;
  /** The name after `Submitted by`. */
  isName?: boolean;
}

/** A line with what is known of it, and the line below. */
export interface WordLine {
  line: Line;
  next: Line | undefined;
  heading: number;
  facts: readonly (FactToken | NameToken)[] | undefined;
  text: string;
  target?: string;
  split: SplitLine;
}

/** No page reader wraps wider; what is longer is a paragraph on one line. */
const MAX_WRAPPED_CHARS = 160;
/** After a shorter line no wrapping was needed: what follows is something else. */
const MIN_WRAPPED_CHARS = 40;
const MAX_NAME_CHARS = 80;
/** A line that cannot be the end of a title. */
const GOES_ON = /(?:[-,:;&(]| (?:an?|the|of|for|in|on|with|and|or|to|via|by|from|as|at|using|under|through))$/i;

export class GrowingText {
  readonly token: TextToken;
  /** It began inside a link that has not ended yet. */
  isOpenLink: boolean;
  readonly #parts: string[];
  readonly #followsBlank: boolean;
  #last: string;

  constructor({ line, heading, text, target, split }: WordLine) {
    const { number, afterBlank } = line;
    this.token = { kind: 'text', line: number, text, heading, afterBlank, target };
    this.#parts = [text];
    this.#followsBlank = line.afterBlank;
    this.#last = text;
    this.isOpenLink = split.opens;
  }

  /** Whether a line goes on where the text above it stopped. */
  continuesWith(below: WordLine): boolean {
    const { line, heading, text, facts } = below;
    if (text === '' || (line.afterBlank && !this.isOpenLink)) return false;
    if (text.length > MAX_WRAPPED_CHARS || this.#last.length > MAX_WRAPPED_CHARS) return false;
    if (facts && !(facts.length === 1 && this.#couldBeWords(facts[0] as FactToken, line))) return false;
    if (this.token.heading > 0) return this.isOpenLink || (line.indented && heading === 0);
    if (heading > 0 || line.afterBlank || this.token.target !== undefined) return false;
    return !this.#isOrganization(below);
  }

  append({ text, target, split }: WordLine): void {
    this.#parts.push(text);
    this.#last = text;
    this.isOpenLink = (this.isOpenLink || split.opens) && !split.closes;
    if (target !== undefined) this.token.target ??= target;
  }

  finish(): void {
    if (this.#parts.length > 1) this.token.text = this.#parts.join(' ');
  }

  /** A wrapped line may happen to be only a number, a date, an address or a word of the page's chrome; never if marked up. */
  #couldBeWords(fact: FactToken, { text }: Line): boolean {
    if (!/^(?:#+ )?[\w"(]/.test(text)) return false;
    const isWrapped = this.token.heading > 0 || this.#last.length >= MIN_WRAPPED_CHARS;
    // A long address leaves the line above it short.
    if (fact.kind === 'link') return (isWrapped || this.#parts.length > 1) && !isPageAddress(fact.target);
    if (!isWrapped) return false;
    // Behind a full stop stands a new sentence, and that is no single word.
    if (fact.kind === 'chrome') return fact.chrome === 'furniture' && !/[.!?]$/.test(this.#last);
    if (fact.kind === 'stars') return fact.count === undefined;
    return (fact.kind === 'count' || fact.kind === 'date') && (this.#parts.length > 1 || this.token.heading > 0);
  }

  /** A browser's copy has no blank lines: title, then `NVIDIA`, then `· 9 authors`. */
  #isOrganization({ text, line, next }: WordLine): boolean {
    if (!next || next.afterBlank || !next.text.startsWith('·')) return false;
    if (line.indented || text.length > MAX_NAME_CHARS || GOES_ON.test(this.#last)) return false;
    return !this.#followsBlank || /^[\p{Lu}\p{N}]/u.test(text);
  }
}

/** The page's own links to its papers and their upvote buttons. */
function isPageAddress(target: string): boolean {
  return paperOf(target) !== undefined || target.includes('/login?');
}
