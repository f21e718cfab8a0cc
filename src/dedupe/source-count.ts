// In how many sources the records of one work were, as far as they tell.
import type { Candidate } from '../domain/paper.ts';
import { countSources } from '../domain/source.ts';

/** @returns undefined where no record tells a number and all are of one source; a number that was told is never lost */
export function sourceCount(records: readonly Candidate[]): number | undefined {
  const origins = records
    .filter(({ source }) => source !== undefined)
    .map(({ source, upvotes }) => ({ format: source, hasUpvotes: upvotes !== undefined }));
  const told = records.flatMap(({ sources }) => sources ?? []);
  const count = Math.max(countSources(origins), ...told);
  return told.length > 0 || count > 1 ? count : undefined;
}
