// What an operator sees of `paperboy replay`.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SmtpSink, startSmtpSink } from '../smtp-sink.ts';
import { digest, type Installation, install, sending } from './paperboy.ts';

let paperboy: Installation;
let sink: SmtpSink;
let raw: string;
let date: string;

beforeAll(async () => {
  sink = await startSmtpSink();
  paperboy = install(sending(sink.url));
  paperboy.writePeople('people.yaml', '- email: ada@lab.org\n');
  paperboy.writeDigest('digest.txt', digest(['A survey of bees', 'Kites that steer themselves']));
  expect((await paperboy.run(['run', '--first'])).stdout).toContain('1 mail submitted');
  raw = sink.mails[0]!.raw;
  date = /^Message-ID: <(\d{4}-\d\d-\d\d)\./m.exec(raw)![1]!;
});
afterAll(async () => {
  paperboy.remove();
  await sink.close();
});

test('prints the bytes that the server took, and says on the other line that they are', async () => {
  const { code, stdout, stderr } = await paperboy.run(['replay', date, 'ada@lab.org']);
  expect(stdout).toBe(raw);
  expect(stderr).toMatch(/^identical to what was submitted at \d{4}-\S+Z \(sha256 [0-9a-f]{64}\)\n$/);
  expect(code).toBe(0);
});

test('finds the subscriber by id too, and uses the settings of then, not of now', async () => {
  const id = /\/u\/v1\.\w{4}\.u([\w-]{16})\./.exec(raw)![1]!;
  const env = {
    PUBLIC_URL: 'https://elsewhere.org',
    MAIL_FROM: 'Eve <eve@elsewhere.org>',
    POSTAL_ADDRESS: 'Elsewhere 1',
  };
  expect(await paperboy.run(['replay', date, '--', id], { env })).toMatchObject({ code: 0, stdout: raw });
});

test('writes into a new file, and never over another', async () => {
  const file = join(paperboy.folder, 'mail.eml');
  const { code, stdout } = await paperboy.run(['replay', date, 'ada@lab.org', '--out', 'mail.eml']);
  expect({ code, stdout, written: readFileSync(file, 'utf8') }).toEqual({ code: 0, stdout: '', written: raw });
  writeFileSync(file, 'a proof');
  const again = await paperboy.run(['replay', date, 'ada@lab.org', '--out', 'mail.eml']);
  expect(again).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--out is "mail.eml", which is there already'),
  });
  expect(readFileSync(file, 'utf8')).toBe('a proof');
});

test('prints nothing and writes no file where the mail cannot be made again', async () => {
  const env = { TOKEN_KEYS: `k999:${'0'.repeat(64)}` };
  const { code, stdout, stderr } = await paperboy.run(['replay', date, 'ada@lab.org', '--out', 'no.eml'], { env });
  expect(stderr).toMatch(/^paperboy: the mail of \S+ to ada@lab\.org .*key "k001".* \[mail_differs\]\n$/);
  expect({ code, stdout, isWritten: existsSync(join(paperboy.folder, 'no.eml')) }).toEqual({
    code: 1,
    stdout: '',
    isWritten: false,
  });
});

test.each([
  [['2026-02-30', 'ada@lab.org'], 2, '"2026-02-30" is no date: expected one such as 2026-03-02 [usage]'],
  [['2026-03-02', 'eve@lab.org'], 1, 'nobody with the address or id "eve@lab.org" is here'],
  [['2026-03-02', 'nobodynobody0001'], 1, 'nobody with the address or id "nobodynobody0001" is here'],
  [['1999-12-31', 'ada@lab.org'], 1, 'there is no mail of 1999-12-31 to ada@lab.org'],
])('replay %j names what is wrong', async (args, code, message) => {
  expect(await paperboy.run(['replay', ...args])).toMatchObject({
    code,
    stdout: '',
    stderr: expect.stringContaining(message),
  });
});
