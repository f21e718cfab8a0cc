// JSON from outside: its structure is counted before it is built, for two bytes of text may cost a hundred of memory.

const MAX_DEPTH = 1000;
const MAX_CONTAINERS = 1_000_000;

/** One JSON value, or why the text is none that we read. */
export function readJson(text: string): { value: unknown } | { fault: string } {
  const excess = excessOf(text);
  if (excess) return { fault: excess };
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { fault: (error as Error).message };
  }
}

function excessOf(text: string): string | undefined {
  let depth = 0;
  let containers = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '"') at = endOfString(text, at);
    else if (letter === '}' || letter === ']') depth -= 1;
    else if (letter === '{' || letter === '[') {
      depth += 1;
      containers += 1;
      if (depth > MAX_DEPTH) return `it nests deeper than ${MAX_DEPTH} levels`;
      if (containers > MAX_CONTAINERS) return `it holds more than ${MAX_CONTAINERS} objects and lists`;
    }
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
