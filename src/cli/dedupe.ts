// `paperboy dedupe`: papers to papers, one line per work, with the records that went into it.
import { Command } from 'commander';
import { printLine, readPapers } from './json-lines.ts';

export function dedupeCommand(): Command {
  return new Command('dedupe')
    .description('filter: papers -> papers, merged, with "refs" (all records merged) and "key"')
    .option('--explain', 'say on standard error which records were joined and why, and which like ones were not')
    .action(async ({ explain }: { explain?: true }) => {
      const { blockingKeys } = await import('../dedupe/blocking-keys.ts');
      const { dedupe } = await import('../dedupe/dedupe.ts');
      const { explainDedupe } = await import('../dedupe/explain.ts');
      const papers = await readPapers();
      const { works, lines } = explain ? explainDedupe(papers) : { works: dedupe(papers), lines: [] };
      for (const line of lines) process.stderr.write(`${line}\n`);
      for (const paper of works) {
        const [key] = blockingKeys(paper);
        printLine({ ...paper, ...(key && { key: `${key.kind}:${key.value}` }) });
      }
    });
}
