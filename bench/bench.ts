// `npm run bench -- NAME [--data DIR] [--json]`: how fast, beside the usual way.
import { type Measures, runByName } from './run-by-name.ts';

const BENCHMARKS: Measures = {
  parse: () => import('./benchmarks/parse.ts'),
};

process.exitCode = await runByName('bench', BENCHMARKS);
