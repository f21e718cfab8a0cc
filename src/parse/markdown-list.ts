// Markdown lists and headings of papers: `- [Title](url) - text`, `1. **Title** …`, `### [Title](url)` and a paragraph.
import { parseArxivId } from '../domain/arxiv-id.ts';
import type { Candidate } from '../domain/paper.ts';
import type { Format } from './format.ts';
import type { Harvest } from './harvest.ts';
import { candidateOfFields, factsOfAddresses } from './labelled-record.ts';
import { type LabelledField, readLabel } from './labels.ts';
import type { Line } from './read-lines.ts';

interface Link {
  label: string;
  url: string;
}

/** A line without its marks: what it opens, its words, its links, its bold words. */
interface MarkdownLine {
  opens: 'heading' | 'item' | undefined;
  words: string;
  links: Link[];
  bold?: string;
}

interface Entry {
  line: number;
  text: string;
  title: string;
  isHeading: boolean;
  links: Link[];
  body: string[];
  authors?: string;
  fields: Map<LabelledField, string[]>;
  field?: LabelledField;
}

const OPENING = /^(?:(#{1,6}) (?:\d{1,3}[.)] )?|(?:[-*+•]|\d{1,4}[.)]) (?:\[[ x]\] )?)/;
const LINK = /!?\[([^[\]]{0,600})\]\(<?([^()\s<>]{1,1000})>?(?: "[^"]{0,300}")?\)/g;
const AUTO_LINK = /<?\b(https?:\/\/[^\s<>()[\]]{1,1000})>?/g;
const BOLD = /(?:\*\*|__)([^*_]{1,600}?)(?:\*\*|__)/;
const ITALIC_LINE = /^[*_]([^*_]{1,2000})[*_]$/;
const MARKS = /\*{1,3}|(?<![\p{L}\p{N}])_{1,3}|_{1,3}(?![\p{L}\p{N}])|`/gu;
const BUTTON =
  /^\W*(?:paper|pdf|arxiv|abs|link|url|html|code|github|project|project page|website|web|page|doi|blog|demo|dataset|data|model|video|slides|bib|hf|hugging ?face)\W*$/i;
const SEPARATORS = /^[\s\-–—:;,.|()[\]]+|[\s\-–—:;,|([]{1,50}$/g;
const PAPER_HOST =
  /^https?:\/\/(?:[\w-]+\.)?(?:arxiv\.org|doi\.org|openreview\.net|aclanthology\.org|huggingface\.co\/papers)\b/i;

export const markdownList: Format = {
  name: 'markdown-list',
  looksLike: 'a Markdown list of papers ("- [Title](https://arxiv.org/abs/…) - text")',
  recognises({ lines }) {
    let bold = 0;
    let isBelowHeading = false;
    for (const { text } of lines) {
      if (isBelowHeading && isLinkLine(readMarkdown(text))) return true;
      isBelowHeading ||= text.startsWith('#');
      if (!OPENING.test(text)) continue;
      const line = readMarkdown(text);
      if (line.links.some(isPaperLink)) return true;
      if (line.bold && !readLabel(text)) bold++;
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
    } else if (entry && belongs(line, entry)) {
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
function belongs(line: Line, entry: Entry): boolean {
  return entry.isHeading || line.indented || (!line.afterBlank && !OPENING.test(line.text));
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
  const italic = title === undefined && entry.body.length === 0 ? ITALIC_LINE.exec(line.words)?.[1] : undefined;
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
  const named = links.find(link => !BUTTON.test(link.label) && link.label !== '');
  const buttons = links.filter(isPaperLink);
  const title = tidy(bold ?? named?.label ?? (buttons.length > 0 ? words : ''));
  const isTitle = title.includes(' ') || (named && isPaperLink(named)) || (bold && opens === 'heading');
  return title !== '' && isTitle ? title : undefined;
}

function readMarkdown(text: string): MarkdownLine {
  const opening = OPENING.exec(text);
  const links: Link[] = [];
  const own = text.slice(opening?.[0].length ?? 0).replace(/\\{1,4}$/, '');
  const unlinked = own.replace(LINK, (whole, label: string, url: string) => {
    if (whole.startsWith('!')) return '';
    links.push({ label: label.replace(MARKS, '').trim(), url });
    return BUTTON.test(label) || parseArxivId(label) ? '' : label;
  });
  const bare = unlinked.replace(AUTO_LINK, (whole, url: string) => {
    links.push({ label: '', url: url.replace(/[.,;:]+$/, '') });
    return parseArxivId(url.replace(/[.,;:]+$/, '')) ? '' : whole;
  });
  const bold = BOLD.exec(bare)?.[1]?.replace(MARKS, '').trim();
  const isItalic = ITALIC_LINE.test(bare.trim());
  const words = (isItalic ? bare : bare.replace(MARKS, '')).replace(/ {2,}/g, ' ').trim();
  const opens = opening ? (opening[1] ? 'heading' : 'item') : undefined;
  return { opens, words, links, ...(bold ? { bold } : {}) };
}

function isPaperLink({ url }: Link): boolean {
  return PAPER_HOST.test(url) || parseArxivId(url) !== undefined;
}

/** `[arXiv](…) | [code](…)` below a heading that is the title. */
function isLinkLine({ words, links }: MarkdownLine): boolean {
  return tidy(words) === '' && links.some(isPaperLink);
}

function tidy(text: string): string {
  return text.replace(SEPARATORS, '').trim();
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
