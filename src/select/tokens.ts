// Text as words to match: folded, lightly stemmed, with their offsets. Hyphens are spaces.

export interface Token {
  /** Lower case. */
  lower: string;
  /** Lower case, plural s removed. */
  folded: string;
  /** As written without a plural s, where the word is an acronym such as `RL` or `R1`; else the same as `folded`. */
  exact: string;
  /** UTF-16 offsets into the text. */
  start: number;
  end: number;
  /** A sentence or clause ends before this word, so that no phrase runs across. */
  breaks: boolean;
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const CLAUSE_END = /[.,;:!?()[\]{}]\s|\n\s*\n/;
const ACRONYM = /\p{Lu}[\p{L}\p{N}]*[\p{Lu}\p{N}]/u;

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let last = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const lower = word.normalize('NFKC').toLowerCase();
    const folded = singular(lower);
    const exact = ACRONYM.test(word) ? `=${word.replace(/(?<=\p{Lu}|\p{N})s$/u, '')}` : folded;
    tokens.push({
      lower,
      folded,
      exact,
      start: index,
      end: index + word.length,
      breaks: CLAUSE_END.test(text.slice(last, index)),
    });
    last = index + word.length;
  }
  return tokens;
}

/** Light plural stemming: `policies` → `policy`, `rewards` → `reward`; `bias` and `loss` stay. */
function singular(word: string): string {
  if (word.length < 4 || !word.endsWith('s')) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  return /(?:ss|us|is|as)$/.test(word) ? word : word.slice(0, -1);
}
