// An operator's corrections of what is one paper: two joined, one split; the line holds to them from then on.
import { blockingKeys } from '../dedupe/blocking-keys.ts';
import { entryDate } from '../dedupe/entry-date.ts';
import { mergeFacts } from '../dedupe/merge.ts';
import { AppError } from '../domain/errors.ts';
import type { PaperKey } from '../domain/keys.ts';
import type { PaperPart, PaperRecord, PaperStore } from '../domain/ports.ts';
import { factsOf, factsOfRecord } from './keep-paper.ts';

/** `other` becomes part of `paper`, under whose id it is found from now on. @throws AppError paper_unknown; paper_unsuited if they are one */
export async function joinPapers(papers: PaperStore, paperId: number, otherId: number): Promise<void> {
  await papers.curate(async writer => {
    const [paper, other] = [await writer.paperOf(paperId), await writer.paperOf(otherId)];
    if (!paper || !other)
      throw new AppError(
        'paper_unknown',
        `no paper ${paper ? otherId : paperId} is here: expected two papers that are`,
      );
    if (paper.id === other.id) throw new AppError('paper_unsuited', `both are paper ${paper.id}: expected two papers`);
    const facts = mergeFacts(factsOf(paper), factsOf(other));
    await writer.letJoin(paper.id, other.id);
    await writer.mergeInto(other.id, paper.id);
    await writer.update(paper.id, facts, blockingKeys(facts));
  });
}

/**
 * Takes some records out of a paper; they are a paper of their own from now on, and nothing joins the two again.
 * @param recordIds as `recordsOf` gives them
 * @returns the ids of the two papers
 * @throws AppError paper_unsuited for records that are not the paper's, if none would stay, or if both have one identity
 */
export async function splitPaper(
  papers: PaperStore,
  paperId: number,
  recordIds: readonly number[],
): Promise<{ stayingId: number; leavingId: number }> {
  return papers.curate(async writer => {
    const records = await writer.recordsOf(paperId);
    const [leaving, staying] = partition(paperId, records, recordIds);
    const parts = { staying: partOf(staying), leaving: partOf(leaving) };
    const shared = parts.staying.keys.find(
      key => isIdentity(key) && parts.leaving.keys.some(other => isSame(key, other)),
    );
    if (shared) {
      const name = `${shared.kind === 'arxiv' ? 'arXiv id' : 'DOI'} ${shared.value}`;
      throw new AppError(
        'paper_unsuited',
        `both parts of paper ${paperId} have the ${name}, and whatever has it is one paper: expected records without it, or all that have it`,
      );
    }
    const ids = await writer.split(paperId, parts);
    await writer.keepApart(ids.stayingId, ids.leavingId);
    return ids;
  });
}

function partition(paperId: number, records: readonly PaperRecord[], recordIds: readonly number[]) {
  const all = records.map(({ id }) => id);
  if (all.length < 2)
    throw new AppError('paper_unsuited', `paper ${paperId} has one record: expected a paper of several`);
  const expected = `expected some, but not all, of ${all.join(', ')}`;
  const strange = recordIds.find(id => !all.includes(id));
  if (strange !== undefined)
    throw new AppError('paper_unsuited', `record ${strange} is not one of paper ${paperId}: ${expected}`);
  const leaving = records.filter(({ id }) => recordIds.includes(id));
  const staying = records.filter(({ id }) => !recordIds.includes(id));
  if (leaving.length === 0 || staying.length === 0)
    throw new AppError('paper_unsuited', `paper ${paperId} cannot be split like this: ${expected}`);
  return [leaving, staying] as const;
}

/** As if nothing else had ever come. */
function partOf(records: readonly PaperRecord[]): PaperPart {
  const facts = records.map(({ record }) => factsOfRecord(record));
  const entered = records.map(({ fetchedAt }, at) => entryDate(facts[at]!, new Date(fetchedAt), false));
  return {
    enteredAt: entered.reduce((least, at) => (at < least ? at : least)),
    recordIds: records.map(({ id }) => id),
    facts: facts.reduce(mergeFacts),
    keys: distinct([facts.reduce(mergeFacts), ...facts].flatMap(blockingKeys)),
  };
}

function distinct(keys: readonly PaperKey[]): PaperKey[] {
  return [...new Map(keys.map(key => [`${key.kind}:${key.value}`, key])).values()];
}

function isIdentity({ kind }: PaperKey): boolean {
  return kind === 'arxiv' || kind === 'doi';
}

function isSame(a: PaperKey, b: PaperKey): boolean {
  return a.kind === b.kind && a.value === b.value;
}
