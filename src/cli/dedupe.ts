// `paperboy dedupe`: papers to papers, one line per work, with the records that went into it.
import { Command } from 'commander';
import { blockingKeys } from '../dedupe/blocking-keys.ts';
import { dedupe } from '../dedupe/dedupe.ts';
import { printLine, readPapers } from './json-lines.ts';

export function dedupeCommand(): Command {
  return new Command('dedupe')
    .description('filter: papers -> papers, merged, with "refs" (all records merged) and "key"')
    .action(async () => {
      for (const paper of dedupe(await readPapers())) {
        const [key] = blockingKeys(paper);
        printLine({ ...paper, ...(key && { key: `${key.kind}:${key.value}` }) });
      }
    });
}
