// Ten years of daily mails in six time zones, through planner and ledger in a real database.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/store/store.ts';
import { faultsOf, subscribeWalkers, type Walker, walk, wholeDates } from '../../test/pipeline/walk-days.ts';

const ADDRESS_KEY = Buffer.alloc(32, 1);
const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'Pacific/Apia',
];
/** Where clocks change, and around midnight. */
const TIMES = ['07:00', '02:30', '00:00', '23:59'];

interface YearsResult {
  from: string;
  to: string;
  /** Local dates on which somebody was due. */
  due: number;
  mails: number;
  faults: string[];
}

/** With a clock that is set: it takes some minutes. */
export async function walkYears(from: Date, to: Date): Promise<YearsResult> {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-years-'));
  const store = await openStore(join(folder, 'paperboy.db'), ADDRESS_KEY);
  try {
    const walkers: Walker[] = ZONES.flatMap(timeZone => TIMES.map(sendAt => ({ timeZone, sendAt })));
    await subscribeWalkers(store, walkers, from);
    const walked = await walk(store, walkers, { from, to });
    const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);
    return {
      from: from.toISOString().slice(0, 10),
      to: to.toISOString().slice(0, 10),
      due: sum(walkers.map(({ timeZone }) => wholeDates(timeZone, from, to).length)),
      mails: sum(Array.from(walked.values(), dates => sum(Array.from(dates.values(), mails => mails.length)))),
      faults: faultsOf(walked, from, to),
    };
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
