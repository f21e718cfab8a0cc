// The lines of a page to its tokens: facts, and words joined again where the page reader wrapped them.
import type { Line } from '../read-lines.ts';
import { GrowingText, type TextToken, type WordLine } from './growing-text.ts';
import { factsOf, joinPieces, wordsOf } from './line-facts.ts';
import { type FactToken, MAX_FACT_CHARS } from './page-token.ts';
import { hasBrackets, type Piece, type SplitLine, splitLinks, withoutImages } from './split-links.ts';
import { isReference, surveyPage } from './survey-page.ts';

export type PageToken = FactToken | TextToken;

const HEADING = /^(#{1,6})(?: |$)/;
/** Fences, rules, anchors and other tags that stand alone. */
const NO_WORDS = /^(?:`{3,}\w*|~{3,}|(?:[-*_=] ?){3,}|(?:<\/?[a-z][^<>]{0,400}>\s?)+)$/i;
/** What such lines and references begin with. */
const MARKS: ReadonlySet<string> = new Set('`~-*_=<[');
const MARKDOWN_ESCAPE = /\\([-_*#+.!~|<>[\]`])/g;
/** Hard line ends that Markdown writes as backslashes, left in the middle of a line that was joined. */
const HARD_BREAK = /\\{1,4} /g;
/** A mark, or one of the facts that may be long. */
const BEGINS_LONG_FACT = /^(?:[^a-z]|submitted by|https?:)/i;
const NO_LINKS: SplitLine = { pieces: [], opens: false, closes: false };
const MAX_NAME_WORDS = 4;
const MAX_NAME_CHARS = 60;

export function tokenize(lines: readonly Line[]): PageToken[] {
  return new Tokenizer(lines).read();
}

class Tokenizer {
  readonly #lines: readonly Line[];
  readonly #references: ReadonlyMap<string, string>;
  readonly #isMarkdown: boolean;
  /** Only some page readers escape; on the pages of others a backslash is TeX. */
  readonly #isEscaped: boolean;
  readonly #tokens: PageToken[] = [];
  #growing: GrowingText | undefined;
  #awaitsName = false;

  constructor(lines: readonly Line[]) {
    const { references, hasLinks, hasHardBreaks } = surveyPage(lines);
    this.#lines = withoutFrontMatter(lines);
    this.#references = references;
    this.#isMarkdown = hasLinks;
    this.#isEscaped = hasLinks && hasHardBreaks;
  }

  read(): PageToken[] {
    let line = this.#lines[0];
    for (let index = 1; line; index++) {
      const next = this.#lines[index];
      const wordLine = this.#read(line, next);
      if (wordLine) this.#take(wordLine);
      line = next;
    }
    this.#finishText();
    return this.#tokens;
  }

  #read(line: Line, next: Line | undefined): WordLine | undefined {
    const { text } = line;
    const heading = text.startsWith('#') ? (HEADING.exec(text)?.[1]?.length ?? 0) : 0;
    if (isPlainParagraph(text)) {
      return { line, next, heading, facts: undefined, text, target: undefined, split: NO_LINKS };
    }
    if (MARKS.has(text.charAt(0)) && (NO_WORDS.test(text) || isReference(text))) return undefined;
    const own = this.#unescape(heading === 0 ? text : text.slice(heading).trim());
    if (isPlainLine(own)) {
      return { line, next, heading, facts: undefined, text: own, target: undefined, split: NO_LINKS };
    }
    const split = this.#split(own, line.afterBlank || heading > 0);
    if (!split) return undefined;
    const joined = joinPieces(split.pieces);
    return {
      line,
      next,
      heading,
      facts: factsOf(split.pieces, joined, heading > 0),
      text: wordsOf(joined, this.#isMarkdown),
      target: targetOf(split.pieces),
      split,
    };
  }

  /** @returns undefined where nothing is left of the line but its pictures */
  #split(own: string, mayOpen: boolean): SplitLine | undefined {
    if (!hasBrackets(own)) return own === '' ? undefined : { pieces: [{ text: own }], opens: false, closes: false };
    const visible = withoutImages(own);
    if (visible === '' || (visible === '-' && visible !== own)) return undefined;
    return splitLinks(visible, { references: this.#references, mayOpen, isInside: this.#growing?.isOpenLink ?? false });
  }

  #take(line: WordLine): void {
    if (this.#growing?.continuesWith(line)) {
      this.#growing.append(line);
      return;
    }
    this.#finishText();
    if (!line.facts) this.#startText(line);
    else for (const fact of line.facts) this.#push(fact.kind === 'text' ? { ...fact, line: line.line.number } : fact);
  }

  #startText(line: WordLine): void {
    const growing = new GrowingText(line);
    if (this.#awaitsName && isName(line)) growing.token.isName = true;
    else this.#growing = growing;
    this.#awaitsName = false;
    this.#tokens.push(growing.token);
  }

  #push(fact: PageToken): void {
    this.#awaitsName = fact.kind === 'submitter' && !fact.named;
    const previous = this.#tokens.at(-1);
    if (fact.kind === 'link' && previous?.kind === 'count' && previous.target === undefined) {
      // A page reader that writes addresses on lines of their own: this one says what the number counts.
      previous.target = fact.target;
      if (fact.target.endsWith('#community')) previous.of ??= 'comments';
    } else this.#tokens.push(fact);
  }

  #finishText(): void {
    this.#growing?.finish();
    this.#growing = undefined;
  }

  #unescape(text: string): string {
    if (!this.#isEscaped || !text.includes('\\')) return text;
    let end = text.length;
    while (text[end - 1] === '\\') end--;
    const line = text.slice(0, end).trim();
    return line.includes('\\') ? line.replace(HARD_BREAK, ' ').replace(MARKDOWN_ESCAPE, '$1').trim() : line;
  }
}

/** Most of a page is long lines without a mark; they need no closer look. */
function isPlainParagraph(text: string): boolean {
  return text.length > 300 && !/^[#[]/.test(text) && !text.includes(']') && !text.includes('\\');
}

/** Most of a wrapped page is lines too long for a fact, with no link in them. */
function isPlainLine(text: string): boolean {
  return text.length > MAX_FACT_CHARS && !BEGINS_LONG_FACT.test(text) && !text.includes(']') && !text.includes('·');
}

/** Where a line leads to: the address of its first link that has one. */
function targetOf(pieces: readonly Piece[]): string | undefined {
  for (const { target } of pieces) if (target !== undefined) return target;
  return undefined;
}

function isName({ text, heading }: WordLine): boolean {
  return heading === 0 && text.length <= MAX_NAME_CHARS && text.split(' ').length <= MAX_NAME_WORDS;
}

/** A page saved with its particulars (`--- url: … ---`) in front of it. */
function withoutFrontMatter(lines: readonly Line[]): readonly Line[] {
  if (lines[0]?.text !== '---') return lines;
  const end = lines.findIndex(({ text }, index) => index > 0 && text === '---');
  return end > 0 && end < 50 ? lines.slice(end + 1) : lines;
}
