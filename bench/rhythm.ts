// `npm run rhythm [-- --years N --starts N]`: whether everybody gets one mail for each date, whatever clocks and processes do.
import { parseArgs } from 'node:util';
import { asleep, clockJump, type ProcessResult, startedTwice } from './rhythm/processes.ts';
import { walkYears } from './rhythm/years.ts';

const FAULTS_SHOWN = 20;

const { values } = parseArgs({
  options: { years: { type: 'string', default: '10' }, starts: { type: 'string', default: '50' } },
});
const years = wholeNumber('years');
const starts = wholeNumber('starts');

const trials: (() => Promise<ProcessResult>)[] = [
  () => startedTwice(starts),
  asleep,
  () => clockJump(36),
  () => clockJump(-2),
];
let isGood = true;
for (const trial of trials) {
  const { name, told, isAsExpected } = await trial();
  isGood &&= isAsExpected;
  console.log(`${isAsExpected ? '✓' : '✗'} ${name}: ${told}`);
}
const FIRST_YEAR = 2011;
const { from, to, due, mails, faults } = await walkYears(
  new Date(`${FIRST_YEAR}-01-01T00:00:00Z`),
  new Date(`${FIRST_YEAR + years}-01-01T00:00:00Z`),
);
isGood &&= faults.length === 0;
console.log(
  `${faults.length === 0 ? '✓' : '✗'} ${from} to ${to}: ${mails} mails, ${due} whole local dates, ${faults.length} faults`,
);
for (const fault of faults.slice(0, FAULTS_SHOWN)) console.log(`  ${fault}`);
process.exitCode = isGood ? 0 : 1;

function wholeNumber(name: 'years' | 'starts'): number {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} is "${values[name]}": expected a whole number`);
  return value;
}
