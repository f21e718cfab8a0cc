// The lines of a Markdown list to its entries: which line opens a paper, which goes on, which is none.
import type { Harvest } from '../harvest.ts';
import { readLabel } from '../labels.ts';
import { isProse } from '../prose.ts';
import type { Line } from '../read-lines.ts';
import { addField, addLine, type Entry, newEntry } from './entry.ts';
import { isButton, isLinkLine, isPaperLink, type MarkdownLine, readMarkdown, titleOf } from './markdown-line.ts';
import { settleNested } from './nested-entries.ts';
import { cellsOf, isRow, isTableRule, readRow } from './table.ts';

/** A heading that may be a title, if what stands below it says so. */
interface Section {
  line: Line;
  markdown: MarkdownLine;
  text: Line[];
}

const NO_WORDS = /^(?:[-*_=] ?){3,}$|^<[^<>]{1,300}>$/;
/** What a section says about itself is shorter than an abstract. */
const MIN_ABSTRACT_CHARS = 160;

export function splitEntries(lines: readonly Line[], harvest: Harvest): Entry[] {
  return new EntrySplitter(lines, harvest).split();
}

class EntrySplitter {
  readonly #lines: readonly Line[];
  readonly #harvest: Harvest;
  readonly #titleLevels: ReadonlySet<number>;
  readonly #entries: Entry[] = [];
  #entry: Entry | undefined;
  #section: Section | undefined;
  #header: readonly string[] = [];

  constructor(lines: readonly Line[], harvest: Harvest) {
    this.#lines = lines;
    this.#harvest = harvest;
    this.#titleLevels = titleLevelsOf(lines);
  }

  split(): Entry[] {
    for (const [index, line] of this.#lines.entries()) {
      if (isRow(line.text)) this.#takeRow(line, this.#lines[index + 1]);
      else if (!NO_WORDS.test(line.text)) this.#takeLine(line);
    }
    this.#endSection();
    const { papers, sections } = settleNested(this.#entries);
    for (const { line } of sections) this.#reject(line, 'the item heads a list of papers and names none itself');
    return papers;
  }

  #takeRow(line: Line, below: Line | undefined): void {
    this.#entry = undefined;
    if (isTableRule(line.text)) return;
    if (isTableRule(below?.text)) {
      this.#header = cellsOf(line.text);
      return;
    }
    const entry = readRow(line, this.#header);
    if (!entry) this.#reject(line, 'the row of the table names no paper: expected a link or a column "Title"');
    else {
      this.#closeSection();
      this.#entries.push(entry);
    }
  }

  #takeLine(line: Line): void {
    this.#header = [];
    const label = readLabel(line.text);
    if (this.#entry && label) {
      addField(this.#entry, label);
      return;
    }
    const markdown = readMarkdown(line.text);
    const title = markdown.opens && titleOf(markdown);
    if (title !== undefined && (!line.indented || this.#isNested(markdown, title))) {
      this.#closeSection();
      addLine(this.#open(line, title, markdown.opens === 'heading'), markdown, title);
    } else if (markdown.opens === 'heading') {
      this.#endSection();
      this.#entry = undefined;
      this.#section = { line, markdown, text: [] };
    } else if (this.#entry && belongs(line, markdown, this.#entry)) {
      addLine(this.#entry, markdown);
    } else this.#takeStray(line, markdown);
  }

  #open(line: Line, title: string, isHeading: boolean): Entry {
    const above = line.indented ? (this.#entry?.parent ?? this.#entry) : undefined;
    this.#entry = newEntry(line, title, { isHeading, ...(above ? { parent: above } : {}) });
    this.#entries.push(this.#entry);
    return this.#entry;
  }

  /** An indented item that begins with a title of its own; one that begins with other words talks about the paper above. */
  #isNested({ opens, bold, links, words }: MarkdownLine, title: string): boolean {
    const isNamed = bold !== undefined || links.some(link => link.label === title);
    return opens === 'item' && isNamed && !isButton(title) && words.startsWith(title) && links.some(isPaperLink);
  }

  #takeStray(line: Line, markdown: MarkdownLine): void {
    const section = this.#section;
    if (section && isLinkLine(markdown)) addLine(this.#openSection(section), markdown);
    else if (section && !markdown.opens) section.text.push(line);
    else {
      this.#reject(line, 'the line names no paper: expected a link or a bold title');
      // What is indented below it is not about the paper above it.
      if (markdown.opens && !line.indented) this.#entry = undefined;
    }
  }

  #openSection(section: Section): Entry {
    const entry = this.#open(section.line, section.markdown.words, true);
    for (const { text } of section.text) {
      const label = readLabel(text);
      if (label) addField(entry, label);
      else addLine(entry, readMarkdown(text));
    }
    this.#section = undefined;
    return entry;
  }

  /** Papers stand below the heading: it names a section, and its text is about that. */
  #closeSection(): void {
    const section = this.#section;
    this.#section = undefined;
    for (const line of section?.text ?? []) {
      this.#reject(line, 'the line names no paper: expected a link or a bold title');
    }
  }

  /** Only text stood below the heading: a paper where headings of its level are papers. */
  #endSection(): void {
    const section = this.#section;
    if (!section || section.text.length === 0) return;
    const text = section.text.map(line => line.text).join(' ');
    const isPaper = this.#titleLevels.has(section.markdown.level) && text.length > MIN_ABSTRACT_CHARS && isProse(text);
    if (isPaper) this.#openSection(section);
    else {
      this.#reject(section.line, 'the heading names no paper: expected a link on it or below it');
      this.#closeSection();
    }
  }

  #reject({ number, text }: Line, reason: string): void {
    this.#harvest.reject(reason, { line: number, text });
  }
}

/** Below a heading everything is the paper's; below a list item only what is indented or follows without a blank line. */
function belongs(line: Line, { opens }: MarkdownLine, entry: Entry): boolean {
  return entry.isHeading || line.indented || (!line.afterBlank && !opens);
}

/** The levels of headings that link a paper, or have such a link right below. */
function titleLevelsOf(lines: readonly Line[]): Set<number> {
  const levels = new Set<number>();
  let above = 0;
  for (const { text } of lines) {
    if (above === 0 && !text.startsWith('#')) continue;
    const line = readMarkdown(text);
    if (line.links.some(isPaperLink) && (line.level > 0 || isLinkLine(line))) levels.add(line.level || above);
    above = line.level;
  }
  levels.delete(0);
  return levels;
}
