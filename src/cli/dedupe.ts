// `paperboy dedupe`: papers to papers, one line per work, with the records that went into it.
import { Command } from 'commander';
import type { Decision } from '../dedupe/decide.ts';
import type { Candidate } from '../domain/paper.ts';
import { printLine, readPapers } from './json-lines.ts';

export function dedupeCommand(): Command {
  return new Command('dedupe')
    .description('filter: papers -> papers, merged, with "refs" (all records merged) and "key"')
    .option('--explain', 'say on standard error of each two records that are alike why they are, or are not, one paper')
    .action(async ({ explain }: { explain?: true }) => {
      const { blockingKeys } = await import('../dedupe/blocking-keys.ts');
      const { dedupe } = await import('../dedupe/dedupe.ts');
      const papers = await readPapers();
      if (explain) await explainPairs(papers);
      for (const paper of dedupe(papers)) {
        const [key] = blockingKeys(paper);
        printLine({ ...paper, ...(key && { key: `${key.kind}:${key.value}` }) });
      }
    });
}

/** One line for each pair that shares a key: the others were never compared. */
async function explainPairs(papers: readonly Candidate[]): Promise<void> {
  const { candidatePairs } = await import('../dedupe/candidates.ts');
  const { decide } = await import('../dedupe/decide.ts');
  const nameOf = (place: number) => papers[place]?.ref ?? `#${place + 1}`;
  for (const [left, right] of candidatePairs(papers)) {
    const decision = decide(papers[left]!, papers[right]!);
    process.stderr.write(`${nameOf(left)} and ${nameOf(right)}: ${inWords(decision)}\n`);
  }
}

/** "one paper, same title and authors in common (+3.1 = ...)": every part that has points, the most telling first. */
function inWords({ same, because, parts, score }: Decision): string {
  const verdict = `${same ? 'one paper' : 'two papers'}: ${because}`;
  const points = parts
    .map(({ name, value, weight }) => ({ name, value, weight, points: value * weight }))
    .filter(part => part.points !== 0)
    .map(({ name, value, weight, points }) => `${signed(points)} ${name} (${value.toFixed(2)} × ${weight})`);
  return points.length === 0 ? verdict : `${verdict}; ${signed(score)} = ${points.join(', ')}`;
}

function signed(points: number): string {
  return `${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(1)}`;
}
