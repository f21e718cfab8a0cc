// A tree of MathML as one line of text: relations with spaces around them, all else as tight as print sets it.
import { subscript, superscript } from '../scripts.ts';
import type { MathNode } from './mathml.ts';

interface Piece {
  text: string;
  kind: 'atom' | 'number' | 'function' | 'relation' | 'comma' | 'colon' | 'fraction' | 'space';
}

const RELATION = /^(?:[=≠<>≤≥≦≧⩽⩾≪≫≈≃≅≡≢∼≲≳∝∈∉∋⊂⊃⊆⊇⊊⊋⊢⊨≺≻⪯⪰≼≽≜≔→←↔↦↪⇒⇐⇔⇝⟶⟵⟷⟹⟸⟺⟼]|:=)$/;
/** KaTeX puts this invisible sign behind the name of a function. */
const APPLICATION = '\u2061';
const SPACES = /[\s\u00a0\u2000-\u200a]+/g;
/** Forms that fonts lack or that search would miss. */
const PLAIN: Readonly<Record<string, string>> = { '∣': '|', '∥': '‖', '∗': '*', ϵ: 'ε', ϕ: 'φ' };
const DOUBLE_STRUCK: Readonly<Record<string, string>> = { C: 'ℂ', H: 'ℍ', N: 'ℕ', P: 'ℙ', Q: 'ℚ', R: 'ℝ', Z: 'ℤ' };
/** KaTeX's signs over a letter, as combining characters. */
// biome-ignore format: a table of pairs reads better in rows
const MARKS: Readonly<Record<string, string>> = {
  '^': '\u0302', '~': '\u0303', ˉ: '\u0304', '‾': '\u0304', '⃗': '\u20d7', '˙': '\u0307', '¨': '\u0308',
  ˊ: '\u0301', ˋ: '\u0300', '˘': '\u0306', ˇ: '\u030c', '˚': '\u030a',
};
/** Spaces around signs, which scripts do without: `i = 1`. */
const LOOSE = / (?=[^\p{L}])|(?<=[^\p{L}]) /gu;
/** KaTeX's sign for a space of negative width. */
const BACKSPACE = '\u2063';
/** Braces and brackets over and under a formula, which print stretches. */
const STRETCHED = /[⎴⎵⏜-⏡]/;
/** What stands under a root without brackets. */
const ONE_NUMBER_OR_LETTER = /^(?:\d+(?:\.\d+)?|\p{L}\p{M}*)$/u;
const ONE_SIGN_IN_BRACKETS = /^([_^])\((.\p{M}*)\)$/u;
/** A script with a script of its own, `^bᶜ`. */
const SCRIPT_IN_SCRIPT = /^([_^])([^(]*[\p{Lm}\p{No}][^(]*)$/u;
const ONE_LETTER = /^[\p{L}\p{N}]\p{M}*$/u;
const ONE_FACTOR = /^(?:[^\s+−=×·/(),:<>±|]+|[^\s+−=×·/(),:<>±|]*\([^()]*\))$/;

/** @throws Error for what one line cannot show: matrices, signs over several letters, boxes */
export function flattenMath(nodes: readonly MathNode[]): string {
  return join(nodes.flatMap(piecesOf)).replace(SPACES, ' ').trim();
}

function piecesOf(node: MathNode): Piece[] {
  if (node.type === 'text') return node.data.trim() === '' ? [] : [atom(node.data)];
  if (node.type !== 'tag') throw new Error(`a formula holds a node of type ${node.type}`);
  const parts = node.children;
  const part = (index: number) => flattenMath(parts.slice(index, index + 1));
  const script = (index: number) => part(index).replace(LOOSE, '');
  // KaTeX wraps scripts under bold and the like as one identifier.
  if (node.name.length <= 2 && parts.some(({ type }) => type === 'tag')) return parts.flatMap(piecesOf);
  switch (node.name) {
    case 'annotation':
    case 'mphantom':
      return [];
    case 'span':
    case 'math':
    case 'semantics':
    case 'mrow':
    case 'mstyle':
    case 'mpadded':
      return parts.flatMap(piecesOf);
    case 'mi':
    case 'mtext': {
      const text = textOf(parts);
      return text.includes(BACKSPACE) ? [] : [atom(letters(text, node.attribs.mathvariant))];
    }
    case 'mn':
      return [{ text: textOf(parts), kind: 'number' }];
    case 'mo':
      return operator(textOf(parts), node.attribs);
    case 'mspace':
      return node.attribs.width?.startsWith('-') ? [] : [{ text: ' ', kind: 'space' }];
    case 'msup':
      return scripted(parts, raised(script(1)));
    case 'msub':
      return scripted(parts, lowered(script(1)));
    case 'msubsup':
    case 'munderover':
      return scripted(parts, lowered(script(1)) + raised(script(2)));
    case 'munder':
      return node.attribs.accentunder ? parts.slice(0, 1).flatMap(piecesOf) : scripted(parts, lowered(script(1)));
    case 'mover':
      return node.attribs.accent ? [atom(accented(part(0), part(1)))] : scripted(parts, raised(script(1)));
    case 'msqrt': {
      const inner = flattenMath(parts);
      return [atom(ONE_NUMBER_OR_LETTER.test(inner) ? `√${inner}` : `√(${inner})`)];
    }
    case 'mfrac':
      return [{ text: fraction(part(0), part(1), node.attribs.linethickness), kind: 'fraction' }];
    default:
      throw new Error(`a formula holds ${node.name}`);
  }
}

function atom(text: string): Piece {
  return { text, kind: 'atom' };
}

function textOf(nodes: readonly MathNode[]): string {
  return nodes.map(node => (node.type === 'text' ? node.data : '')).join('');
}

/** Bold, script and sans-serif letters become plain ones, which mail fonts have and search finds. */
function letters(text: string, variant: string | undefined): string {
  return (variant === 'double-struck' ? DOUBLE_STRUCK[text] : undefined) ?? PLAIN[text] ?? text;
}

function operator(sign: string, { separator, fence }: { separator?: string; fence?: string }): Piece[] {
  if (STRETCHED.test(sign)) throw new Error(`${sign} is stretched`);
  if (sign === APPLICATION) return [{ text: '', kind: 'function' }];
  if (separator || sign === ',') return [{ text: sign, kind: 'comma' }];
  if (sign === ':') return [{ text: sign, kind: 'colon' }];
  return RELATION.test(sign) && !fence ? [{ text: sign, kind: 'relation' }] : [atom(PLAIN[sign] ?? sign)];
}

function raised(script: string): string {
  return bracketed(superscript(script));
}

function lowered(script: string): string {
  return bracketed(subscript(script));
}

/** A single sign needs no brackets, and a script that ends in a script does: `A_∞`, `a^(bᶜ)`. */
function bracketed(script: string): string {
  return script.replace(ONE_SIGN_IN_BRACKETS, '$1$2').replace(SCRIPT_IN_SCRIPT, '$1($2)');
}

function scripted([base]: readonly MathNode[], script: string): Piece[] {
  const pieces = base ? piecesOf(base) : [];
  const isFunction = pieces.at(-1)?.kind === 'function';
  const text = join(pieces) + (script === '^∘' ? '°' : script);
  return isFunction ? [atom(text), { text: '', kind: 'function' }] : [atom(text)];
}

function accented(base: string, sign: string): string {
  const mark = MARKS[sign];
  if (mark === undefined || !ONE_LETTER.test(base)) throw new Error(`${sign} stands over ${base}`);
  return `${base}${mark}`.normalize('NFC');
}

function fraction(above: string, below: string, lineThickness: string | undefined): string {
  if (lineThickness !== undefined) return `${above} choose ${below}`;
  return `${factor(above)}/${factor(below)}`;
}

function factor(text: string): string {
  return ONE_FACTOR.test(text) ? text : `(${text})`;
}

/** Joins as print would: `n log n`, `x ∈ ℝ`, `(n, k)`, `1,000`, but `1920×1080`. */
function join(pieces: readonly Piece[]): string {
  let line = '';
  pieces.forEach(({ text, kind }, index) => {
    const before = pieces[index - 1];
    const after = pieces[index + 1];
    const next = pieces.slice(index + 1).find(piece => piece.text.trim() !== '');
    const isFunctionName = after?.kind === 'function' && kind !== 'function';
    if (kind === 'relation') line += line.trim() !== '' && next ? ` ${text} ` : text;
    else if (kind === 'comma') line += next && !(before?.kind === 'number' && isGroup(next)) ? `${text} ` : text;
    else if (kind === 'colon') line += next && before?.kind !== 'number' ? `${text} ` : text;
    else if (kind === 'function') line += next && /^[\p{L}\p{N}√|]/u.test(next.text) ? ' ' : '';
    else if (kind === 'fraction') line += isFactor(before) || isFactor(after) ? `(${text})` : text;
    else line += isFunctionName && /[\p{L}\p{N})]$/u.test(line) ? ` ${text}` : text;
  });
  return line;
}

/** `1,000` is one number. */
function isGroup({ text, kind }: Piece): boolean {
  return kind === 'number' && /^\d{3}(?!\d)/.test(text);
}

/** Beside a fraction, a letter or number multiplies it. */
function isFactor(piece: Piece | undefined): boolean {
  return piece?.kind === 'number' || (piece?.kind === 'atom' && /^[\p{L}\p{N}]/u.test(piece.text));
}
