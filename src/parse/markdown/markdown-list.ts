// Markdown lists and headings of papers: `- [Title](url) - text`, `1. **Title** …`, `### [Title](url)` and a paragraph.
import type { Format } from '../format.ts';
import { readLabel } from '../labels.ts';
import { toCandidate } from './entry.ts';
import { isLinkLine, isPaperLink, readMarkdown } from './markdown-line.ts';
import { splitEntries } from './split-entries.ts';
import { isRow } from './table.ts';

export const markdownList: Format = {
  name: 'markdown-list',
  looksLike: 'a Markdown list of papers ("- [Title](https://arxiv.org/abs/…) - text")',
  recognises({ lines }) {
    let bold = 0;
    let isBelowHeading = false;
    for (const { text } of lines) {
      const line = readMarkdown(text);
      const isRecord = line.opens !== undefined || isRow(text);
      if (isRecord ? line.links.some(isPaperLink) : isBelowHeading && isLinkLine(line)) return true;
      isBelowHeading ||= line.opens === 'heading';
      if (line.opens && line.bold && !readLabel(text)) bold++;
    }
    return bold > 1;
  },
  read({ lines }, harvest) {
    for (const entry of splitEntries(lines, harvest)) {
      harvest.add(toCandidate(entry, harvest.fetchedAt), { line: entry.line.number, text: entry.line.text });
    }
  },
};
