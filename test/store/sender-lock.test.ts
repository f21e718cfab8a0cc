import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
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
