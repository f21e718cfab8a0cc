import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadDkim } from '../../src/assembly/load-dkim.ts';
import { PRIVATE_KEY, verdicts } from '../deliver/dkim-key.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'paperboy-dkim-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function keyFile(name: string, text: string, mode = 0o600): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

const load = (keyFile: string) => loadDkim({ dkim: { domain: 'lab.org', selector: 'paperboy1', keyFile } });

test('signs with the key of the file', async () => {
  const signer = load(keyFile('good.pem', PRIVATE_KEY));
  const mime = Buffer.from('From: a@lab.org\r\n\r\nHallo\r\n');
  const signature = await signer!.sign(mime);
  expect(await verdicts(Buffer.concat([Buffer.from(signature), mime]))).toEqual(['pass']);
});

test('is no signer where nothing is set', () => {
  expect(loadDkim({ dkim: undefined })).toBeUndefined();
});

test.each([
  ['a file that is not there', () => join(folder, 'none.pem'), /expected a readable file/],
  ['a folder', () => folder, /expected a readable file|every user/],
  ['what is no key', () => keyFile('bad.pem', 'no key'), /cannot be read as a private key/],
])('refuses %s, and names the path', (_, path, fault) => {
  const file = path();
  expect(() => load(file)).toThrow(
    expect.objectContaining({ code: 'dkim_invalid', message: expect.stringMatching(fault) }),
  );
  expect(() => load(file)).toThrow(`DKIM_KEY_FILE is "${file}"`);
});

test.skipIf(process.platform === 'win32')('refuses a key that everybody can read, and takes one for a group', () => {
  expect(() => load(keyFile('open.pem', PRIVATE_KEY, 0o644))).toThrow(/every user .* chmod 600/);
  expect(load(keyFile('group.pem', PRIVATE_KEY, 0o640))).toBeDefined();
});
