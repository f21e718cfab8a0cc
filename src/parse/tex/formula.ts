// Formulas in prose: where one begins and ends, what is only money, and how it reads on one line.
import { flattenMath } from './flatten-math.ts';
import { readFormula } from './mathml.ts';

export interface Formula {
  /** Without its delimiters. */
  tex: string;
  /** Offset behind the closing delimiter. */
  end: number;
}

/** What is longer is no simple formula; the limit also bounds the work that a hostile text can cause. */
const MAX_TEX_CHARS = 300;
/** Papers repeat a few short formulas, `k` and `\alpha`, so most are read once. */
const MAX_REMEMBERED = 2000;
const remembered = new Map<string, string | undefined>();

/** Longest first: `$$` is not an empty `$…$`. */
const DELIMITERS: readonly [open: string, close: string][] = [
  ['$$', '$$'],
  ['$', '$'],
  ['\\(', '\\)'],
  ['\\[', '\\]'],
];

/** Only TeX is written so. */
const CERTAIN = /\\[A-Za-z{}|,;!%]|[_^]/;
/** Words of prose between two dollars: `$5 in 2024 and 10\% of $6`. Braces may hold words, and functions have names. */
const BRACED = /\{[^{}]*\}/g;
const PROSE = /(?:^|\s)(?!(?:log|exp|min|max|sin|cos|mod|gcd)\b)(?:[a-z]{3,}|at|by|in|is|of|or|to|vs)(?=[\s,.;:]|$)/;
/** `k`, `n=2`, `BLEU`, `Pass@1`: one token, or signs between single letters and numbers. */
const ONE_TOKEN = /^[A-Za-z][A-Za-z0-9@.-]*$/;
const SIGN_OR_LETTER = /^[^\s\d]$/u;
/** `Co` of `$Co$mmonsense`: the letters that make an acronym. */
const ACRONYM = /^[A-Z][A-Za-z]{1,3}$/;
/** `ALLaM-34B`, `evaluation-only`: its hyphens are no minus signs. */
const HYPHENATED = /^(?=.*[A-Za-z]{3})[A-Za-z0-9.@]+(?:-[A-Za-z0-9.@]+)+$/;
const ADDRESS = /^(?:https?:\/\/|www\.)[^\s\\${}]+$/;
const NUMBER = /^\d+(?:\.\d+)?$/;

/** @returns the formula whose opening delimiter stands at `start`; undefined where there is none, or where it is money */
export function formulaAt(text: string, start: number): Formula | undefined {
  const delimiter = DELIMITERS.find(([open]) => text.startsWith(open, start));
  if (!delimiter) return undefined;
  const [open, close] = delimiter;
  const from = start + open.length;
  const within = text.slice(from, from + MAX_TEX_CHARS + close.length);
  const length = endOf(within, close);
  if (length <= 0) return undefined;
  const tex = within.slice(0, length);
  const end = from + length + close.length;
  const isFormula = open !== '$' || isMath(tex, text.charAt(start - 1), text.charAt(end));
  return isFormula && tex.trim() !== '' ? { tex, end } : undefined;
}

/** @returns the formula as one line of text, or undefined where not all of it can be read */
export function formulaText(tex: string): string | undefined {
  if (remembered.has(tex)) return remembered.get(tex);
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  const text = tex.length <= MAX_TEX_CHARS ? convert(tex) : undefined;
  remembered.set(tex, text);
  return text;
}

function convert(tex: string): string | undefined {
  if (NUMBER.test(tex) || /^[A-Za-z]$/.test(tex) || HYPHENATED.test(tex) || ADDRESS.test(tex)) return tex;
  try {
    const text = flattenMath(readFormula(tex));
    // An address among other signs was taken for maths.
    return text === '' || text.includes(': //') ? undefined : text;
  } catch {
    // Not TeX, or more of it than KaTeX knows or one line can show: it stays as it was.
    return undefined;
  }
}

/** Offset of the closing delimiter: the first that is not in braces, `$\textbf{H$^3$DP}$`, if the braces are closed. */
function endOf(tex: string, close: string): number {
  let depth = 0;
  let inBraces = -1;
  for (let at = 0; at < tex.length; at++) {
    const closes = tex.startsWith(close, at);
    if (closes && depth <= 0) return at;
    if (closes && inBraces < 0) inBraces = at;
    if (tex[at] === '\\') at++;
    else if (tex[at] === '{') depth++;
    else if (tex[at] === '}') depth--;
  }
  return inBraces;
}

/** Two dollars may as well be two prices: `$5 million and $10`, `$100-$200`, `$HOME/$USER`. */
function isMath(tex: string, before: string, after: string): boolean {
  const isProse = PROSE.test(tex.replace(BRACED, ''));
  if (CERTAIN.test(tex)) return !isProse || (!/^\d/.test(tex) && /^\s/.test(tex) === /\s$/.test(tex));
  // Pandoc's rule for the rest (tex_math_dollars), made stricter for what touches the dollars outside.
  if (SIGN_OR_LETTER.test(tex)) return true;
  if (/^\s|\s$/.test(tex) || /\d/.test(after) || (isProse && tex.includes(' '))) return false;
  if (NUMBER.test(tex)) return true;
  if (ACRONYM.test(tex) && !/[\p{L}\p{N}]/u.test(before) && /\p{Ll}/u.test(after)) return true;
  return !/[\p{L}\p{N}]/u.test(after) && (!/\d/.test(before) || ONE_TOKEN.test(tex));
}
