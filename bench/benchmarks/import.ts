// A list of a hundred thousand people into an empty installation, by the command that operators use.
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { runCommand } from '../delivery/command.ts';
import { emptyHouse } from '../delivery/made-up-house.ts';
import { judge, type Measured } from '../measured.ts';

const ROWS = 100_000;
const ROUNDS = 3;

export async function measure(): Promise<Measured> {
  const runs = [];
  for (let round = 0; round < ROUNDS; round += 1) runs.push(await importOnce());
  const seconds = runs.map(({ ms }) => ms / 1000).sort((a, b) => a - b);
  const median = seconds[Math.floor(seconds.length / 2)]!;
  const peak = Math.max(...runs.map(({ peakMb }) => peakMb));
  return judge({
    lines: [
      `${ROWS} rows of CSV through \`paperboy subscribers import --consent\`, ${ROUNDS} times`,
      `  ${median.toFixed(1)} s (${seconds[0]!.toFixed(1)} to ${seconds.at(-1)!.toFixed(1)}), ${Math.round(peak)} MB of memory at most`,
    ],
    metrics: { seconds: Math.round(median * 10) / 10, 'memory, MB': Math.round(peak), added: runs[0]!.added },
    targets: { seconds: '<= 10', 'memory, MB': '<= 300', added: `= ${ROWS}` },
  });
}

async function importOnce() {
  const house = emptyHouse();
  try {
    await pipeline(rows, createWriteStream(join(house.folder, 'list.csv')));
    const env = { DATA_DIR: join(house.folder, 'data') };
    const args = ['subscribers', 'import', 'list.csv', '--consent', 'moved from elsewhere', '--json'];
    const { ms, peakMb, stdout } = await runCommand(args, { folder: house.folder, env });
    return { ms, peakMb, added: (JSON.parse(stdout) as { added: number }).added };
  } finally {
    house.remove();
  }
}

function* rows() {
  yield 'email,name,topics,keywords,time_zone,days\n';
  for (let number = 0; number < ROWS; number += 1)
    yield `reader${number}@mail-${number % 40}.lab.org,"Number ${number}, Reader",rl; agents,world model; protein design,${number % 2 === 0 ? 'Europe/Berlin' : 'Asia/Kolkata'},weekdays\n`;
}
