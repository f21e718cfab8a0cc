// The paper that somebody names on the command line: by number, arXiv id, DOI or its whole title.
import type { House } from '../assembly/house.ts';
import { blockingKeys } from '../dedupe/blocking-keys.ts';
import { parseArxivId } from '../domain/arxiv-id.ts';
import { AppError } from '../domain/errors.ts';
import type { Paper } from '../domain/paper.ts';

export const PAPER_ARGUMENT = 'its number, arXiv id or URL, DOI, or whole title';

const NUMBER = /^#?(\d{1,15})$/;
const DOI = /\b10\.\d{4,9}\/\S+$/;

/** @throws AppError paper_unknown; paper_unsuited if a title names several */
export async function wantedPaper({ store }: House, wanted: string): Promise<Paper> {
  const number = NUMBER.exec(wanted)?.[1];
  const byNumber = number === undefined ? undefined : await store.paperById(Number(number));
  const [paper, ...others] = byNumber ? [byNumber] : await store.papersByKeys(keysOf(wanted));
  if (!paper) throw new AppError('paper_unknown', `no paper "${wanted}" is here: expected ${PAPER_ARGUMENT}`);
  if (others.length > 0) {
    const numbers = [paper, ...others].map(({ id }) => id).join(', ');
    throw new AppError(
      'paper_unsuited',
      `several papers are called "${wanted}": expected one of the numbers ${numbers}`,
    );
  }
  return paper;
}

function keysOf(wanted: string) {
  const arxivId = parseArxivId(wanted)?.id;
  const doi = DOI.exec(wanted)?.[0];
  if (arxivId || doi) return blockingKeys({ title: '', ...(arxivId && { arxivId }), ...(doi && { doi }) });
  // What is only alike is not what was asked for.
  return blockingKeys({ title: wanted }).filter(({ kind }) => kind === 'title');
}
