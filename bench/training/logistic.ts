// Logistic regression by L-BFGS: deterministic, without a random seed or a step size to choose.

/** Rows of a sparse matrix, one after the other: row `i` is at `starts[i]` to `starts[i + 1]`. */
export interface SparseRows {
  rows: number;
  columns: number;
  starts: Uint32Array;
  indices: Uint32Array;
  values: Float64Array;
}

const MAX_STEPS = 60;
const REMEMBERED = 8;
const MAX_HALVINGS = 20;
/** Steps end where the loss falls by less than this share. */
const TOLERANCE = 1e-5;

/**
 * The weights that minimise the log loss plus half of the sum of penalty × weight².
 * @param labels 1 or -1 by row
 * @param penalties by column, > 0
 */
export function fitLogistic(data: SparseRows, labels: Int8Array, penalties: Float64Array): Float64Array {
  let weights = new Float64Array(data.columns);
  let slope = new Float64Array(data.columns);
  let loss = lossAt(data, labels, penalties, weights, slope);
  const past: Step[] = [];
  for (let step = 0; step < MAX_STEPS; step++) {
    const direction = descent(slope, past);
    const next = search({ data, labels, penalties, weights, slope, loss, direction });
    const moved = minus(next.weights, weights);
    const bent = minus(next.slope, slope);
    const curvature = dot(moved, bent);
    if (curvature > 0) past.push({ moved, bent, curvature });
    if (past.length > REMEMBERED) past.shift();
    const gained = (loss - next.loss) / loss;
    ({ weights, slope, loss } = next);
    if (gained < TOLERANCE) break;
  }
  return weights;
}

/** How one step changed weights and slope, and the product of the two. */
interface Step {
  moved: Float64Array;
  bent: Float64Array;
  curvature: number;
}

/** The two-loop recursion of Nocedal & Wright, Numerical Optimization, algorithm 7.4. */
function descent(slope: Float64Array, past: readonly Step[]): Float64Array {
  const direction = slope.map(value => -value);
  const shares: number[] = [];
  for (const [at, { moved, bent, curvature }] of [...past.entries()].reverse()) {
    const share = dot(moved, direction) / curvature;
    shares[at] = share;
    addTo(direction, bent, -share);
  }
  const last = past.at(-1);
  const scale = last ? last.curvature / dot(last.bent, last.bent) : 1 / Math.sqrt(dot(slope, slope));
  for (let at = 0; at < direction.length; at++) direction[at]! *= scale;
  for (const [at, { moved, bent, curvature }] of past.entries()) {
    addTo(direction, moved, shares[at]! - dot(bent, direction) / curvature);
  }
  return direction;
}

interface Search {
  data: SparseRows;
  labels: Int8Array;
  penalties: Float64Array;
  weights: Float64Array;
  slope: Float64Array;
  loss: number;
  direction: Float64Array;
}

/** Halves the step until the loss falls enough. */
function search({ data, labels, penalties, weights, slope, loss, direction }: Search) {
  const expected = dot(slope, direction);
  const next = { weights: new Float64Array(data.columns), slope: new Float64Array(data.columns), loss };
  for (let length = 1, tries = 0; tries < MAX_HALVINGS; tries++, length /= 2) {
    next.weights.set(weights);
    addTo(next.weights, direction, length);
    next.loss = lossAt(data, labels, penalties, next.weights, next.slope);
    if (next.loss <= loss + 1e-4 * length * expected) break;
  }
  return next;
}

/** @param slope is filled in */
function lossAt(
  data: SparseRows,
  labels: Int8Array,
  penalties: Float64Array,
  weights: Float64Array,
  slope: Float64Array,
): number {
  const { rows, starts, indices, values } = data;
  let loss = 0;
  for (let column = 0; column < weights.length; column++) {
    const weight = weights[column]!;
    slope[column] = penalties[column]! * weight;
    loss += 0.5 * penalties[column]! * weight * weight;
  }
  for (let row = 0; row < rows; row++) {
    const [start, end] = [starts[row]!, starts[row + 1]!];
    let sum = 0;
    for (let at = start; at < end; at++) sum += weights[indices[at]!]! * values[at]!;
    const label = labels[row]!;
    const margin = label * sum;
    loss += margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin;
    const pull = -label / (1 + Math.exp(margin));
    for (let at = start; at < end; at++) slope[indices[at]!]! += pull * values[at]!;
  }
  return loss;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
}

function minus(a: Float64Array, b: Float64Array): Float64Array<ArrayBuffer> {
  return Float64Array.from(a, (value, at) => value - b[at]!);
}

function addTo(target: Float64Array, added: Float64Array, times: number): void {
  for (let at = 0; at < target.length; at++) target[at]! += times * added[at]!;
}
