// `paperboy dedupe`: papers to papers, one line per work, with the records that went into it.
import { Command } from 'commander';
import { printLine, readPapers } from './json-lines.ts';

export function dedupeCommand(): Command {
  return new Command('dedupe')
    .description('filter: papers -> papers, merged, with "refs" (all records merged) and "key"')
    .action(async () => {
      const { blockingKeys } = await import('../dedupe/blocking-keys.ts');
      const { dedupe } = await import('../dedupe/dedupe.ts');
      for (const paper of dedupe(await readPapers())) {
        const [key] = blockingKeys(paper);
        printLine({ ...paper, ...(key && { key: `${key.kind}:${key.value}` }) });
      }
    });
}
