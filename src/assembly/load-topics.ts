// The topics of this installation: those that come with the program, and an operator's own from `TOPICS_FILE`.
import type { Config } from '../config.ts';
import { addOwnTopics, type Catalogue } from '../domain/topic.ts';
import { loadCatalogue } from './package-files.ts';
import { readYaml } from './read-yaml.ts';

/** @throws AppError catalogue_invalid with one line per fault: file, line, entry, value, what was expected */
export function loadTopics({ topicsFile }: Pick<Config, 'topicsFile'>): Catalogue {
  const ours = loadCatalogue();
  if (topicsFile === undefined) return ours;
  const yaml = readYaml({ variable: 'TOPICS_FILE', file: topicsFile, code: 'catalogue_invalid' });
  const result = addOwnTopics(ours, yaml.value);
  if ('catalogue' in result) return result.catalogue;
  throw yaml.invalid(result.faults);
}
