// The visible text of an HTML page as Markdown: a line a block, headings marked, links kept with their addresses.
import { type MarkupVisitor, walkMarkup } from '../walk-markup.ts';

const HEADING = /^h([1-6])$/;
/** Blocks that a reader sees set apart, and blocks that only begin a new line. */
const PARAGRAPHS = new Set(
  'p ul ol dl table section article blockquote main header h1 h2 h3 h4 h5 h6 figure form pre hr'.split(' '),
);
const LINES = new Set('div li tr td th dt dd br button option label figcaption legend caption summary'.split(' '));
/** Never seen, or seen on every page of a site. */
const UNSEEN = new Set(
  'head script style noscript template svg annotation iframe object nav footer select textarea dialog'.split(' '),
);
const MAX_ADDRESS_CHARS = 1000;
const HIDDEN_STYLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;

/**
 * @param base the address that relative links are read against, where it is known
 * @returns undefined where elements are nested too deep to be a page
 */
export function pageMarkdown(html: string, base?: string): string | undefined {
  const page = new MarkdownWriter(base);
  return walkMarkup(html, page) ? page.finish() : undefined;
}

class MarkdownWriter implements MarkupVisitor {
  readonly #base: string | undefined;
  readonly #lines: string[] = [];
  #line: string[] = [];
  /** Elements open within one that is not shown. */
  #unseen = 0;
  /** The link that is open: where in the line its words begin, and whether an earlier line holds some of them. */
  #link: { href: string; from: number; isShown: boolean } | undefined;
  /** What stands in front of the line: `### ` or `- `. */
  #mark = '';

  constructor(base: string | undefined) {
    this.#base = base;
  }

  open(name: string, attributes: Record<string, string>): void {
    if (this.#unseen > 0 || isUnseen(name, attributes)) {
      this.#unseen++;
      return;
    }
    this.#break(name);
    const level = HEADING.exec(name)?.[1];
    if (level) this.#mark = `${'#'.repeat(Number(level))} `;
    else if (name === 'li' && !this.#mark.startsWith('#')) this.#mark = '- ';
    const href = name === 'a' ? this.#address(attributes.href ?? '') : undefined;
    if (href !== undefined) this.#link = { href, from: this.#line.length, isShown: false };
  }

  close(name: string): void {
    if (this.#unseen > 0) {
      this.#unseen--;
      return;
    }
    if (name === 'a') this.#endLink();
    this.#break(name);
  }

  text(words: string): void {
    if (this.#unseen === 0) this.#line.push(words);
  }

  finish(): string {
    this.#endLine();
    return this.#lines.join('\n');
  }

  /** A heading stays on one line, however it is laid out; a link over several blocks is one link in each. */
  #break(name: string): void {
    const isParagraph = PARAGRAPHS.has(name);
    if (!isParagraph && !LINES.has(name)) return;
    if (!isParagraph && this.#mark.startsWith('#')) {
      this.#line.push(' ');
      return;
    }
    this.#endLine();
    if (isParagraph && this.#lines.at(-1) !== '') this.#lines.push('');
  }

  #endLine(): void {
    if (this.#link) this.#writeLink(this.#link);
    const text = this.#line.join('').replace(/\s+/g, ' ').trim();
    this.#line = [];
    if (this.#link) this.#link.from = 0;
    if (text === '') return;
    this.#lines.push(`${this.#mark}${text}`);
    this.#mark = '';
  }

  /** A link without words, such as one laid over a whole card, is kept for its address. */
  #endLink(): void {
    if (!this.#link) return;
    this.#writeLink(this.#link);
    if (!this.#link.isShown) this.#line.push(`[](${this.#link.href})`);
    this.#link = undefined;
  }

  #writeLink(link: { href: string; from: number; isShown: boolean }): void {
    const words = this.#line.splice(link.from).join('').replace(/\s+/g, ' ').trim();
    if (words === '') return;
    this.#line.push(`[${words}](${link.href})`);
    link.isShown = true;
  }

  /** @returns undefined for what is no address of a page */
  #address(href: string): string | undefined {
    const trimmed = href.trim();
    if (trimmed === '' || trimmed.startsWith('#') || trimmed.length > MAX_ADDRESS_CHARS) return undefined;
    const address = this.#base === undefined ? trimmed : (URL.parse(trimmed, this.#base)?.href ?? trimmed);
    if (/^[a-z][a-z0-9+.-]*:/i.test(address) && !/^https?:/i.test(address)) return undefined;
    return address.replace(/[\s()[\]<>]/g, sign => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);
  }
}

function isUnseen(name: string, { hidden, style = '', 'aria-hidden': ariaHidden }: Record<string, string>): boolean {
  return UNSEEN.has(name) || hidden !== undefined || ariaHidden === 'true' || HIDDEN_STYLE.test(style);
}
