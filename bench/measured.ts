// What a benchmark or an evaluation finds, and whether it is as good as it has to be.

export interface Measured {
  /** A table for people. */
  lines: string[];
  metrics: Record<string, number>;
  /** What some of the metrics have to be: `>= 0.95`, `> 0`, `<= 2`, `= 0`. */
  targets: Record<string, string>;
  ok: boolean;
}

/** @param options.data the folder with real inputs; it need not be there */
export type Measure = (options: { data: string }) => Promise<Measured>;

const TARGET = /^(>=|>|<=|=) (-?\d+(?:\.\d+)?)$/;

/** Holds the metrics to their targets. */
export function judge({ lines, metrics, targets }: Omit<Measured, 'ok'>): Measured {
  const ok = Object.entries(targets).every(([name, target]) => isReached(metrics[name], target));
  return { lines, metrics, targets, ok };
}

/** @throws Error for a target of another form; a metric that is missing or no number reaches none */
export function isReached(value: number | undefined, target: string): boolean {
  const [, relation, bound] = TARGET.exec(target) ?? [];
  if (bound === undefined) throw new Error(`"${target}" is no target: expected one such as ">= 0.95"`);
  if (value === undefined) return false;
  if (relation === '=') return value === Number(bound);
  if (relation === '>') return value > Number(bound);
  return relation === '>=' ? value >= Number(bound) : value <= Number(bound);
}
