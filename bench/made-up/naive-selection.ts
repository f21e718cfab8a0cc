// Selection the usual way: each reader's regular expressions, compiled before, on each paper; what the benchmark compares with.
import { readKeyword } from '../../src/domain/keyword.ts';
import type { Reader } from '../../src/select/compile-readers.ts';
import { foldCategory, foldName } from '../../src/select/fold.ts';
import { tokenize } from '../../src/select/tokens.ts';
import type { TopicalPaper } from '../../src/select/topical-paper.ts';

export interface PreparedPaper {
  id: number;
  enteredAt: number;
  /** Title and abstract as words, each in all its forms, so that one expression can hold to the rules of `tokens.ts`. */
  text: string;
  topics: ReadonlySet<string>;
  authors: ReadonlySet<string>;
  categories: ReadonlySet<string>;
}

export interface PreparedReader {
  reader: Reader;
  /** A keyword is there if all of its expressions match. */
  keywords: RegExp[][];
  muted: RegExp[][];
  authors: string[];
  categories: string[];
}

export function preparePaper({ paper, topics }: TopicalPaper): PreparedPaper {
  const { id, enteredAt, title, abstract = '', authors = [], categories = [] } = paper;
  return {
    id,
    enteredAt: Date.parse(enteredAt),
    text: `${wordForms(title)} . ${wordForms(abstract)} `,
    topics: new Set(topics.keys()),
    authors: new Set(authors.map(foldName)),
    categories: new Set(categories.map(foldCategory)),
  };
}

/** ` policy=/policies/policies ` and ` rl=RL/rl/rls `: folded, acronym, lower case, as it stands; ` . ` between clauses. */
function wordForms(text: string): string {
  return tokenize(text)
    .map(({ folded, exact, lower, start, end, breaks }) => {
      const acronym = exact === folded ? '' : exact.slice(1);
      return `${breaks ? ' .' : ''} ${folded}=${acronym}/${lower}/${text.slice(start, end).toLowerCase()}`;
    })
    .join('');
}

export function prepareReader(reader: Reader): PreparedReader {
  const { keywords, muted, authors, categories } = reader.interests;
  return {
    reader,
    keywords: keywords.map(expressionsOf),
    muted: muted.map(expressionsOf),
    authors: authors.map(foldName),
    categories: categories.map(foldCategory),
  };
}

function expressionsOf(keyword: string): RegExp[] {
  const read = readKeyword(keyword);
  if ('fault' in read) throw new Error(`"${keyword}": ${read.fault}`);
  return read.parts.map(({ text, exact }) => {
    const tokens = tokenize(text);
    const words = tokens.map(({ exact: form, folded, lower, start, end }, at) => {
      if (text.endsWith('*') && at === tokens.length - 1) return `[^ =]*=[^ /]*/${lower}[^ ]*`;
      const literal = exact ? `[^ /]*/${text.slice(start, end).toLowerCase()}` : '[^ ]*';
      return form === folded ? `${folded}=[^ /]*/${literal}` : `[^ =]*=${form.slice(1)}/${literal}`;
    });
    return new RegExp(` ${words.join(' ')}(?= )`, 'u');
  });
}

/** @returns ids of the papers of the mail; the one from outside last */
export function selectNaively(papers: readonly PreparedPaper[], prepared: PreparedReader): number[] {
  const { reader, keywords, muted, authors, categories } = prepared;
  const { interests, papersPerMail, windowStart, alreadySent } = reader;
  const isIn = (text: string) => (all: readonly RegExp[]) => all.every(expression => expression.test(text));
  const matching: number[] = [];
  let outside: number | undefined;
  for (const paper of papers) {
    if (paper.enteredAt < windowStart.getTime() || alreadySent.has(paper.id) || muted.some(isIn(paper.text))) continue;
    const matches =
      interests.topics.some(topic => paper.topics.has(topic)) ||
      authors.some(author => paper.authors.has(author)) ||
      categories.some(category => paper.categories.has(category)) ||
      keywords.some(isIn(paper.text));
    if (matches) matching.push(paper.id);
    else outside ??= paper.id;
  }
  if (!interests.outside || outside === undefined || matching.length === 0) return matching.slice(0, papersPerMail);
  return [...matching.slice(0, papersPerMail - 1), outside];
}
