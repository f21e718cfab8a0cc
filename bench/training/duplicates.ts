// Learns the weights of `src/dedupe/compare.ts` from pairs whose answer is known.
import { compare, type Part } from '../../src/dedupe/compare.ts';
import { profileOf } from '../../src/dedupe/profile.ts';
import { labelledPairs } from '../evaluations/duplicate-data.ts';
import { judge, type Measured } from '../measured.ts';

/** Only sets with a training split: there is none for Google Scholar. */
const SETS = ['Structured-DBLP-ACM', 'Dirty-DBLP-ACM'];
/** What that data cannot teach keeps the weight it has. */
const HELD = new Set(['years', 'abstracts']);
/** Learnt first: the points that two records need, with the other sign. */
const NEEDED = 'points needed';
const ROUNDS = 1500;
const STEP = 0.05;
/** Keeps weights small where the data does not need them large. */
const RIDGE = 1e-4;

interface Example {
  /** One for each name of a part that is learnt. */
  values: readonly number[];
  /** Points of the parts that are held. */
  held: number;
  same: 0 | 1;
}

export async function measure({ data }: { data: string }): Promise<Measured> {
  const pairs = SETS.flatMap(set => labelledPairs(data, set, 'train')).map(({ a, b, same }) => ({
    parts: compare(profileOf(a), profileOf(b), true).parts,
    same,
  }));
  const all = new Set(pairs.flatMap(({ parts }) => parts.map(({ name }) => name)));
  const names = [NEEDED, ...[...all].filter(name => !HELD.has(name))];
  const examples = pairs.map(
    ({ parts, same }): Example => ({
      values: names.map(name => (name === NEEDED ? -1 : (parts.find(part => part.name === name)?.value ?? 0))),
      held: parts.filter(({ name }) => HELD.has(name)).reduce((sum, part) => sum + pointsOf(part), 0),
      same: same ? 1 : 0,
    }),
  );
  const weights = learn(examples, names.length);
  return judge({
    lines: [
      `${pairs.length} pairs of ${SETS.join(' and ')}, ${pairs.filter(({ same }) => same).length} of them one work`,
      ...names.map((name, at) => `  ${weights[at]!.toFixed(2).padStart(7)}  ${name}`),
    ],
    metrics: Object.fromEntries(names.map((name, at) => [name, Number(weights[at]!.toFixed(2))])),
    targets: {},
  });
}

/** Logistic regression by gradient descent with Adam's step sizes; the first weight, the points needed, is not kept small. */
function learn(examples: readonly Example[], width: number): number[] {
  const zeros = () => new Array<number>(width).fill(0);
  const [learnt, mean, spread] = [zeros(), zeros(), zeros()];
  for (let round = 1; round <= ROUNDS; round++) {
    const slope = learnt.map((weight, at) => (at === 0 ? 0 : RIDGE * weight * examples.length));
    for (const { values, held, same } of examples) {
      const score = values.reduce((sum, value, at) => sum + value * learnt[at]!, held);
      const error = 1 / (1 + Math.exp(-score)) - same;
      for (const [at, value] of values.entries()) slope[at]! += error * value;
    }
    for (const at of learnt.keys()) {
      const change = slope[at]! / examples.length;
      mean[at] = 0.9 * mean[at]! + 0.1 * change;
      spread[at] = 0.999 * spread[at]! + 0.001 * change ** 2;
      learnt[at]! -= (STEP * (mean[at]! / (1 - 0.9 ** round))) / (Math.sqrt(spread[at]! / (1 - 0.999 ** round)) + 1e-8);
    }
  }
  return learnt;
}

function pointsOf({ value, weight }: Part): number {
  return value * weight;
}
