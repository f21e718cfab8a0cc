// One record into the store: merged into the paper it is, or a new paper.
import { bestMatch } from '../dedupe/best-match.ts';
import { blockingKeys } from '../dedupe/blocking-keys.ts';
import { entryDate } from '../dedupe/entry-date.ts';
import { mergeFacts } from '../dedupe/merge.ts';
import type { Candidate, Paper, PaperFacts } from '../domain/paper.ts';
import type { PaperWriter } from '../domain/ports.ts';

/**
 * Merges a record into the paper it is, joining papers that it shows to be one, or adds a new paper.
 * @returns undefined for the replacement of a paper that was never news here: it is not made news by a new version
 */
export async function keepPaper(
  candidate: Candidate,
  papers: PaperWriter,
  { now, asNew = false }: { now: Date; asNew?: boolean },
): Promise<{ paperId: number; inserted: boolean } | undefined> {
  const { source: _source, ref: _ref, refs: _refs, ...record } = candidate;
  const keys = blockingKeys(record);
  const paper = matchIn(await papers.findByKeys(keys), record);
  if (!paper && isReplacement(record) && !asNew) return undefined;
  if (!paper) return { paperId: await papers.insert(record, entryDate(record, now, asNew), keys), inserted: true };
  let facts: PaperFacts = mergeFacts(factsOf(paper), record);
  // What the record adds may show a further paper to be the same, and that one another.
  for (;;) {
    const others = (await papers.findByKeys(blockingKeys(facts))).filter(({ id }) => id !== paper.id);
    const other = matchIn(others, facts);
    if (!other) break;
    facts = mergeFacts(facts, factsOf(other));
    await papers.mergeInto(other.id, paper.id);
  }
  await papers.update(paper.id, facts, blockingKeys(facts));
  return { paperId: paper.id, inserted: false };
}

function matchIn(known: readonly Paper[], facts: PaperFacts): Paper | undefined {
  const at = bestMatch(facts, known);
  return at === undefined ? undefined : known[at];
}

function factsOf({ id: _id, enteredAt: _enteredAt, ...facts }: Paper): PaperFacts {
  return facts;
}

function isReplacement({ announceType }: PaperFacts): boolean {
  return announceType === 'replace' || announceType === 'replace-cross';
}
