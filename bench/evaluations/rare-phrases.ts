// A phrase that was added to the catalogue must be one of the field, not of a single paper.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Catalogue, readCatalogue } from '../../src/domain/topic.ts';
import { scanPaper } from '../../src/select/evidence.ts';
import { PhraseIndex } from '../../src/select/phrase-index.ts';
import { MissingData } from '../data-folder.ts';
import type { TopicPaper } from '../training/topic-papers.ts';

const LEAST_PAPERS = 3;
const DRAFT = 'topics/catalogue-draft.json';

export interface RarePhrase {
  phrase: string;
  papers: number;
}

/**
 * Phrases that the draft does not have and that fewer than three of the papers hold.
 * @param papers none of them gold
 */
export function rarePhrases(catalogue: Catalogue, papers: readonly TopicPaper[], data: string) {
  const drafted = phrasesOf(readDraft(data));
  const added = [...phrasesOf(catalogue)].filter(phrase => !drafted.has(phrase));
  const index = new PhraseIndex();
  const numbers = new Map(added.map(phrase => [phrase, index.add(phrase)]));
  const holding = new Map<number, number>();
  for (const paper of added.length > 0 ? papers : []) {
    for (const phrase of new Set(scanPaper(index, paper).map(found => found.phrase))) {
      holding.set(phrase, (holding.get(phrase) ?? 0) + 1);
    }
  }
  const rare = added
    .map((phrase): RarePhrase => ({ phrase, papers: holding.get(numbers.get(phrase) ?? -1) ?? 0 }))
    .filter(({ papers: count }) => count < LEAST_PAPERS);
  return { added: added.length, rare };
}

function readDraft(data: string): Catalogue {
  const path = join(data, DRAFT);
  if (!existsSync(path)) throw new MissingData(`${path} is not there: name the folder with the data by --data DIR`);
  const draft = readCatalogue(JSON.parse(readFileSync(path, 'utf8')));
  if ('fault' in draft) throw new Error(`${path}: ${draft.fault}`);
  return draft.catalogue;
}

function phrasesOf({ topics }: Catalogue): Set<string> {
  return new Set(topics.flatMap(({ strong, weak, exclude }) => [...strong, ...weak, ...exclude]));
}
