// arXiv identifiers in all the forms found in the wild. https://info.arxiv.org/help/arxiv_identifier.html
import { DOI_PREFIX } from './doi.ts';

export interface ArxivId {
  /** Canonical form without version: `2508.13426`, `math/0611800`. */
  id: string;
  version?: number;
}

const NEW_STYLE = /^(\d{2})(\d{2})\.(\d{4,5})(?:v([1-9]\d?))?$/i;
const OLD_STYLE = /^([a-z][a-z-]*)(?:\.[A-Za-z-]{2,})?\/(\d{2})(\d{2})(\d{3})(?:v([1-9]\d?))?$/i;
const OWN_DOI = new RegExp(`^${DOI_PREFIX.source}10\\.48550/arxiv\\.`, 'i');
const NAME_PREFIX = /^(?:oai:arxiv\.org:|arxiv:\s*)/i;
const PAPER_URL =
  /^(?:https?:\/\/)?(?:(?:www\.|export\.|browse\.)?arxiv\.org\/(?:abs|pdf|html|ps|format)|(?:www\.)?alphaxiv\.org\/(?:abs|pdf|html|overview)|ar5iv\.(?:labs\.arxiv\.)?org\/(?:abs|html)|huggingface\.co\/papers|hf\.co\/papers)\/([^?#\s]+)(?:[?#]\S*)?$/i;

/**
 * Reads an arXiv identifier from a bare id, `arXiv:` or `oai:` name, an abs/pdf/html URL (arXiv, alphaXiv, ar5iv,
 * Hugging Face) or an arXiv DOI. The version is never part of the identity.
 * @returns undefined where the text is not exactly one identifier
 */
export function parseArxivId(text: string): ArxivId | undefined {
  let rest = text.trim();
  const url = PAPER_URL.exec(rest);
  if (url?.[1]) rest = url[1].replace(/\/+$/, '').replace(/\.pdf$/i, '');
  else rest = rest.replace(OWN_DOI, '').replace(NAME_PREFIX, '');
  return newStyle(rest) ?? oldStyle(rest);
}

/** The later of two canonical ids of the new style, whose text order is their time order; old ones are left out. */
export function higherArxivId(first: string | undefined, second: string | undefined): string | undefined {
  const [lower, higher] = [first, second].filter(id => id !== undefined && NEW_STYLE.test(id)).sort(byTime);
  return higher ?? lower;
}

/** Four digits until 2014, five since: the month decides before the number does. */
function byTime(first = '', second = ''): number {
  return first < second ? -1 : 1;
}

/** `2508.13426v2`, or without version the bare id. Reading it again gives the same value. */
export function formatArxivId({ id, version }: ArxivId): string {
  return version === undefined ? id : `${id}v${version}`;
}

function newStyle(text: string): ArxivId | undefined {
  const match = NEW_STYLE.exec(text);
  if (!match) return undefined;
  const [, yy = '', mm = '', number = '', version] = match;
  const month = Number(yy) * 12 + Number(mm) - 1;
  // Four digits from April 2007 to December 2014, five since January 2015.
  const digits = month >= 15 * 12 ? 5 : 4;
  if (!isMonth(mm) || month < 7 * 12 + 3 || number.length !== digits) return undefined;
  return { id: `${yy}${mm}.${number}`, ...withVersion(version) };
}

function oldStyle(text: string): ArxivId | undefined {
  const match = OLD_STYLE.exec(text);
  if (!match) return undefined;
  const [, archive = '', yy = '', mm = '', number = '', version] = match;
  // From August 1991 to March 2007.
  const month = (Number(yy) >= 91 ? Number(yy) : Number(yy) + 100) * 12 + Number(mm) - 1;
  if (!isMonth(mm) || month < 91 * 12 + 7 || month > 107 * 12 + 2) return undefined;
  return { id: `${archive.toLowerCase()}/${yy}${mm}${number}`, ...withVersion(version) };
}

function isMonth(mm: string): boolean {
  return Number(mm) >= 1 && Number(mm) <= 12;
}

function withVersion(version: string | undefined): { version?: number } {
  return version === undefined ? {} : { version: Number(version) };
}
