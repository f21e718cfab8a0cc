// The thread in which readers' tries are worked out: it gets the papers at its start, then interests come in and results go out.
import { parentPort, workerData } from 'node:worker_threads';
import type { Catalogue } from '../domain/topic.ts';
import { indexLatest, type LatestPapers, type Tried, topicsPerDay, tryInterests } from '../pipeline/try-interests.ts';
import { compileCatalogue } from '../select/match-topics.ts';
import { loadTextPrior, loadTopicWeights } from './package-files.ts';
import { tellTrial } from './tell-trial.ts';

/** What the thread is started with. */
export interface TryThreadData {
  latest: LatestPapers;
  catalogue: Catalogue;
}

const { latest, catalogue }: TryThreadData = workerData;
const toTry = indexLatest(latest, {
  catalogue: compileCatalogue(catalogue, loadTopicWeights()),
  prior: loadTextPrior(),
});

parentPort?.on('message', (tried: Tried) => parentPort?.postMessage(tellTrial(tryInterests(tried, toTry), toTry.days)));
// The first word: it is ready, and what the topics bring.
parentPort?.postMessage(
  topicsPerDay(
    toTry,
    catalogue.topics.map(({ id }) => id),
  ),
);
