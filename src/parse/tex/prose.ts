// TeX in running text: commands, accents, groups and formulas; what cannot be read is copied.
import { subscript, superscript } from '../scripts.ts';
import { accented, bareLetter } from './accents.ts';
import { codeAt } from './code.ts';
import { ACCENTS, DECLARATIONS, ESCAPED, LETTERS, SILENT, SPECIAL, TRANSPARENT, WORDS } from './commands.ts';
import { formulaAt, formulaText } from './formula.ts';
import { isHyphen, plainProse } from './punctuation.ts';
import { type Read, Source } from './source.ts';

/** Groups in groups beyond this depth are nobody's title. */
const MAX_DEPTH = 12;
const SIGN = /[\\${}]/g;
const COMMAND = /\\([A-Za-z]+|[^A-Za-z])/y;
const OPTIONAL = /\s?\[[^[\]{}]{0,200}\]/y;
const SPACE = / +/y;

export class Prose {
  readonly #source: Source;
  readonly #text: string;
  /** Whether TeX's dashes and ties may be read: what two hyphens mean in a plain text is not known. */
  readonly #isTex: boolean;

  constructor(text: string, isTex: boolean) {
    this.#text = text;
    this.#isTex = isTex;
    this.#source = new Source(text);
  }

  read(): string {
    return this.#range(0, this.#text.length, 0);
  }

  #range(start: number, end: number, depth: number): string {
    const parts: string[] = [];
    let at = start;
    while (at < end) {
      SIGN.lastIndex = at;
      const sign = Math.min(SIGN.exec(this.#text)?.index ?? end, end);
      parts.push(this.#plain(at, sign));
      if (sign === end) break;
      const read = this.#sign(sign, depth);
      // Nothing before its group may be read twice, and nothing may reach beyond the group it stands in.
      const next = read && read.end <= end ? read : { text: this.#text.charAt(sign), end: sign + 1 };
      if (next.text === '' && parts.length > 0) parts.push(trimTie(parts.pop() ?? '', this.#text.charAt(next.end)));
      parts.push(next.text);
      at = next.end;
    }
    return parts.join('');
  }

  #plain(start: number, end: number): string {
    const text = this.#text.slice(start, end);
    if (!this.#isTex) return text;
    return plainProse(text, { before: start > 0, after: end < this.#text.length });
  }

  #sign(at: number, depth: number): Read | undefined {
    const formula = formulaAt(this.#text, at);
    if (formula?.tex === '-' && isHyphen(this.#text, at, formula.end)) return { text: '-', end: formula.end };
    if (formula) return { text: formulaText(formula.tex) ?? this.#text.slice(at, formula.end), end: formula.end };
    if (this.#text[at] === '\\') return codeAt(this.#source, at) ?? this.#command(at, depth);
    return this.#text[at] === '{' ? this.#group(at, depth) : undefined;
  }

  /** Braces that TeX stands in are TeX's; all others are the author's: `{Celeb}`, `{0, 1}`. */
  #group(at: number, depth: number): Read | undefined {
    const close = this.#source.closing(at);
    if (close === undefined || depth >= MAX_DEPTH) return undefined;
    const written = this.#text.slice(at + 1, close);
    const inner = this.#range(at + 1, close, depth + 1);
    const declared = /^\s*\\([a-z]+)/.exec(written)?.[1];
    const isStyled = declared !== undefined && DECLARATIONS.has(declared);
    const isRead = written.includes('\\') && !inner.includes('\\') && inner !== written;
    if (isStyled || isRead) return { text: isStyled ? inner.trimStart() : inner, end: close + 1 };
    return { text: `{${inner}}`, end: close + 1 };
  }

  #command(at: number, depth: number): Read | undefined {
    const name = this.#source.match(COMMAND, at)?.[1];
    if (name === undefined) return undefined;
    const end = at + 1 + name.length;
    return (
      this.#accent(name, at, depth) ??
      this.#letter(name, end) ??
      this.#styled(name, end, depth) ??
      this.#escape(name, at, end) ??
      this.#symbol(name, at, end)
    );
  }

  /** `\'e`, `\'{e}`, `{\'e}`, `\'{\i}`, `\c{c}`, `\v s`, `{\r a}`, `\t{oo}`. */
  #accent(name: string, at: number, depth: number): Read | undefined {
    if (!Object.hasOwn(ACCENTS, name)) return undefined;
    const end = at + 1 + name.length;
    const isBraced = this.#text[end] === '{';
    const base = isBraced ? this.#argument(end, depth) : bareLetter(this.#source, name, at);
    const text = base && accented(name, base.text, isBraced);
    return text === undefined || base === undefined ? undefined : { text, end: base.end };
  }

  #letter(name: string, end: number): Read | undefined {
    const text = Object.hasOwn(LETTERS, name) ? LETTERS[name] : undefined;
    if (text === undefined) return undefined;
    if (this.#text.startsWith('{}', end)) return { text, end: end + 2 };
    return { text, end: this.#source.after(SPACE, end) ?? end };
  }

  #styled(name: string, end: number, depth: number): Read | undefined {
    if (DECLARATIONS.has(name)) return depth > 0 ? { text: '', end: this.#source.after(SPACE, end) ?? end } : undefined;
    if (TRANSPARENT.has(name)) return this.#argument(end, depth);
    const from = this.#source.after(OPTIONAL, end) ?? end;
    // Arguments of unknown commands are never read: groups in groups would be read again and again.
    const first = SILENT.has(name) || SPECIAL.has(name) ? this.#argument(from, depth) : undefined;
    if (!first) return undefined;
    switch (name) {
      case 'textsuperscript':
        return { text: superscript(first.text), end: first.end };
      case 'textsubscript':
        return { text: subscript(first.text), end: first.end };
      case 'footnote':
      case 'thanks':
        return { text: ` (${first.text.trim()})`, end: first.end };
      case 'url':
        return { text: this.#text.slice(from + 1, first.end - 1), end: first.end };
      case 'href':
      case 'textcolor':
        return this.#argument(this.#source.after(SPACE, first.end) ?? first.end, depth);
      case 'hyperref':
        return first;
      default:
        return { text: '', end: first.end };
    }
  }

  #escape(name: string, at: number, end: number): Read | undefined {
    if (Object.hasOwn(ESCAPED, name)) return { text: ESCAPED[name] ?? '', end };
    if (Object.hasOwn(WORDS, name)) {
      return { text: WORDS[name] ?? '', end: this.#text.startsWith('{}', end) ? end + 2 : end };
    }
    const before = this.#text.charAt(at - 1);
    const after = this.#text.charAt(end);
    // A place where a word may break, a correction behind italics, a line break; all three are also signs of code.
    if (name === '-' && /\p{L}/u.test(before) && /\p{L}/u.test(after)) return { text: '', end };
    if (name === '/' && after === '}') return { text: '', end };
    if (name === '\\' && /^\s?$/.test(after)) return { text: ' ', end };
    return undefined;
  }

  /** Maths without dollars, `\alpha-divergence`, `\mathcal{O}`; or copied with its arguments. */
  #symbol(name: string, at: number, end: number): Read | undefined {
    if (!/[A-Za-z]{2}/.test(name)) return this.#source.copy(at, end);
    let close = end;
    for (let next = this.#source.closing(close); next !== undefined; next = this.#source.closing(close)) {
      close = next + 1;
    }
    const tex = this.#text.slice(at, close);
    return { text: formulaText(tex) ?? formulaText(`\\text{${tex}}`) ?? tex, end: close };
  }

  #argument(at: number, depth: number): Read | undefined {
    const close = this.#text[at] === '{' ? this.#source.closing(at) : undefined;
    if (close === undefined || depth >= MAX_DEPTH) return undefined;
    return { text: this.#range(at + 1, close, depth + 1), end: close + 1 };
  }
}

/** Where nothing is left, no tie or space may be left before a space or stop. */
function trimTie(before: string, after: string): string {
  return /[\s.,;:)]|^$/.test(after) ? before.replace(/[\s~]$/, '') : before;
}
