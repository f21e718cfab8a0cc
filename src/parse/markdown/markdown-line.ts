// One line of Markdown without its marks: what it opens, its words, its links.
import { parseArxivId } from '../../domain/arxiv-id.ts';

export interface Link {
  label: string;
  url: string;
}

/** A line without its marks: what it opens, its words, its links, its bold words. */
export interface MarkdownLine {
  opens: 'heading' | 'item' | undefined;
  words: string;
  links: Link[];
  /** The words the line begins with, where they are bold. */
  bold?: string;
  /** The whole line, where it is in italics: lists write authors so. */
  italic?: string;
}

const OPENING = /^(?:(#{1,6}) (?:\d{1,3}[.)] )?|(?:[-*+•]|\d{1,4}[.)]) (?:\[[ x]\] )?)/;
const LINK = /!?\[([^[\]]{0,600})\]\(<?([^()\s<>]{1,1000})>?(?: "[^"]{0,300}")?\)/g;
const AUTO_LINK = /<?\b(https?:\/\/[^\s<>()[\]]{1,1000})>?/g;
/** Bold words make a title only where they come first, perhaps after a date or a picture. */
const BOLD = /^[^\p{L}*_]{0,20}(\*\*|__)(.{1,600}?)\1/u;
const ITALIC_LINE = /^[*_]([^*_]{1,2000})[*_]$/;
/** Emphasis comes in pairs: the star of `A* search` stays. */
const EMPHASIS = /(\*{1,3}|(?<![\p{L}\p{N}])_{1,3}|`)(?=\S)([^*_`]{1,600})\1/gu;
const BUTTON =
  /^\W*(?:paper|pdf|arxiv|abs|link|url|html|code|github|project|project page|website|web|page|doi|blog|demo|dataset|data|model|video|slides|bib|hf|hugging ?face)\W*$/i;
const SEPARATORS = /^[\s\-–—:;,.|()[\]]+|[\s\-–—:;,|([]{1,50}$/g;
const PAPER_HOST =
  /^https?:\/\/(?:[\w-]+\.)?(?:arxiv\.org|doi\.org|openreview\.net|aclanthology\.org|huggingface\.co\/papers)\b/i;

/** @param text one clean line */
export function readMarkdown(text: string): MarkdownLine {
  const opening = OPENING.exec(text);
  const links: Link[] = [];
  const own = text.slice(opening?.[0].length ?? 0).replace(/\\{1,4}$/, '');
  const unlinked = own.replace(LINK, (whole, label: string, url: string) => {
    if (whole.startsWith('!')) return '';
    links.push({ label: withoutEmphasis(label).trim(), url });
    return isButton(label) ? '' : label;
  });
  const bare = unlinked.replace(AUTO_LINK, (whole, found: string) => {
    const url = found.replace(/[.,;:]{1,5}$/, '');
    links.push({ label: '', url });
    return parseArxivId(url) ? '' : whole;
  });
  const bold = withoutEmphasis(BOLD.exec(bare)?.[2] ?? '').trim();
  const italic = ITALIC_LINE.exec(bare.trim())?.[1];
  const words = withoutEmphasis(bare).replace(/ {2,}/g, ' ').trim();
  const opens = opening ? (opening[1] ? 'heading' : 'item') : undefined;
  return { opens, words, links, ...(bold ? { bold } : {}), ...(italic ? { italic } : {}) };
}

function withoutEmphasis(text: string): string {
  return text.replace(EMPHASIS, '$2');
}

export function isPaperLink({ url }: Link): boolean {
  return PAPER_HOST.test(url) || parseArxivId(url) !== undefined;
}

/** Words on a link that name no paper: `[pdf](…)`. */
export function isButton(label: string): boolean {
  return BUTTON.test(label) || parseArxivId(label) !== undefined;
}

/** `[arXiv](…) | [code](…)` below a heading that is the title. */
export function isLinkLine({ words, links }: MarkdownLine): boolean {
  return tidy(words) === '' && links.some(isPaperLink);
}

/** Without the separators that lists put between title, links and text. */
export function tidy(text: string): string {
  return text.replace(SEPARATORS, '').trim();
}
