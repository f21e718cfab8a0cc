// What the figures were measured on.
import { availableParallelism, cpus } from 'node:os';

/** Processor, cores and Node's version, on one line. */
export function machine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  return `${model}, ${availableParallelism()} cores, Node ${process.version}`;
}
