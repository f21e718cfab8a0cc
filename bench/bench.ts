// `npm run bench -- NAME [--data DIR] [--json]`: how fast, beside the usual way.
import { type Measures, runByName } from './run-by-name.ts';

const BENCHMARKS: Measures = {
  dedupe: () => import('./benchmarks/dedupe.ts'),
  deliver: () => import('./benchmarks/deliver.ts'),
  'deliver-100k': () => import('./benchmarks/deliver-100k.ts'),
  import: () => import('./benchmarks/import.ts'),
  parse: () => import('./benchmarks/parse.ts'),
  render: () => import('./benchmarks/render.ts'),
  schedule: () => import('./benchmarks/schedule.ts'),
  select: () => import('./benchmarks/select.ts'),
  'serve-latency': () => import('./benchmarks/serve-latency.ts'),
  web: () => import('./benchmarks/web.ts'),
};

process.exitCode = await runByName('bench', BENCHMARKS);
