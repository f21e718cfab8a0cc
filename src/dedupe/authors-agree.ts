// Whether two lists of authors can be of one work, however their names are written.

/** @returns whether a person is on both lists; undefined where one of them names nobody */
export function authorsAgree(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean | undefined {
  const [left, right] = [(a ?? []).map(nameParts), (b ?? []).map(nameParts)];
  if (!left.some(isNamed) || !right.some(isNamed)) return undefined;
  const byPart = new Map<string, string[][]>();
  for (const name of left) for (const part of name) byPart.set(part, [...(byPart.get(part) ?? []), name]);
  return right.some(name =>
    name.some(part => !isInitial(part) && (byPart.get(part) ?? []).some(other => canBeOnePerson(name, other))),
  );
}

/** "Y. LeCun", "LeCun, Yann", "Yann A. LeCun" and "LeCun" can be one person, "Wei Zhang" and "Wei Li" cannot. */
function canBeOnePerson(a: readonly string[], b: readonly string[]): boolean {
  const [fewer, more] = a.length <= b.length ? [a, b] : [b, a];
  return fewer.every(part =>
    more.some(other => part === other || isInitialOf(part, other) || isInitialOf(other, part)),
  );
}

function isInitialOf(initial: string, part: string): boolean {
  return isInitial(initial) && part.startsWith(initial);
}

function isInitial(part: string): boolean {
  return [...part].length === 1;
}

function isNamed(name: readonly string[]): boolean {
  return name.length > 0;
}

function nameParts(name: string): string[] {
  const folded = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return folded.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}
