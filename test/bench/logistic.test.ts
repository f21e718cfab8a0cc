import { expect, test } from 'vitest';
import { fitLogistic, type SparseRows } from '../../bench/training/logistic.ts';

/** Each row one value and a 1 for the bias. */
function rows(values: readonly number[]): SparseRows {
  return {
    rows: values.length,
    columns: 2,
    starts: Uint32Array.from({ length: values.length + 1 }, (_, row) => 2 * row),
    indices: Uint32Array.from({ length: 2 * values.length }, (_, at) => at % 2),
    values: Float64Array.from(values.flatMap(value => [value, 1])),
  };
}

test('finds the weights where the loss no longer falls', () => {
  // 1 of 4 without the feature and 3 of 4 with it: the log odds are -ln 3 and +ln 3.
  const values = [0, 0, 0, 0, 1, 1, 1, 1];
  const labels = Int8Array.of(1, -1, -1, -1, 1, 1, 1, -1);
  const [weight, bias] = fitLogistic(rows(values), labels, Float64Array.of(1e-9, 1e-9));
  expect(weight).toBeCloseTo(2 * Math.log(3), 1);
  expect(bias).toBeCloseTo(-Math.log(3), 1);
});

test('a higher penalty keeps a weight smaller, and the same rows always give the same weights', () => {
  const labels = Int8Array.of(1, 1, -1, -1);
  const weightUnder = (penalty: number) => fitLogistic(rows([2, 1, 0, -1]), labels, Float64Array.of(penalty, 1e-6))[0]!;
  expect(weightUnder(1)).toBeLessThan(weightUnder(0.1));
  expect(weightUnder(1)).toBeGreaterThan(0);
  expect(weightUnder(1)).toBe(weightUnder(1));
});
