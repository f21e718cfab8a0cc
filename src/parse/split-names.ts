// One string of names, as feeds and dumps write it, to the names.

/** A generation suffix belongs to the name before its comma. */
const SUFFIX = /^(?:jr|sr|ii|iii|iv)\.?$/i;

/** Splits at semicolons if there are any, else at commas, `and` and `&`. */
export function splitNames(text: string): string[] {
  const parts = text.includes(';') ? text.split(';') : text.split(/,|\sand\s|\s&\s/);
  const names: string[] = [];
  for (const part of parts) {
    const name = part.trim().replace(/^(?:and|&)\s+/, '');
    const last = names.at(-1);
    if (last !== undefined && SUFFIX.test(name)) names[names.length - 1] = `${last}, ${name}`;
    else if (name !== '') names.push(name);
  }
  return names;
}
