// Who is due: every tick of a day, with a hundred thousand subscribers over all time zones.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewSubscriber } from '../../src/domain/ports.ts';
import { type Days, NO_INTERESTS, type Subscriber } from '../../src/domain/subscriber.ts';
import { dueTimes } from '../../src/schedule/due-times.ts';
import { nextDue } from '../../src/schedule/next-due.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { Chance } from '../made-up/papers.ts';
import { judge, type Measured } from '../measured.ts';

const SUBSCRIBERS = 100_000;
const PAGE = 1000;
const TICK_MS = 5000;
const TICKS = 86_400_000 / TICK_MS;
const START = new Date('2026-10-05T00:00:00Z');
const ADDRESS_KEY = Buffer.alloc(32, 1);
/** Most keep the time that is set; the others like full and half hours. */
const USUAL_TIMES = ['07:00', '07:00', '07:00', '06:00', '06:30', '08:00', '08:30', '12:00', '18:00', '22:15'];
const USUAL_DAYS: Days[] = ['weekdays', 'weekdays', 'weekdays', 'daily', 'weekly:mon'];

interface Ticks {
  /** Of each tick: who is due. */
  ms: number[];
  /** Of each tick: when they are due next. */
  nextMs: number[];
  due: number;
  mostDue: number;
  /** Of all ticks: the next due instants written down. */
  writtenMs: number;
}

export async function measure(): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-bench-'));
  const store = await openStore(join(folder, 'paperboy.db'), ADDRESS_KEY);
  try {
    const zones = Intl.supportedValuesOf('timeZone');
    await subscribe(store, zones);
    return report(await walkDay(store), zones.length);
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function subscribe(store: Store, zones: readonly string[]): Promise<void> {
  const chance = new Chance(7);
  const pick = <T>(list: readonly T[]): T => list[chance.below(list.length)]!;
  const known = new Map<string, string>();
  for (let first = 0; first < SUBSCRIBERS; first += PAGE) {
    const wishes = Array.from({ length: PAGE }, (_, at): NewSubscriber => {
      const rhythm = { timeZone: pick(zones), sendAt: pick(USUAL_TIMES), days: pick(USUAL_DAYS) };
      const key = JSON.stringify(rhythm);
      const due = known.get(key) ?? nextDue(rhythm, START).toISOString();
      known.set(key, due);
      return {
        address: `reader${first + at}@lab.org`,
        interests: { ...NO_INTERESTS, topics: ['rl', 'agents'], keywords: ['world model'] },
        rhythm,
        papersPerMail: 10,
        layout: 'full',
        origin: 'import',
        status: 'confirmed',
        consent: 'made up',
        nextDueAt: () => due,
      };
    });
    await store.subscribers.addAll(wishes, { now: START });
  }
}

async function walkDay({ planner }: Store): Promise<Ticks> {
  const ticks: Ticks = { ms: [], nextMs: [], due: 0, mostDue: 0, writtenMs: 0 };
  for (let tick = 1; tick <= TICKS; tick += 1) {
    const now = new Date(START.getTime() + tick * TICK_MS);
    const start = performance.now();
    const due: Subscriber[] = [];
    const next = await planner.nextDueAt(now);
    if (next !== undefined && next <= now)
      for await (const page of planner.dueSubscribers(now, false)) due.push(...page);
    const asked = performance.now();
    ticks.ms.push(asked - start);
    const times = dueTimes(now);
    const moved = due.map(({ id, rhythm }) => {
      const { date } = times.latest(rhythm);
      return { subscriberId: id, nextDueAt: times.afterIssue(rhythm, date) };
    });
    ticks.nextMs.push(performance.now() - asked);
    ticks.due += moved.length;
    ticks.mostDue = Math.max(ticks.mostDue, moved.length);
    const written = performance.now();
    for (let at = 0; at < moved.length; at += PAGE) await planner.postpone(moved.slice(at, at + PAGE));
    ticks.writtenMs += performance.now() - written;
  }
  return ticks;
}

function report({ ms, nextMs, due, mostDue, writtenMs }: Ticks, zones: number): Measured {
  const sorted = ms.toSorted((a, b) => a - b);
  const sum = (times: number[]) => times.reduce((total, one) => total + one, 0);
  const total = sum(ms) + sum(nextMs);
  const median = sorted[Math.floor(sorted.length / 2)]!;
  const slowest = sorted.at(-1)!;
  return judge({
    lines: [
      `${SUBSCRIBERS} subscribers in ${zones} time zones, ${TICKS} ticks of a day: ${due} were due, at most ${mostDue} in one tick`,
      `  who is due: ${median.toFixed(2)} ms in the median tick, ${slowest.toFixed(1)} ms in the slowest; when they are next: ${Math.max(...nextMs).toFixed(1)} ms in the slowest`,
      `  all ticks together, both, ${(total / 1000).toFixed(2)} s, and ${(writtenMs / 1000).toFixed(2)} s to write it down`,
    ],
    metrics: {
      'slowest tick, ms': Math.round(slowest * 10) / 10,
      'median tick, ms': Math.round(median * 1000) / 1000,
      'ticks of a day, s': Math.round(total / 10) / 100,
      due,
    },
    targets: { 'slowest tick, ms': '<= 50', 'ticks of a day, s': '<= 5', due: '>= 50000' },
  });
}
