import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { takeSenderLock } from '../../src/store/sender-lock.ts';
import { temporaryFolder } from './open.ts';

test('lets one sender in at a time', () => {
  const path = join(temporaryFolder(), 'sender.lock.db');
  const lock = takeSenderLock(path);
  expect(() => takeSenderLock(path)).toThrow(expect.objectContaining({ code: 'sender_busy' }));
  lock.release();
  takeSenderLock(path).release();
});

test('is free again after the holder was killed', async () => {
  const path = join(temporaryFolder(), 'sender.lock.db');
  const module = new URL('../../src/store/sender-lock.ts', import.meta.url).href;
  const script = `import { takeSenderLock } from ${JSON.stringify(module)}; takeSenderLock(${JSON.stringify(path)}); console.log('held'); setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  expect(() => takeSenderLock(path)).toThrow(expect.objectContaining({ code: 'sender_busy' }));
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  takeSenderLock(path).release();
});

const ROUNDS = 20;

test('goes to one of two that ask in the same moment', async () => {
  const path = join(temporaryFolder(), 'sender.lock.db');
  const module = new URL('../../src/store/sender-lock.ts', import.meta.url).href;
  const script = `import { takeSenderLock } from ${JSON.stringify(module)};
    const kept = [];
    const ask = round => {
      try { kept.push(takeSenderLock(${JSON.stringify(path)} + round)); console.log('held'); } catch { console.log('busy'); }
    };
    process.stdin.once('data', () => { for (let round = 0; round < ${ROUNDS}; round += 1) ask(round); });
    console.log('ready');`;
  const askers = [0, 1].map(() => {
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    return { child, lines: createInterface(child.stdout)[Symbol.asyncIterator]() };
  });
  for (const { lines } of askers) await lines.next();
  for (const { child } of askers) child.stdin.write('go');
  const answers = await Promise.all(
    askers.map(async ({ lines }) => {
      const said: string[] = [];
      while (said.length < ROUNDS) said.push(String((await lines.next()).value));
      return said;
    }),
  );
  for (const { child } of askers) child.kill('SIGKILL');
  expect(answers[0]!.map((answer, round) => [answer, answers[1]![round]].sort())).toEqual(
    Array.from({ length: ROUNDS }, () => ['busy', 'held']),
  );
});
