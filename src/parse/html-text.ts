// HTML fragments of feeds to plain text: tags go, entities become characters.

/** Attributes must look like attributes: `a <b and c> d` is text. */
const ATTRIBUTES =
  /(?:\s{1,20}[^\s=<>"']{1,60}=(?:"[^"<>]{0,2000}"|'[^'<>]{0,2000}'|[^\s<>"']{1,2000})){0,40}\s{0,20}\/?/.source;
const BLOCK_NAMES = 'p|div|br|li|ul|ol|tr|table|h[1-6]|blockquote|section|article|hr';
const BLOCK_TAG = new RegExp(`</?(?:${BLOCK_NAMES})${ATTRIBUTES}>`, 'gi');
const TAG = new RegExp(`</?[a-z][a-z0-9:-]{0,40}${ATTRIBUTES}>|<!--[^<>]{0,2000}-->`, 'gi');
const HIDDEN = /<(script|style)(?:\s[^<>]{0,2000})?>[^<]{0,100000}<\/\1>/gi;
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z][a-z0-9]{1,31}));/gi;

// biome-ignore format: a table of pairs reads better in rows
const NAMED: Record<string, string> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ndash: '–', mdash: '—', minus: '−', hellip: '…',
  lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', laquo: '«', raquo: '»', bull: '•', middot: '·', times: '×', divide: '÷',
  plusmn: '±', deg: '°', micro: 'µ', copy: '©', reg: '®', trade: '™', sect: '§', para: '¶', euro: '€', pound: '£', yen: '¥',
  cent: '¢', szlig: 'ß', aelig: 'æ', AElig: 'Æ', oslash: 'ø', Oslash: 'Ø', oelig: 'œ', OElig: 'Œ', eth: 'ð', ETH: 'Ð',
  thorn: 'þ', THORN: 'Þ', le: '≤', ge: '≥', ne: '≠', asymp: '≈', infin: '∞', rarr: '→', larr: '←', sum: '∑', radic: '√',
  alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', epsilon: 'ε', eta: 'η', theta: 'θ', kappa: 'κ', lambda: 'λ', mu: 'μ',
  pi: 'π', rho: 'ρ', sigma: 'σ', tau: 'τ', phi: 'φ', chi: 'χ', psi: 'ψ', omega: 'ω', Delta: 'Δ', Omega: 'Ω', Sigma: 'Σ',
};

/** `eacute` is an e with an acute: the letter and the combining accent, joined by NFC. */
const ACCENTS: Record<string, string> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
  ring: '\u030a',
  caron: '\u030c',
  cedil: '\u0327',
};
const ACCENTED = /^([a-z])(grave|acute|circ|tilde|uml|ring|caron|cedil)$/i;

/** Block tags become line ends, other tags vanish, then entities are decoded once. */
export function htmlToText(html: string): string {
  return decodeEntities(html.replace(HIDDEN, ' ').replace(BLOCK_TAG, '\n').replace(TAG, ''));
}

/** Decodes character references; names that HTML does not know stay as they are. */
export function decodeEntities(text: string): string {
  return text.replace(ENTITY, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return namedCharacter(name) ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** @returns the character of an HTML entity's name, or undefined */
export function namedCharacter(name: string): string | undefined {
  if (Object.hasOwn(NAMED, name)) return NAMED[name];
  const [, letter, accent] = ACCENTED.exec(name) ?? [];
  return letter && accent ? `${letter}${ACCENTS[accent.toLowerCase()]}`.normalize('NFC') : undefined;
}
