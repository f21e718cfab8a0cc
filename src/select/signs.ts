// Signs that belong to the word before them though they are no letters: `C++`, `C#`, `HumanEval+`.

/** Of a word for which it makes no difference what follows it. */
export const ANY_SIGNS = -1;
export const NO_SIGNS = 0;

const SIGNS = ['', '+', '++', '#'];
const OTHER_SIGNS = SIGNS.length;
const [PLUS, HASH] = ['+', '#'].map(sign => sign.charCodeAt(0));

/** A number for the `+` and `#` that directly follow a word; 0 for none. */
export function signsAt(text: string, end: number): number {
  let after = end;
  while (isSign(text.charCodeAt(after))) after += 1;
  if (after === end) return NO_SIGNS;
  const signs = SIGNS.indexOf(text.slice(end, after));
  return signs < 0 ? OTHER_SIGNS : signs;
}

/** Whether a word with the wanted signs is the one that was found: `C` is neither `C++` nor `C#`, but a lone + only adds. */
export function isSignedAs(wanted: number, found: number): boolean {
  return wanted === ANY_SIGNS || wanted === found || (wanted === NO_SIGNS && SIGNS[found] === '+');
}

function isSign(code: number): boolean {
  return code === PLUS || code === HASH;
}
