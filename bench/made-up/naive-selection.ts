// Selection the usual way, each reader's regular expressions on each paper: as anybody would write it, and by our exact rules.
import { type KeywordPart, readKeyword } from '../../src/domain/keyword.ts';
import type { Reader } from '../../src/select/compile-readers.ts';
import { foldCategory, foldName } from '../../src/select/fold.ts';
import { tokenize } from '../../src/select/tokens.ts';
import type { TopicalPaper } from '../../src/select/topical-paper.ts';

export interface PreparedPaper {
  id: number;
  enteredAt: number;
  /** Title and abstract: as they are, or as words in all their forms. */
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

/** As anybody would write it: what the time is compared with. */
export function preparePlainly(paper: TopicalPaper): PreparedPaper {
  return { ...withoutText(paper), text: `${paper.paper.title}\n${paper.paper.abstract ?? ''}` };
}

/** Words in all their forms, so that one expression can hold to the rules of `tokens.ts`: what the choice is compared with. */
export function prepareExactly(paper: TopicalPaper): PreparedPaper {
  const { title, abstract = '' } = paper.paper;
  return { ...withoutText(paper), text: `${wordForms(title)} . ${wordForms(abstract)} ` };
}

function withoutText({ paper, topics }: TopicalPaper): Omit<PreparedPaper, 'text'> {
  const { id, enteredAt, authors = [], categories = [] } = paper;
  return {
    id,
    enteredAt: Date.parse(enteredAt),
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

export function prepareReaderPlainly(reader: Reader): PreparedReader {
  return prepareReader(reader, plainExpression);
}

export function prepareReaderExactly(reader: Reader): PreparedReader {
  return prepareReader(reader, exactExpression);
}

function prepareReader(reader: Reader, expressionOf: (part: KeywordPart) => RegExp): PreparedReader {
  const { keywords, muted, authors, categories } = reader.interests;
  const expressionsOf = (keyword: string) => {
    const read = readKeyword(keyword);
    if ('fault' in read) throw new Error(`"${keyword}": ${read.fault}`);
    return read.parts.map(expressionOf);
  };
  return {
    reader,
    keywords: keywords.map(expressionsOf),
    muted: muted.map(expressionsOf),
    authors: authors.map(foldName),
    categories: categories.map(foldCategory),
  };
}

/** `policy gradient` is `\bpolicy[\s-]gradients?\b` in either case. */
function plainExpression({ text }: KeywordPart): RegExp {
  const isBeginning = text.endsWith('*');
  const words = (isBeginning ? text.slice(0, -1) : text).trim().split(/[\s-]+/);
  return new RegExp(`\\b${words.map(RegExp.escape).join('[\\s-]')}${isBeginning ? '' : 's?\\b'}`, 'i');
}

function exactExpression({ text, exact }: KeywordPart): RegExp {
  const tokens = tokenize(text);
  const words = tokens.map(({ exact: form, folded, lower, start, end }, at) => {
    if (text.endsWith('*') && at === tokens.length - 1) return `[^ =]*=[^ /]*/${lower}[^ ]*`;
    const literal = exact ? `[^ /]*/${text.slice(start, end).toLowerCase()}` : '[^ ]*';
    return form === folded ? `${folded}=[^ /]*/${literal}` : `[^ =]*=${form.slice(1)}/${literal}`;
  });
  return new RegExp(` ${words.join(' ')}(?= )`, 'u');
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
