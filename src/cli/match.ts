// `paperboy match`: papers to papers with the topics they are about, and the words that say so.
import { Command } from 'commander';
import { loadTopics } from '../assembly/load-topics.ts';
import { loadTopicWeights } from '../assembly/package-files.ts';
import { loadConfig } from '../config.ts';
import { chosenTopics } from '../domain/chosen-topics.ts';
import { AppError } from '../domain/errors.ts';
import type { Catalogue } from '../domain/topic.ts';
import { compileCatalogue, matchTopics } from '../select/match-topics.ts';
import { printLine, readPapers } from './json-lines.ts';

export function matchCommand(): Command {
  return new Command('match')
    .description('filter: papers -> papers with "topics", surest first')
    .option('--all', 'every topic of the catalogue')
    .option('--topics <ids>', 'only these topics, separated by commas')
    .action(async ({ all, topics }: { all?: true; topics?: string }) => {
      const catalogue = loadTopics(loadConfig());
      const wanted = wantedTopics(all === true, topics, catalogue);
      const compiled = compileCatalogue(catalogue, loadTopicWeights());
      for (const paper of await readPapers()) {
        printLine({ ...paper, topics: matchTopics(compiled, paper).filter(({ id }) => wanted.has(id)) });
      }
    });
}

function wantedTopics(all: boolean, wanted: string | undefined, catalogue: Catalogue): Set<string> {
  if (all === (wanted !== undefined)) throw new AppError('usage', 'expected either --all or --topics a,b');
  const known = catalogue.topics.map(({ id }) => id);
  const chosen = wanted?.split(',').map(id => id.trim()) ?? known;
  const { topics, gone } = chosenTopics(chosen, catalogue.topics);
  if (gone.length > 0) throw new AppError('usage', `--topics names "${gone[0]}": expected some of ${known.join(', ')}`);
  return new Set(topics.map(({ id }) => id));
}
