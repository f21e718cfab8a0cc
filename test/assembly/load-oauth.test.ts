import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadOauth } from '../../src/assembly/load-oauth.ts';

const CLIENT = {
  clientId: 'client',
  clientSecret: 'hidden-1',
  refreshToken: 'hidden-2',
  accessUrl: 'https://login.example/token',
};
const SMTP_URL = 'smtps://paperboy%40lab.org@smtp.lab.org';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'paperboy-oauth-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function load(content: unknown, smtpUrl = SMTP_URL) {
  const path = join(folder, 'oauth.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  return loadOauth({ smtpUrl, smtpOauthFile: path });
}

function faultOf(content: unknown, smtpUrl?: string): { code?: string; message: string } {
  try {
    load(content, smtpUrl);
  } catch (error) {
    return error as Error;
  }
  return new Error('taken');
}

test('reads the client', () => {
  expect(load(CLIENT)).toEqual(CLIENT);
  expect(loadOauth({ smtpUrl: SMTP_URL, smtpOauthFile: undefined })).toBeUndefined();
});

test('says which field is missing or unknown, and where, without showing a secret', () => {
  const { code, message } = faultOf({
    ...CLIENT,
    refreshToken: undefined,
    accessUrl: 'http://x.example',
    token: 'hidden-3',
  });
  expect(code).toBe('config_invalid');
  expect(message).toMatch(/oauth\.json:\d+: refreshToken is missing/);
  expect(message).toMatch(/oauth\.json:4: accessUrl is set, but not valid: expected an address with https/);
  expect(message).toMatch(/oauth\.json:5: "token" is not known/);
  expect(message).not.toMatch(/hidden|x\.example/);
});

test.each([['[]'], ['null'], ['"text"'], ['7'], ['{"clientId": 7}'], ['{"clientId": "hidden-1", ']])(
  'refuses %s',
  content => {
    const { code, message } = faultOf(content);
    expect(code).toBe('config_invalid');
    expect(message).toContain('oauth.json');
    expect(message).not.toContain('hidden');
  },
);

test('wants the user in the server’s URL', () => {
  const { code, message } = faultOf(CLIENT, 'smtps://smtp.lab.org');
  expect(code).toBe('config_invalid');
  expect(message).toMatch(/SMTP_URL names no user: expected one/);
});
