// Which words are one word, written with a slip of the pen or in another form.

/** Of shorter words another letter makes another word. */
const LEAST_MISSPELT = 5;
/** From here on also another first letter is a slip, though one more in front is not ("symmetric" and "asymmetric"). */
const LEAST_MISSPELT_FIRST = 8;
const LETTERS = /^[a-z]+$/;
const LEAST_STEM = 4;
/** What is left of two forms of a word behind the letters that they share: "estimati|on" and "estimati|ng". */
const ENDING =
  /^(?:e|s|es|y|ies|d|ed|r|er|ers|or|ors|able|ability|al|ally|hood|ly|ic|ics|ical|ity|ive|ve|ion|on|ions|ons|ation|ations|ing|ng|ings|ment|ments)?$/;

/**
 * "couting" and "counting", "model" and "modeling". What differs in more than a letter at its beginning is another word
 * ("supervised" and "unsupervised", "implicit" and "explicit"), as is what differs in a digit. Symmetric.
 */
export function isOneWord(a: string, b: string): boolean {
  if (a === b) return true;
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  if (shorter.length < LEAST_STEM || !LETTERS.test(a) || !LETTERS.test(b)) return false;
  if (a[0] !== b[0] || (a[1] !== b[1] && a[1] !== b[2] && a[2] !== b[1]))
    return shorter.length >= LEAST_MISSPELT_FIRST && longer.slice(1) !== shorter && isWithinEdits(1, shorter, longer);
  if (longer.length >= LEAST_MISSPELT && isWithinEdits(longer.length >= 9 ? 2 : 1, shorter, longer)) return true;
  let stem = 2;
  while (stem < shorter.length && a[stem] === b[stem]) stem++;
  return stem >= LEAST_STEM && ENDING.test(a.slice(stem)) && ENDING.test(b.slice(stem));
}

/**
 * Whether so few letters inserted, left out, exchanged or turned round with the next make one of the other (Damerau and
 * Levenshtein's distance, where no letter is touched twice).
 */
export function isWithinEdits(limit: number, shorter: string, longer: string): boolean {
  if (longer.length - shorter.length > limit) return false;
  let beforeLast: number[] = [];
  let row = Array.from({ length: longer.length + 1 }, (_, at) => at);
  for (let i = 1; i <= shorter.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= longer.length; j++) {
      const exchanged = row[j - 1]! + (shorter[i - 1] === longer[j - 1] ? 0 : 1);
      let cost = Math.min(exchanged, row[j]! + 1, next[j - 1]! + 1);
      if (i > 1 && j > 1 && shorter[i - 1] === longer[j - 2] && shorter[i - 2] === longer[j - 1])
        cost = Math.min(cost, beforeLast[j - 2]! + 1);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return false;
    [beforeLast, row] = [row, next];
  }
  return row.at(-1)! <= limit;
}
