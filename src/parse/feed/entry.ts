// One entry of any feed as a paper.
import type { Candidate } from '../../domain/paper.ts';
import { factsOfLink } from '../arxiv-facts.ts';
import { cleanText } from '../clean-text.ts';
import { readInstant } from '../instant.ts';
import { arxivCandidate } from './arxiv-entry.ts';
import { authorNames } from './author-names.ts';
import { readDescription } from './description.ts';
import type { FeedEntry } from './feed-entry.ts';
import { plainText } from './plain-text.ts';

const WEB_ADDRESS = /^https?:\/\//i;
const DOI = /^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s?|info:doi\/)?(10\.\d{4,9}\/\S{1,200})$/i;

/** @param times when the feed was fetched, and when it saw the counts it shows */
export function candidateOfEntry(entry: FeedEntry, times: { fetchedAt: string; seenAt: string }): Candidate {
  const title = cleanText(plainText(entry.title));
  const description = readDescription(plainText(entry.summary ?? entry.content).trim());
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

function doiOf({ modules, id, link }: FeedEntry): string | undefined {
  const texts = [modules.get('prism:doi'), modules.get('dc:identifier'), id, link];
  return texts.map(text => DOI.exec(text?.trim() ?? '')?.[1]).find(doi => doi !== undefined);
}
