// How many mails a second each way out sends, taking turns, and one way beside another.
import { interleave, ratios, type Spread, spreadOf } from '../interleave.ts';

/** Sends some mails, the slow ways fewer than the fast ones. @returns how many */
export type Way = () => Promise<number>;

export class Rates<Name extends string> {
  /** Milliseconds a mail, by round. */
  readonly #each: Record<Name, number[]>;

  constructor(each: Record<Name, number[]>) {
    this.#each = each;
  }

  /** Mails a second. */
  of(name: Name): Spread {
    return spreadOf(this.#each[name].map(ms => 1000 / ms));
  }

  /** How many times as fast as the other. */
  gain(name: Name, other: Name): Spread {
    return spreadOf(ratios(this.#each[name], this.#each[other]));
  }

  /** The fastest of some. */
  best(...names: readonly [Name, ...Name[]]): Name {
    return names.reduce((best, name) => (this.of(name).median > this.of(best).median ? name : best));
  }

  /** A line of a table for people. */
  line(label: string, name: Name): string {
    const { median, low, high } = this.of(name);
    return `  ${label.padEnd(52)}${whole(median).padStart(7)} mails/s (${whole(low)} to ${whole(high)})`;
  }
}

/** Sends by every way once a round, with a first round that only warms up. */
export async function measureRates<Name extends string>(
  ways: Readonly<Record<Name, Way>>,
  rounds: number,
  prepare?: () => unknown,
): Promise<Rates<Name>> {
  const names = Object.keys(ways) as Name[];
  const byName = <Value>(value: (name: Name) => Value) =>
    Object.fromEntries(names.map(name => [name, value(name)])) as Record<Name, Value>;
  const mails = byName((): number[] => []);
  const times = await interleave(
    byName(name => async () => mails[name].push(await ways[name]())),
    rounds,
    prepare,
  );
  // The times are without those of the round that warmed up.
  return new Rates(byName(name => times[name].map((ms, round) => ms / mails[name][round + 1]!)));
}

export function times({ median, low, high }: Spread): string {
  const digits = median < 10 ? 2 : 1;
  return `${median.toFixed(digits)} times (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
}

export function tenths(value: number): number {
  return Math.round(10 * value) / 10;
}

export function hundredths(value: number): number {
  return Math.round(100 * value) / 100;
}

export function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}
