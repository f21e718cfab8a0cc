// One paper of a Markdown list while its lines come in.
import type { Candidate } from '../../domain/paper.ts';
import { candidateOfFields, factsOfAddresses } from '../labelled-record.ts';
import type { LabelledField } from '../labels.ts';
import type { Line } from '../read-lines.ts';
import { type Byline, readByline } from './byline.ts';
import { isPaperLink, type Link, type MarkdownLine, readMarkdown, tidy } from './markdown-line.ts';

export interface Entry {
  line: Line;
  title: string;
  isHeading: boolean;
  /** The item it stands below, indented. */
  parent?: Entry;
  links: Link[];
  body: string[];
  fields: Map<LabelledField, string[]>;
  counts: Omit<Byline, 'words' | 'authors'>;
  /** The label whose value may go on. */
  field?: LabelledField;
}

export function newEntry(line: Line, title: string, more: Partial<Entry> = {}): Entry {
  return { line, title, isHeading: false, links: [], body: [], fields: new Map(), counts: {}, ...more };
}

export function addField(entry: Entry, { field, rest }: { field: LabelledField; rest: string }): void {
  const { words, links } = readMarkdown(rest);
  const values = entry.fields.get(field) ?? [];
  entry.fields.set(field, values);
  entry.field = field;
  values.push(...links.map(link => link.url), words);
  entry.links.push(...links);
}

/** @param title the words of the line that are the title */
export function addLine(entry: Entry, line: MarkdownLine, title?: string): void {
  entry.links.push(...line.links);
  const italic = title === undefined && entry.body.length === 0 ? line.italic : undefined;
  if (italic && !entry.fields.has('authors')) {
    entry.fields.set('authors', [italic]);
    return;
  }
  const at = title === undefined ? -1 : line.words.indexOf(title);
  const rest =
    at < 0 || title === undefined ? line.words : `${line.words.slice(0, at)} ${line.words.slice(at + title.length)}`;
  const words = entry.body.length === 0 ? takeByline(entry, rest) : tidy(rest) && rest;
  if (words === '') return;
  const open = entry.field === 'abstract' || entry.field === 'authors' ? entry.fields.get(entry.field) : undefined;
  (open ?? entry.body).push(words);
}

/** @returns the words that are left */
function takeByline(entry: Entry, text: string): string {
  if (entry.field) return tidy(text);
  const { words, authors, ...counts } = readByline(tidy(text));
  entry.counts = { ...counts, ...entry.counts };
  if (!authors) return tidy(words);
  if (entry.fields.has('authors')) return authors.join(', ');
  entry.fields.set('authors', [authors.join('; ')]);
  return '';
}

/** @param fetchedAt when the counts were seen */
export function toCandidate(entry: Entry, fetchedAt: string): Candidate {
  const labelled = candidateOfFields(entry.fields, fetchedAt);
  const paper = entry.links.find(isPaperLink) ?? entry.links[0];
  const facts = labelled.arxivId ? labelled : { ...labelled, ...factsOfAddresses(paper ? [paper.url] : []) };
  const code = entry.links.find(({ url }) => /^https?:\/\/(?:github|gitlab)\.com\//i.test(url))?.url;
  const project = entry.links.find(({ label }) => /^\W*(?:project|project page|website)\W*$/i.test(label))?.url;
  const { upvotes, comments, codeStars } = entry.counts;
  return {
    ...facts,
    title: entry.title,
    abstract: labelled.abstract ?? (entry.body.join(' ') || undefined),
    upvotes: upvotes === undefined ? undefined : [{ at: fetchedAt, count: upvotes }],
    comments,
    codeStars,
    links: { ...facts.links, code, project },
  };
}
