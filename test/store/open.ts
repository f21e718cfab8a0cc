// A database in a folder of its own, which goes away with the test.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { NewSubscriber } from '../../src/domain/ports.ts';
import { NO_INTERESTS } from '../../src/domain/subscriber.ts';
import { openStore, type Store } from '../../src/store/store.ts';

export const ADDRESS_KEY = Buffer.alloc(32, 1);

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function temporaryStore(path = join(temporaryFolder(), 'paperboy.db')): Promise<Store> {
  const store = await openStore(path, ADDRESS_KEY);
  onTestFinished(() => store.close());
  return store;
}

export function newSubscriber(address: string, wish: Partial<NewSubscriber> = {}): NewSubscriber {
  return {
    address,
    interests: NO_INTERESTS,
    rhythm: { timeZone: 'Europe/Berlin', sendAt: '07:00', days: 'weekdays' },
    papersPerMail: 10,
    layout: 'full',
    origin: 'file',
    status: 'confirmed',
    consent: 'asked for it',
    nextDueAt: () => '2026-03-02T06:00:00.000Z',
    ...wish,
  };
}
