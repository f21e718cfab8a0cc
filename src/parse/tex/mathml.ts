// One TeX formula to a tree of MathML: the only file that knows KaTeX.
import { createRequire } from 'node:module';
import { parseDocument } from 'htmlparser2';
import type katex from 'katex';

export type MathNode = ReturnType<typeof parseDocument>['children'][number];

/** Reading KaTeX takes some 30 ms, and most documents hold no formula: it is loaded with the first one. */
const load = createRequire(import.meta.url);
let reader: typeof katex | undefined;

/** What KaTeX does not know and authors write. */
const MACROS = {
  ...{ '\\textsc': '\\text{#1}', '\\textsl': '\\text{#1}', '\\mbox': '\\text{#1}' },
  ...{ '\\Tilde': '\\tilde{#1}', '\\Hat': '\\hat{#1}', '\\Bar': '\\bar{#1}' },
};
/** A comment would end the formula; authors mean per cent. */
const BARE_PERCENT = /(?<!\\)%/g;
/** In words an underscore lowers nothing: `\texttt{bar_baz}`. */
const WORDS = /\\(?:text[a-z]{0,6}|mbox)\{[^{}\\$]{1,200}\}/g;
/** The hyphen of a name is no minus sign: `\mathrm{GPT-4}`. */
const NAMES = /\\math(?:bf|it|rm|sf|tt)\{(?=[^{}]*[A-Za-z]{3})([A-Za-z0-9]+(?:-[A-Za-z0-9]+)+)\}/g;
/** A link that shows an address, which is no maths. */
const SHOWN_ADDRESS = /\\href\{[^{}]*\}\{(https?:\/\/[^{}\s]+)\}/g;
/** MathJax's way to write a character by its code point, which arXiv's abstracts hold. */
const CODE_POINT = /\\unicode\{x([0-9a-f]{1,6})\}/gi;

/** @throws Error where KaTeX cannot read all of it, so that a formula is read whole or not at all */
export function readFormula(tex: string): MathNode[] {
  reader ??= load('katex') as typeof katex;
  // Only text is taken from the tree, so no address or style in it can do harm. The macros are new each time, since
  // `\gdef` writes into them.
  const mathml = reader.renderToString(meant(tex), {
    output: 'mathml',
    strict: 'ignore',
    trust: true,
    maxExpand: 100,
    macros: { ...MACROS },
  });
  return parseDocument(mathml, { xmlMode: true }).children;
}

function meant(tex: string): string {
  return tex
    .replace(SHOWN_ADDRESS, '\\url{$1}')
    .replace(BARE_PERCENT, '\\%')
    .replace(NAMES, '\\text{$1}')
    .replace(WORDS, words => words.replaceAll('_', '\\_'))
    .replace(CODE_POINT, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
}
