// What arXiv says about a paper in its feeds: identity, announcement, DOI, journal, categories.
import { isArxivCategory } from '../../domain/arxiv-category.ts';
import { type ArxivId, parseArxivId } from '../../domain/arxiv-id.ts';
import { ANNOUNCE_TYPES, type AnnounceType, type Candidate } from '../../domain/paper.ts';
import { arxivFacts } from '../arxiv-facts.ts';
import { readDay } from '../instant.ts';
import type { Description } from './description.ts';
import type { FeedEntry } from './feed-entry.ts';

/** The old feeds of arXiv put id and category behind the title: `(arXiv:0905.1234v1 [cs.LG])`. */
const TITLE_SUFFIX = /\.? \(arXiv:(\S{5,30}) \[([\w.-]{2,20})\](?: UPDATED| CROSS LISTED)?\)$/;

/** arXiv's own feeds: what they write is what authors submitted, no HTML. Others link to its papers. */
export function isArxivs({ id, modules }: FeedEntry): boolean {
  return /^oai:arXiv\.org:/i.test(id ?? '') || modules.has('arxiv:primary_category');
}

type Shown = Pick<Candidate, 'title'> & { description: Description };

/** @returns undefined for an entry without an arXiv identifier, else the facts that replace those any feed would give */
export function arxivCandidate(
  entry: FeedEntry,
  { title, description }: Shown,
  notAfter: string,
): Candidate | undefined {
  const suffix = TITLE_SUFFIX.exec(title);
  const arxivId = identify([suffix?.[1], description.arxivId, entry.id, entry.link]);
  if (!arxivId) return undefined;
  const announced = announceTypeOf(entry.modules.get('arxiv:announce_type') || description.announceType);
  const categories = entry.categories.filter(isArxivCategory);
  // Beside its categories arXiv has MSC and ACM classes, others have words of their own.
  const keywords = isArxivs(entry) ? undefined : entry.categories.filter(term => !isArxivCategory(term));
  return {
    ...arxivFacts(arxivId),
    title: title.replace(TITLE_SUFFIX, ''),
    doi: entry.modules.get('arxiv:doi') || undefined,
    venue: entry.modules.get('arxiv:journal_ref') || entry.modules.get('arxiv:journal_reference') || undefined,
    // An announcement lists its primary category first.
    primaryCategory: entry.modules.get('arxiv:primary_category') || suffix?.[2] || (announced && categories[0]),
    categories,
    keywords,
    announceType: announced,
    listedAt: announced && readDay(entry.published ?? '', notAfter),
    // An announcement is dated with the day it was made, which only for a new paper is about when it appeared.
    ...(announced !== undefined && announced !== 'new' && { publishedAt: undefined }),
  };
}

/** The guid knows the version, the link often does not. */
function identify(texts: readonly (string | undefined)[]): ArxivId | undefined {
  const found = texts.map(text => (text ? parseArxivId(text) : undefined)).filter(id => id !== undefined);
  return found.find(id => id.version !== undefined) ?? found[0];
}

function announceTypeOf(text: string | undefined): AnnounceType | undefined {
  return ANNOUNCE_TYPES.find(type => type === text?.trim().toLowerCase());
}
