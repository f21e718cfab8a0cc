// Raised and lowered text on one line: Unicode signs where every font has them, `^` and `_` elsewhere.

const SIGNS = '0123456789+-−=()';
const SUPERSCRIPTS = new Map([
  ...zip(SIGNS, '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾'),
  ...zip('abcdefghijklmnoprstuvwxyzT', 'ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀ'),
]);
const SUBSCRIPTS = new Map([...zip(SIGNS, '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎'), ...zip('aehijklmnoprstuvx', 'ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ')]);

/** These stand high by themselves. */
const RAISED = /^[*⋆†‡′″‴°™®]+$/;
const ORDINAL = /^(?:st|nd|rd|th)$/;
const ONE_TOKEN = /^[\p{L}\p{N}.]+$/u;

/** `3` becomes `³`, `n+1` becomes `ⁿ⁺¹`, `Lite` becomes `^Lite`. */
export function superscript(text: string): string {
  if (text === 'TM') return '™';
  if (RAISED.test(text) || ORDINAL.test(text)) return text;
  return inUnicode(text, SUPERSCRIPTS) ?? inAscii(text, '^');
}

/** `0` becomes `₀`, `model` becomes `_model`. */
export function subscript(text: string): string {
  return inUnicode(text, SUBSCRIPTS) ?? inAscii(text, '_');
}

/** A word in little letters neither reads nor searches well: one letter at most. */
function inUnicode(text: string, signs: ReadonlyMap<string, string>): string | undefined {
  const characters = [...text.replaceAll(' ', '')];
  if (characters.filter(character => /\p{L}/u.test(character)).length > 1) return undefined;
  const mapped = characters.map(character => signs.get(character));
  return mapped.includes(undefined) ? undefined : mapped.join('');
}

function inAscii(text: string, mark: string): string {
  return ONE_TOKEN.test(text) ? `${mark}${text}` : `${mark}(${text})`;
}

function zip(plain: string, small: string): [string, string][] {
  const signs = [...small];
  return [...plain].map((character, index) => [character, signs[index] ?? character]);
}
