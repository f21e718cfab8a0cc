// How much structure a JSON text has, looked at before it is built: a few bytes of text may cost a hundred in memory.

/** Smaller texts cannot do harm, and are most of all. */
const HARMLESS_LENGTH = 1_000_000;
const MAX_DEPTH = 1000;
const MAX_CONTAINERS = 1_000_000;

/** @returns what there is too much of, where a large text nests deeper or holds more objects and arrays than any digest */
export function jsonExcess(text: string): string | undefined {
  if (text.length <= HARMLESS_LENGTH) return undefined;
  let depth = 0;
  let containers = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '"') at = endOfString(text, at);
    else if (letter === '{' || letter === '[') {
      depth += 1;
      containers += 1;
      if (depth > MAX_DEPTH) return `it nests deeper than ${MAX_DEPTH} levels`;
      if (containers > MAX_CONTAINERS) return `it holds more than ${MAX_CONTAINERS} objects and arrays`;
    } else if (letter === '}' || letter === ']') depth -= 1;
  }
  return undefined;
}

/** @param opening where its first quote stands @returns where its last one does, or the end of the text */
function endOfString(text: string, opening: number): number {
  for (let at = text.indexOf('"', opening + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let escapes = 0;
    while (text[at - 1 - escapes] === '\\') escapes += 1;
    if (escapes % 2 === 0) return at;
  }
  return text.length;
}
