// `paperboy match`: papers to papers with the topics they are about, and the words that say so.
import { Command } from 'commander';
import { loadCatalogue, loadTopicWeights } from '../assembly/package-files.ts';
import { AppError } from '../domain/errors.ts';
import { compileCatalogue, matchTopics } from '../select/match-topics.ts';
import { printLine, readPapers } from './json-lines.ts';

export function matchCommand(): Command {
  return new Command('match')
    .description('filter: papers -> papers with "topics", surest first')
    .option('--all', 'every topic of the catalogue')
    .option('--topics <ids>', 'only these topics, separated by commas')
    .action(async ({ all, topics }: { all?: true; topics?: string }) => {
      const catalogue = loadCatalogue();
      const wanted = wantedTopics(
        all === true,
        topics,
        catalogue.topics.map(({ id }) => id),
      );
      const compiled = compileCatalogue(catalogue, loadTopicWeights());
      for (const paper of await readPapers()) {
        printLine({ ...paper, topics: matchTopics(compiled, paper).filter(({ id }) => wanted.has(id)) });
      }
    });
}

function wantedTopics(all: boolean, topics: string | undefined, known: readonly string[]): Set<string> {
  if (all === (topics !== undefined)) throw new AppError('usage', 'expected either --all or --topics a,b');
  const wanted = topics?.split(',').map(id => id.trim()) ?? known;
  const unknown = wanted.find(id => !known.includes(id));
  if (unknown !== undefined)
    throw new AppError('usage', `--topics names "${unknown}": expected some of ${known.join(', ')}`);
  return new Set(wanted);
}
