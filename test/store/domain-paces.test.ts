import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder, temporaryStore } from './open.ts';

const later = '2026-03-02T06:10:00.000Z';

test('a restart knows where each domain stood, by its latest word', async () => {
  const path = join(temporaryFolder(), 'paperboy.db');
  const { domainPaces } = await temporaryStore(path);
  expect(await domainPaces.all()).toEqual([]);
  const free = { domain: 'lab.org', nextAt: '2026-03-02T06:00:00.000Z', pauses: 0 };
  const paused = { domain: 'big.org', nextAt: later, pausedUntil: later, pauses: 2, reply: '421 4.7.0 slow down' };
  await domainPaces.put([free, paused]);
  await domainPaces.put([]);
  const restarted = await temporaryStore(path);
  expect(await restarted.domainPaces.all()).toEqual([paused, free]);
  const recovered = { domain: 'big.org', nextAt: later, pauses: 0 };
  await restarted.domainPaces.put([recovered]);
  expect(await restarted.domainPaces.all()).toEqual([recovered, free]);
});
