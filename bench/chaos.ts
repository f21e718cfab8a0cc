// `npm run chaos [-- --kills N]`: kills a sending process N times at each named point and holds ledger and sink side by side.
import { parseArgs } from 'node:util';
import { CRASH_POINTS, type Crash } from '../src/domain/crash-point.ts';
import { crashTrial, keepsPromise, type TrialResult } from '../test/cli/crash-trial.ts';

const LANES = 2;
const READERS = 4;

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '20' }, json: { type: 'boolean', default: false } },
});
const kills = Number(values.kills);
const trials: Crash[] = CRASH_POINTS.flatMap(point =>
  // Only one freeze happens in a run; the other points come once for each reader.
  Array.from({ length: kills }, (_, at) => ({ point, time: point === 'after_freeze' ? 1 : 1 + (at % READERS) })),
);

const results = new Map<string, TrialResult[]>(CRASH_POINTS.map(point => [point, []]));
const broken: TrialResult[] = [];
const queue = trials.values();
await Promise.all(
  Array.from({ length: LANES }, async () => {
    for (const crash of queue) {
      const result = await crashTrial(crash);
      results.get(crash.point)?.push(result);
      if (!keepsPromise(result)) broken.push(result);
    }
  }),
);

console.log('killed at      kills  readers  exactly one mail  may have been sent  lost  twice');
for (const [point, trialResults] of results) {
  const readers = trialResults.flatMap(result => result.readers);
  const count = (is: (reader: TrialResult['readers'][number]) => boolean) => readers.filter(is).length;
  const columns = [
    trialResults.filter(({ killed }) => killed).length,
    readers.length,
    count(({ mails, state }) => mails === 1 && state === 'submitted'),
    count(({ state }) => state === 'uncertain'),
    count(({ mails, state }) => mails === 0 && state !== 'uncertain'),
    count(({ mails }) => mails > 1),
  ];
  const widths = [5, 7, 16, 18, 4, 5];
  console.log(point.padEnd(13), ...columns.map((column, at) => String(column).padStart(widths[at]!)));
}
for (const result of broken) console.error(JSON.stringify(result));
if (values.json) {
  console.log(
    JSON.stringify({
      name: 'chaos',
      metrics: { kills: trials.length, broken: broken.length },
      targets: { broken: 0 },
      ok: broken.length === 0,
    }),
  );
}
process.exitCode = broken.length === 0 ? 0 : 1;
