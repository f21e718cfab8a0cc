// `npm run train -- NAME [--data DIR] [--json]`: learns what the program ships, and says how good it is.
import { type Measures, runByName } from './run-by-name.ts';

const TRAININGS: Measures = {
  duplicates: () => import('./training/duplicates.ts'),
  topics: () => import('./training/topics.ts'),
  trend: () => import('./training/trend.ts'),
};

process.exitCode = await runByName('train', TRAININGS);
