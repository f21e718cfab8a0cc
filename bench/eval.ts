// `npm run eval -- NAME [--data DIR] [--json]`: how right, on real data.
import { type Measures, runByName } from './run-by-name.ts';

const EVALUATIONS: Measures = {
  bounces: () => import('./evaluations/bounces.ts'),
  duplicates: () => import('./evaluations/duplicates.ts'),
  feedback: () => import('./evaluations/feedback.ts'),
  feeds: () => import('./evaluations/feeds.ts'),
  parse: () => import('./evaluations/parse.ts'),
  topics: () => import('./evaluations/topics.ts'),
  trend: () => import('./evaluations/trend.ts'),
};

process.exitCode = await runByName('eval', EVALUATIONS);
