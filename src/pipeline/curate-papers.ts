// An operator's corrections of what is one paper: two joined, one split; the line holds to them from then on.
import { blockingKeys } from '../dedupe/blocking-keys.ts';
import { mergeFacts } from '../dedupe/merge.ts';
import { AppError } from '../domain/errors.ts';
import type { PaperKey } from '../domain/keys.ts';
import type { Paper } from '../domain/paper.ts';
import type { PaperPart, PaperRecord, PaperStore } from '../domain/ports.ts';
import { factsOf, factsOfRecord } from './keep-paper.ts';

/** `other` becomes part of `paper`, under whose id it is found from now on. @throws AppError paper_unsuited if they are one */
export async function joinPapers(papers: PaperStore, paper: Paper, other: Paper): Promise<void> {
  if (paper.id === other.id) throw new AppError('paper_unsuited', `both are paper ${paper.id}: expected two papers`);
  const facts = mergeFacts(factsOf(paper), factsOf(other));
  await papers.curate(async writer => {
    await writer.letJoin(paper.id, other.id);
    await writer.mergeInto(other.id, paper.id);
    await writer.update(paper.id, facts, blockingKeys(facts));
  });
}

/**
 * Takes some records out of a paper; they are a paper of their own from now on, and nothing joins the two again.
 * @param recordIds as `PaperStore.recordsOf` gives them
 * @returns the id of the paper they are now
 * @throws AppError paper_unsuited for records that are not the paper's, or if none would stay
 */
export async function splitPaper(papers: PaperStore, paperId: number, recordIds: readonly number[]): Promise<number> {
  return papers.curate(async writer => {
    const records = await writer.recordsOf(paperId);
    const leaving = records.filter(({ id }) => recordIds.includes(id));
    const staying = records.filter(({ id }) => !recordIds.includes(id));
    const strange = recordIds.find(id => !records.some(record => record.id === id));
    const expected = `expected some, but not all, of ${records.map(({ id }) => id).join(', ')}`;
    if (strange !== undefined)
      throw new AppError('paper_unsuited', `record ${strange} is not one of paper ${paperId}: ${expected}`);
    if (leaving.length === 0 || staying.length === 0)
      throw new AppError('paper_unsuited', `paper ${paperId} cannot be split like this: ${expected}`);
    const otherId = await writer.split(paperId, { staying: partOf(staying), leaving: partOf(leaving) });
    await writer.keepApart(paperId, otherId);
    return otherId;
  });
}

/** As if nothing else had ever come. */
function partOf(records: readonly PaperRecord[]): PaperPart {
  const facts = records.map(({ record }) => factsOfRecord(record));
  return {
    recordIds: records.map(({ id }) => id),
    facts: facts.reduce(mergeFacts),
    keys: distinct([facts.reduce(mergeFacts), ...facts].flatMap(blockingKeys)),
  };
}

function distinct(keys: readonly PaperKey[]): PaperKey[] {
  return [...new Map(keys.map(key => [`${key.kind}:${key.value}`, key])).values()];
}
