// The lines of a page to its tokens: facts, and words joined again where the page reader wrapped them.
import type { Line } from '../read-lines.ts';
import { GrowingText, type TextToken, type WordLine } from './growing-text.ts';
import { factsOf, type NameToken, wordsOf } from './line-facts.ts';
import type { FactToken } from './page-token.ts';
import { splitLinks, withoutImages } from './split-links.ts';

export type PageToken = (FactToken & { line: number }) | TextToken;

const HEADING = /^(#{1,6})(?: |$)/;
/** Fences, rules, anchors and other tags that stand alone. */
const NO_WORDS = /^(?:`{3,}\w*|~{3,}|(?:[-*_=] ?){3,}|(?:<\/?[a-z][^<>]{0,400}>\s?)+)$/i;
const MARK = /^[`~\-*_=<[]/;
const REFERENCE = /^\[(\d{1,6})\]:? (https?:\/\/\S{1,2000})$/;
const MARKDOWN_ESCAPE = /\\([-_*#+.!~|<>[\]`])/g;
/** Hard line ends that Markdown writes as backslashes, left in the middle of a line that was joined. */
const HARD_BREAK = /\\{1,4} /g;
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
    this.#lines = withoutFrontMatter(lines);
    this.#references = collectReferences(lines);
    this.#isMarkdown = lines.some(({ text }) => text.includes(']('));
    this.#isEscaped = this.#isMarkdown && lines.some(({ text }) => text.endsWith('\\'));
  }

  read(): PageToken[] {
    for (const [index, line] of this.#lines.entries()) {
      const wordLine = this.#read(line, this.#lines[index + 1]);
      if (wordLine) this.#take(wordLine);
    }
    this.#finishText();
    return this.#tokens;
  }

  #read(line: Line, next: Line | undefined): WordLine | undefined {
    const { text } = line;
    const heading = text.startsWith('#') ? (HEADING.exec(text)?.[1]?.length ?? 0) : 0;
    if (isPlainParagraph(text)) {
      return { line, next, heading, facts: undefined, text, split: { pieces: [], opens: false, closes: false } };
    }
    if (MARK.test(text) && (NO_WORDS.test(text) || REFERENCE.test(text))) return undefined;
    const own = this.#unescape(text.slice(heading).trim());
    const visible = withoutImages(own);
    if (visible === '' || (visible === '-' && visible !== own)) return undefined;
    const split = splitLinks(visible, {
      resolve: reference => this.#references.get(reference),
      mayOpen: line.afterBlank || heading > 0,
      isInside: this.#growing?.isOpenLink ?? false,
    });
    return { line, next, heading, facts: factsOf(split, heading > 0), ...wordsOf(split, this.#isMarkdown), split };
  }

  #take(line: WordLine): void {
    if (this.#growing?.continuesWith(line)) {
      this.#growing.append(line);
      return;
    }
    this.#finishText();
    if (line.facts) for (const fact of line.facts) this.#push(fact, line.line.number);
    else this.#startText(line);
  }

  #startText(line: WordLine): void {
    const growing = new GrowingText(line);
    if (this.#awaitsName && isName(line)) growing.token.isName = true;
    else this.#growing = growing;
    this.#awaitsName = false;
    this.#tokens.push(growing.token);
  }

  #push(fact: FactToken | NameToken, line: number): void {
    this.#awaitsName = fact.kind === 'submitter' && !fact.named;
    const previous = this.#tokens.at(-1);
    if (fact.kind === 'link' && previous?.kind === 'count' && previous.target === undefined) {
      // A page reader that writes addresses on lines of their own: this one says what the number counts.
      previous.target = fact.target;
      if (fact.target.endsWith('#community')) previous.of ??= 'comments';
    } else this.#tokens.push({ ...fact, line });
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

function isName({ text, heading }: WordLine): boolean {
  return heading === 0 && text.length <= MAX_NAME_CHARS && text.split(' ').length <= MAX_NAME_WORDS;
}

/** `[12]: https://…`, which text browsers list below the page. */
function collectReferences(lines: readonly Line[]): Map<string, string> {
  const references = new Map<string, string>();
  for (const { text } of lines) {
    const match = text.startsWith('[') ? REFERENCE.exec(text) : undefined;
    if (match?.[1] && match[2]) references.set(match[1], match[2]);
  }
  return references;
}

/** A page saved with its particulars (`--- url: … ---`) in front of it. */
function withoutFrontMatter(lines: readonly Line[]): readonly Line[] {
  if (lines[0]?.text !== '---') return lines;
  const end = lines.findIndex(({ text }, index) => index > 0 && text === '---');
  return end > 0 && end < 50 ? lines.slice(end + 1) : lines;
}
