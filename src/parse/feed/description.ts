// What arXiv and mirrors of Hugging Face pack into the description of an entry besides the abstract.
import { splitNames } from '../split-names.ts';

export interface Description {
  abstract?: string;
  /** With version, as announced. */
  arxivId?: string;
  announceType?: string;
  authors?: string[];
  upvotes?: number;
}

const ANNOUNCEMENT = /^\s{0,50}arXiv:(\S{5,30})\s{1,20}Announce Type:\s{0,5}([\w-]{1,20})\s{0,20}(?:Abstract:\s?)?/i;
const AUTHORS = /^[^\S\n]{0,20}Authors?:\s?(.+)$/im;
const UPVOTES = /^[^\S\n]{0,20}(?:Upvotes|Likes):\s?(\d{1,9})[^\S\n]{0,20}$/im;
const SUMMARY = /^[^\S\n]{0,20}(?:Summary|Abstract):\s?/im;

/** @param text the description as plain text, one line a paragraph */
export function readDescription(text: string): Description {
  const announcement = ANNOUNCEMENT.exec(text);
  if (announcement) {
    const [whole, arxivId, announceType] = announcement;
    return { arxivId, announceType: announceType?.toLowerCase(), abstract: text.slice(whole.length) };
  }
  const upvotes = UPVOTES.exec(text)?.[1];
  const summary = packedSummary(text);
  const authors = summary || upvotes ? AUTHORS.exec(text)?.[1] : undefined;
  return {
    abstract: summary ? text.slice(summary.index + summary[0].length) : upvotes ? text.replace(UPVOTES, '') : text,
    ...(authors === undefined ? {} : { authors: splitNames(authors) }),
    ...(upvotes === undefined ? {} : { upvotes: Number(upvotes) }),
  };
}

/** The label of the abstract, behind nothing or what mirrors put there: a structured abstract has labels of its own. */
function packedSummary(text: string): RegExpExecArray | undefined {
  const summary = SUMMARY.exec(text);
  const before = text.slice(0, summary?.index).trim();
  return summary && (before === '' || AUTHORS.test(before) || UPVOTES.test(before)) ? summary : undefined;
}
