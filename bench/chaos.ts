// `npm run chaos [-- --kills N]`: kills senders and makes their life hard, then holds ledger and sink side by side.
import { parseArgs } from 'node:util';
import type { TrialResult } from '../test/cli/crash-trial.ts';
import { type KillResult, type KillSetting, killTrial } from '../test/cli/kill-trial.ts';
import { hardships } from './kill/hardships.ts';
import { isBroken, killAtNamedPoints } from './kill/named-points.ts';
import { Chance } from './made-up/papers.ts';

const DEFAULT_DEPTH = 8;
const POINT_KILLS = 2;
const SEED = 20261124;
/** A mail of which nobody knows, alone on its way, was nearly always taken. */
const TAKEN_SHARE = 0.99;

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '200' }, json: { type: 'boolean', default: false } },
});
const kills = Number(values.kills);
if (!Number.isInteger(kills) || kills < 1) throw new Error(`--kills is "${values.kills}": expected a whole number`);

const chance = new Chance(SEED);
const random = () => chance.below(1000) / 1000;
const faults: string[] = [];
const FULL = ['SIZE 1000000', 'PIPELINING', 'CHUNKING'];
const LINES = ['PIPELINING'];
const settings: KillSetting[] = (['hold', 'resend'] as const).flatMap(onUncertain =>
  [1, 4, 16].flatMap(connections => [
    { sender: 'slow', extensions: FULL, connections, depth: 1, onUncertain },
    { sender: 'bulk', extensions: FULL, connections, depth: 1, onUncertain },
    { sender: 'bulk', extensions: FULL, connections, depth: DEFAULT_DEPTH, onUncertain },
    { sender: 'bulk', extensions: LINES, connections, depth: DEFAULT_DEPTH, onUncertain },
  ]),
);

const WIDTHS = [6, 9, 11, 5, 7, 5, 5, 4, 6, 9, 12];
row(
  'sender',
  'CHUNKING',
  'connections',
  'depth',
  'policy',
  'kills',
  'mails',
  'lost',
  'copies',
  'in doubt',
  'of it taken',
);
const share = kills / settings.length;
const alone = { uncertain: 0, taken: 0 };
for (const [at, setting] of settings.entries()) {
  const wanted = Math.round((at + 1) * share) - Math.round(at * share);
  const sum: KillResult = { kills: 0, mails: 0, lost: 0, copies: 0, uncertain: 0, uncertainTaken: 0 };
  while (sum.kills < wanted) {
    const result = await killTrial(setting, wanted - sum.kills, random);
    for (const key of Object.keys(sum) as (keyof KillResult)[]) sum[key] += result[key];
  }
  const { sender, extensions, connections, depth, onUncertain } = setting;
  const chunking = extensions.includes('CHUNKING') ? 'yes' : 'no';
  const { lost, copies, uncertain, uncertainTaken } = sum;
  row(sender, chunking, connections, depth, onUncertain, sum.kills, sum.mails, lost, copies, uncertain, uncertainTaken);
  if (lost > 0) faults.push(`${lost} mails are lost`);
  const allowed = onUncertain === 'hold' ? 0 : sum.kills * connections * depth;
  if (copies > allowed) faults.push(`${copies} copies, where ${allowed} may be`);
  if (depth === 1) {
    alone.uncertain += uncertain;
    alone.taken += uncertainTaken;
  }
}
const takenShare = alone.uncertain === 0 ? 1 : alone.taken / alone.uncertain;
console.log(`\nat depth 1 ${(100 * takenShare).toFixed(1)} % of ${alone.uncertain} mails in doubt had been taken`);
if (takenShare < TAKEN_SHARE) faults.push(`expected at least ${100 * TAKEN_SHARE} % of them`);

console.log('\nkilled at      sender  kills  mails  exactly one mail  may have been sent  lost  twice');
for (const [sender, env] of [
  ['slow', { SMTP_BULK: 'off' }],
  ['bulk', { SMTP_BULK: 'on' }],
] as const)
  for (const [point, results] of await killAtNamedPoints(POINT_KILLS, env)) {
    console.log(pointLine(point, sender, results));
    faults.push(...results.filter(isBroken).map(result => JSON.stringify(result)));
  }

console.log('');
for (const { name, told, result, isAsExpected } of await hardships(random)) {
  const counts = result ? `${result.lost} lost, ${result.copies} twice, ${result.uncertain} in doubt; ` : '';
  console.log(`${name.padEnd(24)} ${counts}${told}`);
  if (!isAsExpected || (result && result.copies + result.lost > 0)) faults.push(`${name}: ${told}`);
}

for (const fault of faults) console.error(`✗ ${fault}`);
if (values.json) {
  const metrics = { kills, broken: faults.length };
  console.log(JSON.stringify({ name: 'chaos', metrics, targets: { broken: '= 0' }, ok: faults.length === 0 }));
}
process.exitCode = faults.length === 0 ? 0 : 1;

function row(...cells: (string | number)[]): void {
  console.log(cells.map((cell, at) => String(cell).padStart(WIDTHS[at]!)).join('  '));
}

function pointLine(point: string, sender: string, results: readonly TrialResult[]): string {
  const readers = results.flatMap(result => result.readers);
  const count = (is: (reader: TrialResult['readers'][number]) => boolean) => readers.filter(is).length;
  const columns = [
    results.filter(({ killed }) => killed).length,
    readers.length,
    count(({ mails, state }) => mails === 1 && state === 'submitted'),
    count(({ state }) => state === 'uncertain'),
    count(({ mails, state }) => mails === 0 && state !== 'uncertain'),
    count(({ mails }) => mails > 1),
  ];
  const widths = [5, 5, 16, 18, 4, 5];
  return [
    point.padEnd(13),
    sender.padEnd(6),
    ...columns.map((column, at) => String(column).padStart(widths[at]!)),
  ].join('  ');
}
