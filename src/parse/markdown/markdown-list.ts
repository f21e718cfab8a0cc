// Markdown lists and headings of papers: `- [Title](url) - text`, `1. **Title** …`, `### [Title](url)` and a paragraph.
import type { Candidate } from '../../domain/paper.ts';
import type { Format } from '../format.ts';
import type { Harvest } from '../harvest.ts';
import { candidateOfFields, factsOfAddresses } from '../labelled-record.ts';
import { type LabelledField, readLabel } from '../labels.ts';
import type { Line } from '../read-lines.ts';
import {
  isButton,
  isLinkLine,
  isPaperLink,
  type Link,
  type MarkdownLine,
  readMarkdown,
  tidy,
} from './markdown-line.ts';

interface Entry {
  line: number;
  text: string;
  title: string;
  isHeading: boolean;
  links: Link[];
  body: string[];
  fields: Map<LabelledField, string[]>;
  field?: LabelledField;
}

export const markdownList: Format = {
  name: 'markdown-list',
  looksLike: 'a Markdown list of papers ("- [Title](https://arxiv.org/abs/…) - text")',
  recognises({ lines }) {
    let bold = 0;
    let isBelowHeading = false;
    for (const { text } of lines) {
      const line = readMarkdown(text);
      if (line.opens ? line.links.some(isPaperLink) : isBelowHeading && isLinkLine(line)) return true;
      isBelowHeading ||= line.opens === 'heading';
      if (line.opens && line.bold && !readLabel(text)) bold++;
    }
    return bold > 1;
  },
  read({ lines }, harvest) {
    for (const entry of splitEntries(lines, harvest)) {
      harvest.add(toCandidate(entry, harvest.fetchedAt), { line: entry.line, text: entry.text });
    }
  },
};

function splitEntries(lines: readonly Line[], harvest: Harvest): Entry[] {
  const entries: Entry[] = [];
  let entry: Entry | undefined;
  let section: { line: Line; title: string } | undefined;
  const open = (line: Line, title: string, isHeading: boolean) => {
    entry = { line: line.number, text: line.text, title, isHeading, links: [], body: [], fields: new Map() };
    entries.push(entry);
    return entry;
  };
  for (const line of lines) {
    if (/^(?:[-*_=] ?){3,}$|^<[^<>]{1,300}>$/.test(line.text)) continue;
    const label = readLabel(line.text);
    if (entry && label) {
      addField(entry, label);
      continue;
    }
    const markdown = readMarkdown(line.text);
    const title = markdown.opens && !line.indented ? titleOf(markdown) : undefined;
    if (title !== undefined) {
      addLine(open(line, title, markdown.opens === 'heading'), markdown, title);
    } else if (markdown.opens === 'heading') {
      entry = undefined;
      section = { line, title: markdown.words };
    } else if (entry && belongs(line, markdown, entry)) {
      addLine(entry, markdown);
    } else if (section && isLinkLine(markdown)) {
      addLine(open(section.line, section.title, true), markdown);
      section = undefined;
    } else {
      harvest.reject('the line names no paper: expected a link or a bold title', {
        line: line.number,
        text: line.text,
      });
    }
  }
  return entries;
}

/** Below a heading everything is the paper's; below a list item only what is indented or follows without a blank line. */
function belongs(line: Line, { opens }: MarkdownLine, entry: Entry): boolean {
  return entry.isHeading || line.indented || (!line.afterBlank && !opens);
}

function addField(entry: Entry, { field, rest }: { field: LabelledField; rest: string }): void {
  const { words, links } = readMarkdown(rest);
  const values = entry.fields.get(field) ?? [];
  entry.fields.set(field, values);
  entry.field = field;
  values.push(...links.map(link => link.url), words);
  entry.links.push(...links);
}

function addLine(entry: Entry, line: MarkdownLine, title?: string): void {
  entry.links.push(...line.links);
  const italic = title === undefined && entry.body.length === 0 ? line.italic : undefined;
  if (italic && !entry.fields.has('authors')) {
    entry.fields.set('authors', [italic]);
    return;
  }
  const at = title === undefined ? -1 : line.words.indexOf(title);
  const rest =
    at < 0 || title === undefined ? line.words : `${line.words.slice(0, at)} ${line.words.slice(at + title.length)}`;
  const words = tidy(rest);
  if (words === '') return;
  const open = entry.field === 'abstract' || entry.field === 'authors' ? entry.fields.get(entry.field) : undefined;
  (open ?? entry.body).push(words);
}

/** The bold words, else the words of the first link that is no button, else what stands before the first button. */
function titleOf({ links, bold, words, opens }: MarkdownLine): string | undefined {
  const named = links.find(link => link.label !== '' && !isButton(link.label));
  const buttons = links.filter(isPaperLink);
  const title = tidy(bold ?? named?.label ?? (buttons.length > 0 ? words : ''));
  const isTitle = title.includes(' ') || (named && isPaperLink(named)) || (bold && opens === 'heading');
  return title !== '' && isTitle ? title : undefined;
}

function toCandidate(entry: Entry, fetchedAt: string): Candidate {
  const labelled = candidateOfFields(entry.fields, fetchedAt);
  const paper = entry.links.find(isPaperLink) ?? entry.links[0];
  const facts = labelled.arxivId ? labelled : { ...labelled, ...factsOfAddresses(paper ? [paper.url] : []) };
  const code = entry.links.find(({ url }) => /^https?:\/\/(?:github|gitlab)\.com\//i.test(url))?.url;
  const project = entry.links.find(({ label }) => /^\W*(?:project|project page|website)\W*$/i.test(label))?.url;
  return {
    ...facts,
    title: entry.title,
    abstract: labelled.abstract ?? (entry.body.join(' ') || undefined),
    links: { ...facts.links, code, project },
  };
}
