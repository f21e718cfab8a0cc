// What the commands of TeX's text mode mean; its maths is KaTeX's business.

/** The argument is what is read. */
export const TRANSPARENT: ReadonlySet<string> = new Set(
  'emph text textbf textit textmd textnormal textrm textsc textsf textsl texttt textup uline underline mbox'.split(' '),
);

/** They say nothing to somebody who reads one paragraph. */
export const SILENT: ReadonlySet<string> = new Set(
  'cite citealp citealt citeauthor citep citet citeyear color label ref eqref autoref vspace hspace'.split(' '),
);

/** They do more with their arguments than show them or not. */
export const SPECIAL: ReadonlySet<string> = new Set(
  'footnote href hyperref textcolor textsubscript textsuperscript thanks url'.split(' '),
);

/** Styles that hold until the end of their group, and take no argument. */
export const DECLARATIONS: ReadonlySet<string> = new Set(
  'bf bfseries em it itshape large normalsize rm sc scshape sf sffamily sl small tt ttfamily'.split(' '),
);

/** Letters, which swallow the space that ends their name. */
export const LETTERS: Readonly<Record<string, string>> = {
  ...{ AA: 'Å', AE: 'Æ', DH: 'Ð', DJ: 'Đ', L: 'Ł', NG: 'Ŋ', O: 'Ø', OE: 'Œ', TH: 'Þ' },
  ...{ aa: 'å', ae: 'æ', dh: 'ð', dj: 'đ', i: 'ı', j: 'ȷ', l: 'ł', ng: 'ŋ', o: 'ø', oe: 'œ', ss: 'ß', th: 'þ' },
};

/** The short forms are macros that half of all authors define alike; arXiv writes `{\deg}` for a degree sign. */
export const WORDS: Readonly<Record<string, string>> = {
  ...{ LaTeX: 'LaTeX', TeX: 'TeX', deg: '°', dots: '…', ldots: '…', quad: ' ', qquad: ' ', space: ' ' },
  ...{ eg: 'e.g.', etal: 'et al.', ie: 'i.e.', textbackslash: '\\', textasciitilde: '~', slash: '/' },
  ...{ textmu: 'µ', textperthousand: '‰', circledR: '®' },
};

/** Signs that TeX makes one escape. */
export const ESCAPED: Readonly<Record<string, string>> = {
  ...{ '%': '%', '&': '&', $: '$', '#': '#', _: '_', '{': '{', '}': '}' },
  ...{ ' ': ' ', ',': ' ', '@': '' },
};

/** Accents as the combining characters that NFC joins with their letter. */
export const ACCENTS: Readonly<Record<string, string>> = {
  ...{ "'": '\u0301', '`': '\u0300', '^': '\u0302', '"': '\u0308', '~': '\u0303', '=': '\u0304', '.': '\u0307' },
  ...{ c: '\u0327', d: '\u0323', b: '\u0331', H: '\u030b', k: '\u0328', r: '\u030a', u: '\u0306', v: '\u030c' },
  ...{ h: '\u0309', t: '\u0361' },
};
