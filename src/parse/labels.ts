// Labels in front of a record's fields, `Title: …` or `**Authors:** …`, as dumps and lists write them.

export type LabelledField =
  | 'title'
  | 'authors'
  | 'abstract'
  | 'date'
  | 'link'
  | 'categories'
  | 'doi'
  | 'venue'
  | 'keywords';

const FIELDS: Record<string, LabelledField> = {
  title: 'title',
  author: 'authors',
  authors: 'authors',
  'author(s)': 'authors',
  abstract: 'abstract',
  summary: 'abstract',
  date: 'date',
  published: 'date',
  submitted: 'date',
  url: 'link',
  link: 'link',
  pdf: 'link',
  arxiv: 'link',
  'arxiv id': 'link',
  id: 'link',
  category: 'categories',
  categories: 'categories',
  subjects: 'categories',
  doi: 'doi',
  venue: 'venue',
  journal: 'venue',
  'journal-ref': 'venue',
  keywords: 'keywords',
};

/** `Title: …`, `**Title:** …`, `- **Title**: …`, `# Title: …`. */
const LABELLED = /^(?:[-*+#>]{1,6} )?[*_]{0,3}([A-Za-z][A-Za-z() -]{0,14}?)[*_]{0,3} ?[:：][*_]{0,3} ?/;

/** @returns the field a line opens and what stands behind its label, or undefined where the line has no label we know */
export function readLabel(text: string): { field: LabelledField; rest: string } | undefined {
  const match = LABELLED.exec(text.slice(0, 60));
  const name = match?.[1]?.toLowerCase().trim();
  if (!match || !name || !Object.hasOwn(FIELDS, name)) return undefined;
  return { field: FIELDS[name] as LabelledField, rest: text.slice(match[0].length) };
}
