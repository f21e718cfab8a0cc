// Text as words to match: folded, lightly stemmed, with their offsets. Hyphens are spaces.

export interface Token {
  /** Lower case, without the plural s of an acronym. */
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
const CLAUSE_END = /[.,;:!?…()[\]{}]["'”’»)\]]{0,3}\s|\n\s*\n/;
const ACRONYM = /\p{Lu}[\p{L}\p{N}]*[\p{Lu}\p{N}]/u;

type Forms = Pick<Token, 'lower' | 'folded' | 'exact'>;

/** @param known the forms of words met before, where many texts are read: most of their words are the same few thousand */
export function tokenize(text: string, known = new Map<string, Forms>()): Token[] {
  const tokens: Token[] = [];
  let last = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const forms = known.get(word) ?? formsOf(word.normalize('NFKC'));
    known.set(word, forms);
    const { lower, folded, exact } = forms;
    const end = index + word.length;
    // One character, nearly always a space, ends no clause.
    const breaks = index > last + 1 && CLAUSE_END.test(text.slice(last, index));
    tokens.push({ lower, folded, exact, start: index, end, breaks });
    last = end;
  }
  return tokens;
}

function formsOf(word: string): Forms {
  // The s of `LLMs` is no letter of the acronym.
  const written = /[\p{Lu}\p{N}]s$/u.test(word) && ACRONYM.test(word) ? word.slice(0, -1) : word;
  const lower = written.toLowerCase();
  const folded = singular(lower);
  return { lower, folded, exact: ACRONYM.test(written) ? `=${written}` : folded };
}

/**
 * Light plural stemming: `policies` → `policy`, `rewards` → `reward`, `losses` → `loss`; `bias` and `corpus` stay. What comes
 * out need not be a word, only the same for both: `caches` and `cache` → `cach`.
 */
function singular(word: string): string {
  if (word.length < 4) return word;
  if (/..ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:ss|ias|x|ch|sh)es?$/.test(word)) return word.replace(/es?$/, '');
  return /(?:ss|us|is|ias|[^s])$/.test(word) ? word : word.slice(0, -1);
}
