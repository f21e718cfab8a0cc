// One record into the store: merged into the paper it is, or a new paper.
import { bestMatch } from '../dedupe/best-match.ts';
import { blockingKeys } from '../dedupe/blocking-keys.ts';
import { entryDate } from '../dedupe/entry-date.ts';
import { mergeFacts } from '../dedupe/merge.ts';
import type { Candidate, Paper, PaperFacts } from '../domain/paper.ts';
import type { FoundPaper, PaperWriter } from '../domain/ports.ts';
import { CATEGORY_LOOK_UP } from '../domain/source.ts';
import { highestCount, highestMark, isReplacement, whatIsNew } from './what-is-new.ts';

/**
 * Merges a record into the paper it is, joining papers that it shows to be one, or adds a new paper. What a record tells of a
 * known paper for the first time may be news of it.
 * @returns undefined for the replacement of a paper that was never news here: it is not made news by a new version
 */
export async function keepPaper(
  candidate: Candidate,
  papers: PaperWriter,
  { now, asNew = false }: { now: Date; asNew?: boolean },
): Promise<{ paperId: number; inserted: boolean } | undefined> {
  const record = factsOfRecord(candidate);
  const keys = blockingKeys(record);
  const found = await papers.findByKeys(keys);
  const paper = namedBy(record, found) ?? likest(record, found);
  if (!paper && isReplacement(record) && !asNew) return undefined;
  if (!paper) return { paperId: await papers.insert(record, entryDate(record, now, asNew), keys), inserted: true };
  let facts: PaperFacts = mergeFacts(factsOf(paper), record);
  const known: Known = { facts: factsOf(paper), ids: [paper.id], enteredAt: paper.enteredAt };
  // What the record adds may show a further paper to be the same, and that one another.
  for (;;) {
    const other = await furtherPaper(papers, paper.id, { facts, record });
    if (!other) break;
    facts = mergeFacts(facts, factsOf(other));
    known.facts = mergeFacts(known.facts, factsOf(other));
    known.ids.push(other.id);
    await papers.mergeInto(other.id, paper.id);
  }
  await papers.update(paper.id, facts, blockingKeys(facts));
  // The answer to a question of our own tells what may have been so for long.
  if (candidate.source !== CATEGORY_LOOK_UP) await noteNews(record, known, { papers, now });
  return { paperId: paper.id, inserted: false };
}

/** What was known before the record came, of the papers that it shows to be one: the survivor first. */
interface Known {
  facts: PaperFacts;
  ids: number[];
  enteredAt: string;
}

async function noteNews(
  record: PaperFacts,
  { facts, ids, enteredAt }: Known,
  { papers, now }: { papers: PaperWriter; now: Date },
): Promise<void> {
  const isMarked = highestMark(highestCount(record, enteredAt)) !== undefined;
  const upvotes = isMarked ? await papers.highestUpvotes(ids) : 0;
  const news = whatIsNew({ facts, enteredAt, upvotes }, record);
  if (news.length > 0) await papers.addNews(ids[0]!, news, now);
}

async function furtherPaper(
  papers: PaperWriter,
  paperId: number,
  { facts, record }: { facts: PaperFacts; record: PaperFacts },
): Promise<FoundPaper | undefined> {
  // Of two DOIs the facts show one, and the record may have brought the other.
  const ids = blockingKeys(record).filter(({ kind }) => kind === 'arxiv' || kind === 'doi');
  const found = await papers.findByKeys([...ids, ...blockingKeys(facts)]);
  const others = found.filter(({ id }) => id !== paperId);
  if (others.length === 0) return undefined;
  const apart = await papers.apartFrom(paperId);
  const open = others.filter(({ id }) => !apart.has(id));
  return namedBy(facts, open) ?? likest(facts, open);
}

/** What a record says of its paper, without where it came from. */
export function factsOfRecord({ source: _source, ref: _ref, refs: _refs, ...facts }: Candidate): PaperFacts {
  return facts;
}

/** What a paper of the store is known to be. */
export function factsOf({
  id: _id,
  enteredAt: _at,
  hiddenAt: _hidden,
  namedBy: _name,
  ...facts
}: FoundPaper): PaperFacts {
  return facts;
}

/** A paper may have had several ids and DOIs, of which its facts show one: all of them go on naming it. */
function namedBy({ arxivId }: PaperFacts, found: readonly FoundPaper[]): FoundPaper | undefined {
  const byDoi = (paper: FoundPaper) =>
    paper.namedBy === 'doi' && (arxivId === undefined || paper.arxivId === undefined);
  return found.find(paper => paper.namedBy === 'arxiv') ?? found.find(byDoi);
}

function likest<T extends Paper>(facts: PaperFacts, known: readonly T[]): T | undefined {
  const at = bestMatch(facts, known);
  return at === undefined ? undefined : known[at];
}
