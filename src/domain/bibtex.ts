// A paper as a BibTeX entry. https://ctan.org/pkg/bibtex; arXiv's own form of it: https://info.arxiv.org/help/hypertex/bibstyles

import type { PaperFacts } from './paper.ts';
import { publishedDoi } from './paper-links.ts';
import { foldWord } from './search-query.ts';

/** Text is UTF-8; only what TeX itself reads is escaped. */
const TEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '%': '\\%',
  '#': '\\#',
  '&': '\\&',
  _: '\\_',
  $: '\\$',
};

export function toBibtex(paper: PaperFacts): string {
  const { title, authors = [], authorCount = 0, arxivId, primaryCategory, venue } = paper;
  const year = yearOf(paper);
  const doi = publishedDoi(paper);
  const isPublished = venue !== undefined && arxivId === undefined;
  const names = authors.length > 0 && authorCount > authors.length ? [...authors, 'others'] : authors;
  const fields: [string, string | undefined][] = [
    ['title', `{${escapeTex(title)}}`],
    [
      'author',
      names.length > 0 ? names.map(name => (name === 'others' ? name : escapeTex(name))).join(' and ') : undefined,
    ],
    ['year', year],
    ['journal', isPublished ? escapeTex(venue) : undefined],
    ['eprint', arxivId],
    ['archivePrefix', arxivId && 'arXiv'],
    ['primaryClass', arxivId && primaryCategory],
    ['doi', doi && escapeTex(doi)],
    ['url', arxivId && `https://arxiv.org/abs/${arxivId}`],
  ];
  const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name} = {${value}}`]));
  return `@${isPublished ? 'article' : 'misc'}{${keyOf(paper, year)},\n${lines.join(',\n')}\n}`;
}

function escapeTex(text: string): string {
  return text.replace(/[\\{}~^%#&_$]/g, sign => TEX[sign]!);
}

function yearOf({ year, publishedAt, arxivId }: PaperFacts): string | undefined {
  if (year !== undefined) return String(year);
  if (publishedAt !== undefined) return publishedAt.slice(0, 4);
  const [, yy] = /^(\d{2})\d{2}\./.exec(arxivId ?? '') ?? [];
  return yy && `20${yy}`;
}

/** `byron2025counting`: the first author's last name, the year, the first long word. */
function keyOf({ title, authors = [] }: PaperFacts, year = ''): string {
  const plain = (text: string) => foldWord(text).replace(/[^a-z0-9]/g, '');
  const name = plain(authors[0]?.split(/\s+/).at(-1) ?? '');
  const word =
    title
      .split(/\s+/)
      .map(plain)
      .find(part => part.length > 3) ?? '';
  return `${name}${year}${word}` || 'paper';
}
