// One entry of any feed as a paper.
import { readDoi } from '../../domain/doi.ts';
import type { Candidate } from '../../domain/paper.ts';
import { factsOfLink } from '../arxiv-facts.ts';
import { cleanText } from '../clean-text.ts';
import { inlineHtmlToText } from '../html-text.ts';
import { readInstant } from '../instant.ts';
import { arxivCandidate, isArxivs } from './arxiv-entry.ts';
import { authorNames } from './author-names.ts';
import { readDescription } from './description.ts';
import type { FeedEntry, FeedText } from './feed-entry.ts';
import { plainText } from './plain-text.ts';

const WEB_ADDRESS = /^https?:\/\//i;
/** `J Things. 2025;12(3):4. doi: …`, all that some journals have for a description. */
const CITATION =
  /\bdoi:|\bpublication date:|\bpublished online\b|\bahead of print\b|\bvol(?:ume|\.) ?\d|\d{4};\d{1,4}(?:\(|:)/i;
const MAX_CITATION_CHARS = 300;

/** @param times when the feed was fetched, and when it saw the counts it shows */
export function candidateOfEntry(entry: FeedEntry, times: { fetchedAt: string; seenAt: string }): Candidate {
  const read = isArxivs(entry) ? submittedText : plainText;
  const title = cleanText(read(entry.title));
  const description = readDescription(longText(read(entry.summary).trim(), read(entry.content).trim()));
  const { upvotes } = description;
  return {
    ...(WEB_ADDRESS.test(entry.link ?? '') && factsOfLink(entry.link ?? '')),
    title,
    abstract: description.abstract?.trim(),
    authors: description.authors ?? authorNames(entry.authors),
    doi: doiOf(entry),
    venue: entry.modules.get('prism:publicationname') || undefined,
    keywords: [...entry.categories],
    publishedAt: readInstant(entry.published ?? '', times.fetchedAt),
    upvotes: upvotes === undefined ? undefined : [{ at: times.seenAt, count: upvotes }],
    ...arxivCandidate(entry, { title, description }, times.fetchedAt),
  };
}

/** As mails and OAI-PMH have it: HTML only where it cannot be anything else. */
function submittedText(text: FeedText | undefined): string {
  return inlineHtmlToText(text?.value ?? '');
}

/** The summary, which is shorter than a whole post, unless it only cites what the content tells. */
function longText(summary: string, content: string): string {
  const isCitation = summary.length <= MAX_CITATION_CHARS && CITATION.test(summary);
  return summary === '' || (isCitation && content.length > summary.length) ? content : summary;
}

function doiOf({ modules, id, link }: FeedEntry): string | undefined {
  const texts = [modules.get('prism:doi'), modules.get('dc:identifier'), id, link];
  return texts.map(text => readDoi(text?.trim() ?? '')).find(doi => doi !== undefined);
}
