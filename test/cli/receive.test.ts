// `paperboy receive`: mail that comes back from readers of a real issue.
import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { feedbackReport, notice, statusReport } from '../bounce/returned-mails.ts';
import { type SmtpSink, startSmtpSink } from '../smtp-sink.ts';
import { digest, install, sending } from './paperboy.ts';

const NAMES = ['ada', 'bob', 'cleo', 'dan', 'eve'];

let sink: SmtpSink;
let paperboy: ReturnType<typeof install>;
let inbox: string;

beforeAll(async () => {
  sink = await startSmtpSink();
  paperboy = install({ ...sending(sink.url), BOUNCE_ADDRESS: 'bounces@lab.org', INBOX: 'maildir:inbox' });
  inbox = join(paperboy.folder, 'inbox');
  for (const part of ['new', 'cur']) mkdirSync(join(inbox, part), { recursive: true });
  paperboy.writePeople('people.yaml', NAMES.map(name => `- email: ${name}@lab.org`).join('\n'));
  paperboy.writeDigest('digest.txt', digest(['Kites That Steer Themselves in Gusty Wind']));
  await paperboy.run(['run', '--first']);
});
afterAll(async () => {
  paperboy.remove();
  await sink.close();
});

const mailTo = (name: string) => sink.mails.find(({ to }) => to === `${name}@lab.org`)!;

/** What comes back of the mail to somebody. */
function bounce(name: string, status: string, words: string): string {
  const fields = `Final-Recipient: rfc822; ${name}@lab.org\nAction: failed\nStatus: ${status}\nDiagnostic-Code: smtp; ${words}`;
  return statusReport({ recipients: [fields], to: mailTo(name).from });
}

function put(mails: readonly string[]): void {
  for (const [at, text] of mails.entries()) writeFileSync(join(inbox, 'new', `${at}.host`), text);
}

const suppressed = async () => (await paperboy.run(['suppressions', 'list'])).stdout;

test('each kind of mail does what it says, is counted and removed', async () => {
  const [, mailto] = /<mailto:([^>]+)>/.exec(mailTo('dan').raw.replaceAll('\r\n ', ' ')) ?? [];
  const [address, token] = mailto!.split('?subject=');
  put([
    bounce('ada', '5.1.1', '550 5.1.1 no such user'),
    bounce('bob', '4.2.2', '452 4.2.2 mailbox full'),
    feedbackReport('Feedback-Type: abuse\nVersion: 1', mailTo('cleo').raw.replaceAll('\r\n', '\n')),
    `From: dan@lab.org\nTo: ${address}\nSubject: ${token}\n\n`,
    notice({ from: 'Eve <eve@lab.org>', subject: 'Out of office', to: mailTo('eve').from, body: 'Gone fishing.' }),
  ]);
  const { code, stdout, stderr } = await paperboy.run(['receive']);
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: '✓ returned mail: 1 hard, 1 soft, 1 complaint, 1 unsubscribed, 1 ignored\n',
    stderr: '',
  });
  expect(readdirSync(join(inbox, 'new'))).toEqual([]);
  const list = await suppressed();
  expect(list).toContain('ada@lab.org  hard bounce  userunknown (550 5.1.1)\n');
  expect(list).toContain('cleo@lab.org  complaint  feedback (abuse)\n');
  expect(list).not.toMatch(/bob|dan|eve/);
  expect((await paperboy.run(['subscribers', 'list'])).stdout).toContain('dan@lab.org  unsubscribed');
  expect((await paperboy.run(['receive'])).stdout).toBe('There was no mail in the inbox.\n');
});

test('with --json each mail is a line, and a forged one has no address', async () => {
  put([
    bounce('ada', '5.1.1', '550 5.1.1 no such user'),
    bounce('bob', '5.1.1', 'x').replaceAll(mailTo('bob').from, 'bounces@lab.org'),
  ]);
  const { stdout } = await paperboy.run(['receive', '--json']);
  expect(
    stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line)),
  ).toEqual([
    {
      mail: '0.host',
      kind: 'hard',
      reason: 'userunknown',
      status: '5.1.1',
      publicId: expect.stringMatching(/^[\w-]{16}$/),
      address: 'ada@lab.org',
    },
    { mail: '1.host', kind: 'ignored', reason: 'about no mail of ours' },
  ]);
  expect(await suppressed()).not.toContain('bob');
});

test('an inbox that is not there is named, and none at all too', async () => {
  expect(await paperboy.run(['receive'], { env: { INBOX: 'maildir:nowhere' } })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('the INBOX maildir:nowhere cannot be used'),
  });
  expect(await paperboy.run(['receive', '--watch'], { env: { INBOX: '' } })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('INBOX is missing'),
  });
});

test('a server takes mail that is sent to it, and ends cleanly', async () => {
  const port = await freePort();
  const env = { INBOX: `smtp://127.0.0.1:${port}`, PORT: '0', ADMIN_PORT: '0' };
  const server = paperboy.start(['serve'], env);
  let output = '';
  await new Promise<void>(resolve => {
    server.stdout!.setEncoding('utf8').on('data', chunk => {
      output += chunk;
      if (output.includes('Ctrl-C stops.')) resolve();
    });
  });
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
  const mail = { raw: bounce('eve', '5.1.1', '550 5.1.1 no such user').replaceAll('\n', '\r\n') };
  await transport.sendMail({ ...mail, envelope: { from: '', to: mailTo('eve').from } });
  expect(await suppressed()).toContain('eve@lab.org  hard bounce');
  await expect(transport.sendMail({ ...mail, envelope: { from: '', to: 'eve@lab.org' } })).rejects.toThrow('550');
  transport.close();
  server.kill('SIGTERM');
  expect(await once(server, 'close')).toEqual([0, null]);
  expect(output).toMatch(/✓ returned mail: 1 hard, 0 soft, 0 complaint, 0 unsubscribed, 0 ignored\nStopped\.\n$/);
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
