// One line of Markdown without its marks: what it opens, its words, its links.
import { parseArxivId } from '../../domain/arxiv-id.ts';

export interface Link {
  label: string;
  url: string;
}

/** A line without its marks: what it opens, its words, its links, its bold words. */
export interface MarkdownLine {
  opens: 'heading' | 'item' | undefined;
  /** Of a heading, from 1. */
  level: number;
  words: string;
  links: Link[];
  /** The words the line begins with, where they are bold. */
  bold?: string;
  /** The whole line, where it is in italics: lists write authors so. */
  italic?: string;
}

const OPENING = /^(?:(#{1,6}) (?:\d{1,3}[.)] )?|(?:[-*+•]|\d{1,4}[.)]) (?:\[[ x]\] )?)/;
const TARGET = String.raw`\(<?([^()\s<>]{1,1000})>?(?: "[^"]{0,300}")?\)`;
const IMAGE = new RegExp(String.raw`!\[[^[\]]{0,600}\]${TARGET}`, 'g');
/** Brackets within a label come in pairs. */
const LINK = new RegExp(String.raw`\[((?:[^[\]]|\[[^[\]]{0,200}\]){0,600})\]${TARGET}`, 'g');
const AUTO_LINK = /<?\b(https?:\/\/[^\s<>()[\]]{1,1000})>?/g;
/** Bold words make a title only where they come first, perhaps after a date or a picture. */
const BOLD = /^[^\p{L}*_]{0,20}(\*\*|__)(.{1,600}?)\1/u;
const ITALIC_LINE = /^[*_]([^*_]{1,2000})[*_]$/;
/** Emphasis comes in pairs: the star of `A* search` stays. */
const EMPHASIS = /(\*{1,3}|(?<![\p{L}\p{N}])_{1,3}|`|~~)(?=\S)((?:[^*_`~]|~(?!~)){1,600})\1/gu;
const BUTTON =
  /^\W*(?:paper|pdf|arxiv|abs|link|url|html|code|github|project|project page|website|web|page|doi|blog|demo|dataset|data|model|video|slides|bib|hf|hugging ?face)\W*$/i;
/** Brackets that held only buttons. */
const EMPTY_BRACKETS = /[[(][\s\-–—:;,.|]{0,50}[\])]/g;
const SEPARATORS = /^(?:[\s\-–—:;,.|)\]]|\((?![^()]{0,600}\))|\[(?![^[\]]{0,600}\]))+|[\s\-–—:;,|([]{1,50}$/g;
const PAPER_HOST =
  /^https?:\/\/(?:[\w-]+\.)?(?:arxiv\.org|doi\.org|openreview\.net|aclanthology\.org|huggingface\.co\/papers)\b/i;

/** @param text one clean line */
export function readMarkdown(text: string): MarkdownLine {
  const opening = OPENING.exec(text);
  const links: Link[] = [];
  const own = text.slice(opening?.[0].length ?? 0).replace(/\\{1,4}$/, '');
  const unlinked = own.replace(IMAGE, '').replace(LINK, (_, label: string, url: string) => {
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
  return {
    opens,
    level: opening?.[1]?.length ?? 0,
    words,
    links,
    ...(bold ? { bold } : {}),
    ...(italic ? { italic } : {}),
  };
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
  return text.replace(EMPTY_BRACKETS, '').replace(SEPARATORS, '').trim();
}

/** The bold words, else the words of the first link that is no button, else what stands before the first button. */
export function titleOf({ links, bold, words, opens }: MarkdownLine): string | undefined {
  const named = links.find(link => link.label !== '' && !isButton(link.label));
  const isLinked = links.some(isPaperLink);
  const title = tidy(bold ?? named?.label ?? (isLinked ? words : ''));
  // One word is a title where it opens the line and a paper is linked.
  const opensLine = named !== undefined && isLinked && words.startsWith(named.label);
  const isTitle = title.includes(' ') || opensLine || (named && isPaperLink(named)) || (bold && opens === 'heading');
  return title !== '' && isTitle ? title : undefined;
}
