// One of the comparisons that make up a benchmark.
import type { Measured } from '../measured.ts';

export type Part = Omit<Measured, 'ok'>;

/** One after the other, with an empty line between their tables. */
export function together(parts: readonly Part[]): Part {
  return {
    lines: parts.flatMap(({ lines }, at) => (at === 0 ? lines : ['', ...lines])),
    metrics: Object.assign({}, ...parts.map(({ metrics }) => metrics)),
    targets: Object.assign({}, ...parts.map(({ targets }) => targets)),
  };
}
