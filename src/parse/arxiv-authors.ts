// Authors as arXiv keeps them, one line with affiliations: `A. Smith (1), The B Collaboration: C. Doe ((1) CERN)`.
import { splitNames } from './split-names.ts';

const COLLABORATION = /\bcollaborations?:/gi;

/** @returns the names alone, a collaboration as one of them */
export function arxivAuthors(line: string): string[] {
  return splitNames(withoutBrackets(line).replace(COLLABORATION, name => `${name.slice(0, -1)},`));
}

/** A bracket that never closes hides no names behind it. */
function withoutBrackets(line: string): string {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (const { 0: bracket, index } of line.matchAll(/[()]/g)) {
    if (bracket === '(' && depth++ === 0) {
      parts.push(line.slice(from, index));
      from = index;
    } else if (bracket === ')' && depth > 0 && --depth === 0) from = index + 1;
  }
  return [...parts, line.slice(from)].join('');
}
