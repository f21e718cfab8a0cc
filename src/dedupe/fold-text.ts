// Text as it is compared: without case, accents, punctuation, TeX and Greek letters, so that two typings are one.

/** A command with an argument is dress (`\mathcal{O}`); one without is a word (`\alpha`). */
const TEX_DRESS = /\\[a-z]+\s*(?=\{)/gi;
const ENTITY = /&(?:#\d+|#x[\da-f]+|[a-z]+);/gi;
/** What is left of quotes and dashes that were read in a wrong character set. */
const MISREAD = /[âãåÂÃ]\s?(?:cents\s)?(?:[?¬€®¦™„œžŸ£¤¥¡§¨©ª«°±²³´µ¶·¸¹º»¼½¾¿]\s?)+/g;
/** The letter of norms, which other typings write as `l` or ℓ. */
const TEX_ELL = /\\ell(?![a-z])/gi;
const MARKS = /[\u0300-\u036f]/g;
/** ASCII without ampersand and backslash: most names and titles, which need no more than lower case. */
const PLAIN = /^[ -%'-[\]-~]*$/;
const NOT_PLAIN_WORD = /[^a-z\d]+/;
const NOT_WORD = /[^\p{L}\p{N}]+/u;
const GREEK = /[α-ω]/g;
const GREEK_NAMES =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon phi chi psi omega'.split(
    ' ',
  );

/** The words of a text, folded: "β-VAE" and "$\beta$-{VAE}" are both "beta", "vae". */
export function foldedWords(text: string): string[] {
  const words = PLAIN.test(text) ? text.toLowerCase().split(NOT_PLAIN_WORD) : fold(text).split(NOT_WORD);
  return words.filter(word => word !== '');
}

/** Written without spaces: a character tells as much as a word. */
const CHARACTERS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const CHARACTER_OR_REST = new RegExp(`${CHARACTERS.source}|(?:(?!${CHARACTERS.source}).)+`, 'gu');

/** The same, with each Chinese or Japanese character as a word of its own. */
export function foldedUnits(text: string): string[] {
  const words = foldedWords(text);
  return CHARACTERS.test(text) ? words.flatMap(word => word.match(CHARACTER_OR_REST) ?? []) : words;
}

/** Whether it is one of those characters. */
export function isCharacter(unit: string): boolean {
  return unit.length <= 2 && CHARACTERS.test(unit);
}

function fold(text: string): string {
  return text
    .replace(TEX_DRESS, '')
    .replace(TEX_ELL, 'l')
    .replace(ENTITY, ' ')
    .replace(MISREAD, ' ')
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(GREEK, letter => GREEK_NAMES[letter.charCodeAt(0) - 0x3b1] ?? letter);
}

/** Letters and digits of a title, folded: equal for two typings of one title. */
export function titleKey(title: string): string {
  return foldedWords(title).join('');
}
