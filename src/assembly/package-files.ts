// Files that come with the program, found from this module, whether it runs from `src/` or `dist/`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../domain/errors.ts';
import { type Catalogue, readCatalogue } from '../domain/topic.ts';
import { compilePrior, type PriorWeights, type TextPrior } from '../rank/text-prior.ts';
import type { TopicWeights } from '../select/topic-judge.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export const SAMPLES_DIR = join(ROOT, 'samples');
export const TEMPLATES_DIR = join(ROOT, 'templates');
export const EXAMPLE_SUBSCRIBERS_DIR = join(ROOT, 'subscribers');

/** The topics that come with the program. @throws AppError catalogue_invalid */
export function loadCatalogue(): Catalogue {
  const path = join(ROOT, 'topics', 'catalogue.json');
  const result = readCatalogue(JSON.parse(readFileSync(path, 'utf8')));
  if ('fault' in result) throw new AppError('catalogue_invalid', `${path}: ${result.fault}`);
  return result.catalogue;
}

/** What `npm run train -- trend` has learned. */
export function loadTextPrior(): TextPrior {
  const path = join(ROOT, 'models', 'trend-prior.json');
  return compilePrior(JSON.parse(readFileSync(path, 'utf8')) as PriorWeights);
}

/** What `npm run train -- topics` has learned. */
export function loadTopicWeights(): TopicWeights {
  const path = join(ROOT, 'models', 'topic-weights.json');
  return JSON.parse(readFileSync(path, 'utf8')) as TopicWeights;
}

export function programVersion(): string {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  return version;
}
