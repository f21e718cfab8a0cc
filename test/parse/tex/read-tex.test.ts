import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTex } from '../../../src/parse/tex/read-tex.ts';

describe('accents and letters', () => {
  test.each([
    ["Andr\\'e, Andr\\'{e}, Andr{\\'e}, Andr{\\'{e}}", 'André, André, André, André'],
    ['T\\"ULU by {\\"O}zg\\"ur', 'TÜLU by Özgür'],
    [
      "Fran\\c{c}ois, Fran\\c cois, Ho\\v{s}ek, Dvo\\v r\\'ak, Erd\\H{o}s, W\\k{a}s",
      'François, François, Hošek, Dvořák, Erdős, Wąs',
    ],
    [
      'S\\o ren, S{\\o}ren, S\\o{}ren, Stra\\ss e, \\L ukasz, \\AA rhus, H\\aa kon',
      'Søren, Søren, Søren, Straße, Łukasz, Århus, Håkon',
    ],
    [
      "Bolet\\'{\\i}n, Bolet\\'\\i{}n, na\\\"ive, \\.{Z}ak, \\~nandu, Beno\\^it",
      'Boletín, Boletín, naïve, Żak, ñandu, Benoît',
    ],
    ["Nguy\\~{\\^e}n Th\\'{\\^e}", 'Nguyễn Thế'],
    ['\\"{O}mer \\"{O}zg\\"{u}r', 'Ömer Özgür'],
    ["Jos\\'{e} \\'{A}lvarez, \\'{I}\\~{n}igo Mart\\'{\\i}", 'José Álvarez, Íñigo Martí'],
    ['\\"{U}ber Schr\\"{o}dinger operators', 'Über Schrödinger operators'],
    ["\\'Angel L\\'{o}pez, \\'Angel Mart\\'\\i n, \\'E. Blanc", 'Ángel López, Ángel Martín, É. Blanc'],
    ['\\`A propos d\\`{e}s, {\\"O}zg{\\"u}r, {\\"{O}}mer', 'À propos dès, Özgür, Ömer'],
    ['{\\.Z}urawski, \\.Zurawski, {\\=A}bols, \\=Abols, K{\\=a}lis', 'Żurawski, Żurawski, Ābols, Ābols, Kālis'],
  ])('%j becomes %j', (tex, text) => {
    expect(readTex(tex)).toBe(text);
  });

  test.each([
    ["'", 'e', 'é'],
    ['`', 'e', 'è'],
    ['^', 'e', 'ê'],
    ['"', 'e', 'ë'],
    ['~', 'n', 'ñ'],
    ['=', 'a', 'ā'],
    ['.', 'Z', 'Ż'],
    ['c ', 'c', 'ç'],
    ['v ', 's', 'š'],
    ['v ', '\\i', 'ǐ'],
    ['u ', 'g', 'ğ'],
    ['k ', 'a', 'ą'],
    ['d ', 't', 'ṭ'],
    ['b ', 'd', 'ḏ'],
    ['t ', 'oo', 'o\u0361o'],
    ['H ', 'o', 'ő'],
    ['r ', 'u', 'ů'],
    ['h ', 'a', 'ả'],
  ])('\\%s over %s is read braced or in its group, wherever in a word or a list it stands', (mark, base, letter) => {
    for (const tex of [`\\${mark.trim()}{${base}}`, `{\\${mark}${base}}`, `{\\${mark.trim()}{${base}}}`]) {
      expect(readTex(`${tex}x, y${tex}z ${tex}, ${tex}`)).toBe(`${letter}x, y${letter}z ${letter}, ${letter}`);
    }
  });

  test.each(['\\t{au}, \\b{eta}, \\r{ho}', '\\"{x}\\": 1', 'a \\"tag\\"\\n'])(
    'lost backslashes and code stay: %j',
    text => {
      expect(readTex(text)).toBe(text);
    },
  );

  test.each(["the model\\'s answer", "it doesn\\'t", 'the \\"art\\" of', 'example\\.com, \\d+, \\u0301', 'a\\=b'])(
    'an escape is no accent: %j',
    text => {
      expect(readTex(text)).toBe(text.replace("\\'", "'"));
    },
  );
});

describe('commands', () => {
  test.each([
    ['\\textbf{Bold}, \\emph{all} \\textsc{Caps} \\texttt{a\\_b}', 'Bold, all Caps a_b'],
    ['\\textbf{M}odular {\\bf T}itles, {\\em a priori\\/}', 'Modular Titles, a priori'],
    ['\\textit{one \\textbf{in} another}', 'one in another'],
    ['R\\&D, 50\\%, a\\_b, \\#1, \\$100', 'R&D, 50%, a_b, #1, $100'],
    ['as shown~\\cite{who2025} before \\citep[p.~2]{she}.', 'as shown before.'],
    ['code\\footnote{At \\url{https://x.test/~me/a_b--c}}.', 'code (At https://x.test/~me/a_b--c).'],
    ['\\href{https://x.test}{our page}, \\textcolor{red}{red}', 'our page, red'],
    ['E\\textsuperscript{2}R, CO\\textsubscript{2}', 'E²R, CO₂'],
    ['360{\\deg} view, {\\lambda} and \\alpha-divergence, 3\\times faster', '360° view, λ and α-divergence, 3× faster'],
    ['\\eg, this, \\ie that \\ldots', 'e.g., this, i.e. that …'],
  ])('%j becomes %j', (tex, text) => {
    expect(readTex(tex)).toBe(text);
  });

  test.each([
    'we call it \\method, \\ours{} and \\name{X}',
    '\\revise{all of \\emph{this}}',
    'C:\\new\\table and D:\\alpha\\o, \\\\server\\share',
    'the line end \\n, the tab \\t',
    '{Celeb-DF++} over {0, 1}, \\emph',
    'unclosed \\textbf{group',
    'stop} here',
  ])('stays as it was: %j', text => {
    expect(readTex(text)).toBe(text);
  });
});

describe('formulas', () => {
  test.each([
    ['$\\alpha$-divergence, $k$-NN, $d$, $5$', 'α-divergence, k-NN, d, 5'],
    ['H$^{\\mathbf{3}}$DP, MEC$^3$O, $\\pi_0$, $A^2$GC', 'H³DP, MEC³O, π₀, A²GC'],
    ['$1920\\times1080$, 10$\\times$, $\\sim$50\\%, $\\leq$6, $10-21\\%$', '1920×1080, 10×, ∼50%, ≤6, 10−21%'],
    ['$\\mathcal{O}(n\\log n)$, $O(\\sqrt{T})$, $\\tilde{O}(\\sqrt{n+1})$', 'O(n log n), O(√T), Õ(√(n+1))'],
    ['$x\\in\\mathbb{R}^d$, $p<0.05$, $n = 5$, $f: X \\to Y$', 'x ∈ ℝᵈ, p < 0.05, n = 5, f: X → Y'],
    [
      '$d_{\\text{model}}=512$, $x_{i+1}$, $x_{ij}$, $n^{3/2}$, $v^*$, $90^\\circ$',
      'd_model = 512, xᵢ₊₁, x_ij, n^(3/2), v*, 90°',
    ],
    ['$\\frac{a}{b}$, $\\frac{1}{n+1}$, $2\\frac{a}{b}$, $\\binom{n}{k}$', 'a/b, 1/(n+1), 2(a/b), (n choose k)'],
    ['$(n,k)$, $\\{0,1\\}^n$, $1,000$, $\\|x\\|_2$, $\\log_2 n$', '(n, k), {0, 1}ⁿ, 1,000, ‖x‖₂, log₂ n'],
    ['$$\\sum_{i=1}^n i$$, \\(x^2\\), \\[\\min_x f(x)\\]', '∑ᵢ₌₁ⁿi, x², minₓ f(x)'],
    ['$\\textbf{H$^3$DP}$, $\\texttt{bar_baz}$, $\\textbf{6%}$', 'H³DP, bar_baz, 6%'],
    ['systems$\\unicode{x2013}$both', 'systems–both'],
    ['M$_\\odot$, $A_\\infty$, $A^\\perp$, $90^{\\circ}$, $x_{\\ge 0}$', 'M_⊙, A_∞, A^⊥, 90°, x_(≥0)'],
    ['$\\sqrt{TK}$, $\\sqrt{2n}$, $\\sqrt{n^2}$, $\\sqrt{0.5}$', '√(TK), √(2n), √(n²), √0.5'],
    ['$a^{b^c}$, $2^{2^n}$, $e^{x_1}$, $e^{-x^2}$, $a_{b_c}$', 'a^(bᶜ), 2^(2ⁿ), e^(x₁), e^(−x²), a_(b_c)'],
    ['$S$kill-based $Co$mmonsense $Re$asoning', 'Skill-based Commonsense Reasoning'],
  ])('%j becomes %j', (tex, text) => {
    expect(readTex(tex)).toBe(text);
  });

  test.each([
    '$\\begin{pmatrix}a & b\\end{pmatrix}$',
    '$\\ours_2 + \\alpha$ beats $\\widehat{AB}$',
    '$\\alpha + \\frac{a}{$ is broken',
    '$\\gdef\\alpha{b}$',
    '$\\overbrace{a}^{n}$, $\\underbrace{a}_{n}$',
    '$see https://x.test/a_b$',
  ])('is read whole or not at all: %j', text => {
    expect(readTex(text)).toBe(text);
  });

  test.each([
    ['$ALLaM-34B$, $evaluation-only$, $\\mathrm{GPT-4}$', 'ALLaM-34B, evaluation-only, GPT-4'],
    ['Reference$-$Guided, F1$-$score, GPT$-$4', 'Reference-Guided, F1-score, GPT-4'],
  ])('a hyphen of names is no minus sign: %j', (tex, text) => {
    expect(readTex(tex)).toBe(text);
  });

  test('between numbers and variables, and as a sign, it is one', () => {
    expect(readTex('$n-k$, $2n-1$, $-1$, ($-$5\\%), 5$-$10, $1-\\mathrm{MSE}$')).toBe(
      'n−k, 2n−1, −1, (−5%), 5−10, 1−MSE',
    );
  });

  test.each([
    '$https://x.test/a-b/c_d$',
    '$\\url{https://x.test/a-b/c_d}$',
    '$\\href{https://x.test}{https://x.test/a-b/c_d}$',
  ])('an address is no maths: %j', tex => {
    expect(readTex(tex)).toBe('https://x.test/a-b/c_d');
  });

  test('a formula cannot change what the next one means', () => {
    expect(readTex('$\\gdef\\beta{x}\\beta$ $\\beta$')).toMatch(/ β$/);
  });
});

describe('money', () => {
  test.each([
    '$5 million and $10',
    'costs $100-$200',
    'US$3 and US$4',
    'from $0.398 to $1.20, or 5$ to 10$',
    'a 5$-10$ fee',
    'paid in US$Co$ts',
    '$HOME/$USER',
    '$1,350), at most 5% and $2,400; 90%',
    'under $0.1',
  ])('stays: %j', text => {
    expect(readTex(text)).toBe(text);
  });

  test('stays beside formulas', () => {
    expect(readTex('$5 for $k$ of $n^2$, then \\$6 or $7')).toBe('$5 for k of n², then $6 or $7');
  });

  test('no two prices are ever a formula', () => {
    const price = fc.tuple(
      fc.integer({ min: 1, max: 9999 }),
      fc.constantFrom('', 'k', ' million', 'M', '.50', ' per hour'),
    );
    const between = fc.constantFrom(' and ', '-', ' to ', '/', ', ', ' or up to ', ' for \\emph', ') vs. (');
    fc.assert(
      fc.property(price, between, price, ([a, unitA], words, [b, unitB]) => {
        const text = `It costs $${a}${unitA}${words}$${b}${unitB}`;
        expect(readTex(text)).toBe(text);
      }),
    );
  });
});

describe('punctuation', () => {
  test.each([
    ["``quotes'' and ``more of them''", '“quotes” and “more of them”'],
    ['\\emph{this}---that, Kullback--Leibler, pages 1--9 -- or so', 'this—that, Kullback–Leibler, pages 1–9 – or so'],
    ['by~\\emph{me}, Mistral~Large~2, 5~\\%, 0.3~m', 'by me, Mistral Large 2, 5 %, 0.3 m'],
    [
      '\\emph{about} ~20, 5~10, run --help, https://x.test/~me/a--b',
      'about ~20, 5~10, run --help, https://x.test/~me/a--b',
    ],
  ])('%j becomes %j', (tex, text) => {
    expect(readTex(tex)).toBe(text);
  });

  test.each(['a -- b, c--d, e---f', '~20 items, Large~2', "''both''", '``code``'])('stays in plain text: %j', text => {
    expect(readTex(text)).toBe(text);
  });
});

describe('TeX that lost its backslashes and dollars', () => {
  test.each([
    ['X^{2}-Gaussian and a codebook of 2^{128}, x_{i}, d_{model}', 'X²-Gaussian and a codebook of 2¹²⁸, xᵢ, d_model'],
    ['via texttt{D}ual-texttt{H}ead texttt{O}ptimization', 'via Dual-Head Optimization'],
    ['mathcal{O}(n), frac{1}{n}, sqrt{T}', 'O(n), 1/n, √T'],
    ['1920times1080, 90times faster', '1920×1080, 90× faster'],
  ])('%j becomes %j', (damaged, text) => {
    expect(readTex(damaged)).toBe(text);
  });

  test.each(['3 times as many', '{Celeb}', 'https://x.test/{Webpage}', 'f{x}', 'context{a}'])('stays: %j', text => {
    expect(readTex(text)).toBe(text);
  });
});

describe('laws', () => {
  /** Texts that are nearly TeX, which random characters never are. */
  const scraps = fc.constantFrom(
    ...[
      '\\',
      '$',
      '{',
      '}',
      '^',
      '_',
      '~',
      '--',
      '``',
      "''",
      "'",
      '"',
      ' ',
      'a',
      'É',
      '5',
      '%',
      '[',
      ']',
      '(',
      ')',
      '.',
    ],
    ...[
      '\\emph',
      '\\alpha',
      '\\frac',
      "\\'",
      '\\c',
      '\\o',
      '\\cite',
      '\\footnote',
      '\\bf',
      '\\text',
      '\\left',
      '\\(',
      '\\]',
    ],
    ...[
      '\\$',
      '\\{',
      '\\\\',
      '\\textbackslash',
      '\\textasciitilde',
      '\\def',
      '$k$',
      '{x}',
      'word',
      '^{2}',
      '_{',
      '5times',
      '{\\r a}',
      '\\"{O}',
      '\\.Z',
      '$-$',
      '$Co$',
      'textbf{',
      'frac{a}',
      'C:\\',
    ],
  );
  const nearlyTex = fc.array(scraps, { maxLength: 30 }).map(parts => parts.join(''));

  test('reading twice is reading once', () => {
    fc.assert(
      fc.property(nearlyTex, text => {
        const once = readTex(text);
        expect(readTex(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  test('text without a sign of TeX comes back as it is', () => {
    fc.assert(fc.property(fc.stringMatching(/^[^\\${`t]*$/), text => void expect(readTex(text)).toBe(text)));
  });

  test('any text can be read', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), text => void expect(typeof readTex(text)).toBe('string')));
  });

  test.each([
    ['open braces', '{'],
    ['dollars', '$'],
    ['backslashes', '\\'],
    ['backticks', '`'],
    ['groups that never close', '\\emph{'],
    ['formulas that never close', '\\('],
    ['accents without letters', "\\'"],
    ['hyphens behind TeX', '-', '\\emph{x} '],
    ['ties behind TeX', '~', '\\emph{x} '],
    ['letters behind TeX', 'a', '\\emph{x} ~'],
  ])('%s, 100 kB of them, are only signs', (_, sign, before = '') => {
    const text = before + sign.repeat(100_000 / sign.length);
    expect(readTex(text).length).toBeGreaterThan(90_000);
  });

  test.each(['c', 'foo', 'emph', 'footnote', 'alpha', '"'])('\\%s in itself, time and again, is read once', name => {
    const text = `${`\\${name}{`.repeat(12)}${'word '.repeat(5000)}${'}'.repeat(12)}`;
    expect(readTex(text)).toContain('word word');
  });

  test('groups in groups beyond all measure stay as they are', () => {
    const text = `${'{'.repeat(50_000)}x${'}'.repeat(50_000)}`;
    expect(readTex(text)).toBe(text);
    expect(readTex(`$${'{'.repeat(5000)}x${'}'.repeat(5000)}$`)).toContain('{x}');
  });
});
