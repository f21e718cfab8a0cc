// `paperboy rank`: papers to papers with their trending score, best first.
import { Command } from 'commander';
import { loadTextPrior } from '../assembly/package-files.ts';
import { AppError } from '../domain/errors.ts';
import { utcInstant } from '../domain/instant.ts';
import { rank } from '../rank/rank.ts';
import { printLine, readPapers } from './json-lines.ts';

export function rankCommand(): Command {
  return new Command('rank')
    .description('filter: papers -> papers with "score" and "signals", best first')
    .option('--at <time>', 'rank as of this instant (ISO 8601)', readInstant)
    .action(async ({ at }: { at?: Date }) => {
      rank(await readPapers(), at ?? new Date(), loadTextPrior()).forEach(printLine);
    });
}

function readInstant(text: string): Date {
  const instant = utcInstant(text);
  if (instant === undefined)
    throw new AppError('usage', `--at is "${text}": expected an instant such as 2026-11-20T07:00:00Z`);
  return new Date(instant);
}
