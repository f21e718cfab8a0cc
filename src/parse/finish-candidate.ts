// The one gate every parsed record passes: text plain and clean, ids canonical, links safe, nothing empty.
import { parseArxivId } from '../domain/arxiv-id.ts';
import { readDoi } from '../domain/doi.ts';
import type { Candidate, PaperLinks } from '../domain/paper.ts';
import { cleanText } from './clean-text.ts';
import { inlineHtmlToText } from './html-text.ts';
import { readTex } from './tex/read-tex.ts';

const MAX_TITLE_CHARS = 500;

const TEXTS = ['abstract', 'venue', 'organization', 'tldr'] as const;
/** Feeds say where HTML is and their reader has read it: `&lt;` that is left in their text is meant so. */
const READ_AS_HTML: ReadonlySet<unknown> = new Set(['feed', 'json-feed', 'html-page']);

/** @returns the clean candidate, or one sentence that says why the record is no paper */
export function finishCandidate(draft: Candidate): { paper: Candidate } | { fault: string } {
  const plain = (text: string) => plainText(text, READ_AS_HTML.has(draft.source));
  const title = plain(draft.title);
  const fault = titleFault(title);
  if (fault) return { fault };
  const paper: Candidate = { ...draft, title };
  for (const field of TEXTS) if (paper[field] !== undefined) paper[field] = plain(paper[field]) || undefined;
  if (paper.keywords !== undefined) paper.keywords = cleanList(paper.keywords, plain);
  // Lists of names hold what is none: `Qwen, :, An Yang`.
  if (paper.authors !== undefined) paper.authors = cleanList(paper.authors, name => withLetters(plain(name)));
  if (paper.primaryCategory !== undefined) paper.primaryCategory = cleanText(paper.primaryCategory) || undefined;
  if (paper.categories !== undefined) paper.categories = cleanList(paper.categories, cleanText);
  if (paper.doi !== undefined) paper.doi = readDoi(cleanText(paper.doi));
  const ofDoi = paper.doi === undefined ? undefined : parseArxivId(paper.doi);
  if (ofDoi) {
    // arXiv's own DOI is its id once more; the field is for a publisher's.
    paper.arxivId ??= ofDoi.id;
    delete paper.doi;
  }
  if (paper.arxivId !== undefined) {
    const arxivId = parseArxivId(paper.arxivId);
    if (!arxivId) return { fault: `arxivId is "${paper.arxivId}": expected an arXiv identifier such as 2503.13939` };
    paper.arxivId = arxivId.id;
    paper.version ??= arxivId.version;
  }
  if (paper.links !== undefined) paper.links = safeLinks(paper.links);
  return { paper: withoutAbsent(paper) };
}

function titleFault(title: string): string | undefined {
  if (title === '') return 'the record has no title';
  if (title.length > MAX_TITLE_CHARS) {
    return `the title has ${title.length} characters: expected at most ${MAX_TITLE_CHARS}`;
  }
  return withLetters(title) ? undefined : `the title is "${title}": expected letters`;
}

/** @returns '' for a text that has none */
function withLetters(text: string): string {
  return /\p{L}/u.test(text) ? text : '';
}

/** Left-over HTML and TeX become characters. Cleaned before, since line ends and hidden signs would part TeX. */
function plainText(text: string, isReadAsHtml: boolean): string {
  const clean = cleanText(isReadAsHtml ? text : inlineHtmlToText(text));
  const read = readTex(clean);
  return read === clean ? clean : cleanText(read);
}

function cleanList(values: readonly string[], clean: (value: string) => string): string[] | undefined {
  const present = values.map(clean).filter(value => value !== '');
  return present.length > 0 ? present : undefined;
}

/** Only http and https survive, and nothing that hides in an address: a link ends up in a mail. */
function safeLinks(links: PaperLinks): PaperLinks | undefined {
  const safe = Object.entries(links).filter(([, url]) => url !== undefined && isWebAddress(url));
  return safe.length > 0 ? Object.fromEntries(safe) : undefined;
}

function isWebAddress(url: string): boolean {
  return /^https?:\/\/[^\p{C}\s]+$/iu.test(url) && url.length <= 2000 && URL.canParse(url);
}

function withoutAbsent(paper: Candidate): Candidate {
  const present: Partial<Record<keyof Candidate, unknown>> = {};
  for (const key of Object.keys(paper) as (keyof Candidate)[]) {
    if (paper[key] !== undefined) present[key] = paper[key];
  }
  return present as Candidate;
}
