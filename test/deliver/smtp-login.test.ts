import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { openSocket, smtpAccount } from '../../src/deliver/nodemailer.ts';
import { smtpSubmitter } from '../../src/deliver/smtp-submitter.ts';
import type { Verdict } from '../../src/domain/delivery.ts';
import type { Submitter } from '../../src/domain/ports.ts';
import { PASSWORD, startLoginServer, startTokenServer, USER } from './login-server.ts';
import { message } from './message.ts';
import { polite, startRawServer } from './raw-server.ts';

const login = (password = PASSWORD) => `${encodeURIComponent(USER)}:${encodeURIComponent(password)}@`;
const go = async () => true;

async function sendOne(submitter: Submitter): Promise<Verdict> {
  await using opened = new AsyncDisposableStack();
  opened.defer(() => submitter.close());
  return await submitter.submit(message(), go);
}

async function faultOf(submitter: Submitter): Promise<{ code?: string; message: string }> {
  const check = submitter.check().then(() => new Error('no fault'));
  return check.catch(error => error);
}

describe('a login with a password', () => {
  test.each([
    ['', 'PLAIN'],
    ['?auth=plain', 'PLAIN'],
    ['?auth=login', 'LOGIN'],
    ['?auth=LOGIN', 'LOGIN'],
  ])('goes by %j as %s, over STARTTLS', async (query, method) => {
    await using server = await startLoginServer({});
    const smtpUrl = `smtp://${login()}${server.place}${query}`;
    expect(await sendOne(smtpSubmitter({ smtpUrl, connections: 1 }))).toMatchObject({ kind: 'submitted' });
    expect(server.mails).toEqual([{ method, secure: true }]);
  });

  test('takes the one way that the server offers', async () => {
    await using server = await startLoginServer({ authMethods: ['LOGIN'] });
    const smtpUrl = `smtp://${login()}${server.place}`;
    expect(await sendOne(smtpSubmitter({ smtpUrl, connections: 1 }))).toMatchObject({ kind: 'submitted' });
    expect(server.mails).toMatchObject([{ method: 'LOGIN' }]);
  });

  test('goes over TLS from the first byte', async () => {
    await using server = await startLoginServer({ secure: true });
    const smtpUrl = `smtps://${login()}${server.place}`;
    expect(await sendOne(smtpSubmitter({ smtpUrl, connections: 1 }))).toMatchObject({ kind: 'submitted' });
    expect(server.mails).toEqual([{ method: 'PLAIN', secure: true }]);
  });

  test.each(['plain', 'login'])('that is wrong by auth=%s is an error that shows no secret', async auth => {
    await using server = await startLoginServer({});
    const smtpUrl = `smtp://${login('wrong-secret')}${server.place}?auth=${auth}`;
    const submitter = smtpSubmitter({ smtpUrl, connections: 1 });
    const { code, message } = await faultOf(submitter);
    expect(code).toBe('smtp_unreachable');
    expect(message).toContain(server.place);
    expect(message).toContain('Wrong user or password');
    const verdict = await sendOne(submitter);
    expect(verdict.kind).toBe('unreachable');
    expect(server.tried).toEqual(['wrong-secret', 'wrong-secret']);
    for (const text of [message, verdict.reply]) {
      expect(text).not.toContain('wrong-secret');
      expect(text).not.toContain(Buffer.from('wrong-secret').toString('base64'));
    }
  });
});

describe('a server elsewhere', () => {
  /** This machine too, but not as it is called by itself. */
  const elsewhere = (place: string) => place.replace('127.0.0.1', '0.0.0.0');

  test('that knows no STARTTLS hears no password', async () => {
    await using server = await startLoginServer({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] });
    const submitter = smtpSubmitter({ smtpUrl: `smtp://${login()}${elsewhere(server.place)}`, connections: 1 });
    expect(await sendOne(submitter)).toMatchObject({ kind: 'unreachable' });
    expect(server.tried).toEqual([]);
  });

  test('that knows no STARTTLS is taken where the URL says so', async () => {
    await using server = await startLoginServer({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true });
    const smtpUrl = `smtp://${login()}${elsewhere(server.place)}?starttls=optional`;
    expect(await sendOne(smtpSubmitter({ smtpUrl, connections: 1 }))).toMatchObject({ kind: 'submitted' });
    expect(server.mails).toMatchObject([{ secure: false }]);
  });

  test.each([
    ['smtps', true],
    ['smtp', false],
  ])('with a certificate that nobody vouches for hears no password by %s', async (protocol, secure) => {
    await using server = await startLoginServer({ secure });
    const submitter = smtpSubmitter({ smtpUrl: `${protocol}://${login()}${elsewhere(server.place)}`, connections: 1 });
    expect((await faultOf(submitter)).message).toMatch(/certificate/i);
    expect(server.tried).toEqual([]);
  });
});

describe('a login by XOAUTH2', () => {
  const CLIENT = { clientId: 'client', clientSecret: 'client-secret', refreshToken: 'refresh-secret' };
  const user = `${encodeURIComponent(USER)}@`;
  const xoauth2 = { authMethods: ['PLAIN', 'XOAUTH2'] };

  test('asks for a token once for all connections', async () => {
    await using provider = await startTokenServer(() => ({ access_token: 'token-1', expires_in: 3600 }));
    await using server = await startLoginServer(xoauth2, secret => secret === 'token-1');
    const oauth = { ...CLIENT, accessUrl: provider.url };
    const submitter = smtpSubmitter({ smtpUrl: `smtp://${user}${server.place}`, connections: 3, oauth });
    const verdicts = await Promise.all(['a', 'b', 'c'].map(name => submitter.submit(message(`${name}@lab.org`), go)));
    expect(verdicts.map(({ kind }) => kind)).toEqual(['submitted', 'submitted', 'submitted']);
    expect(server.mails).toEqual(verdicts.map(() => ({ method: 'XOAUTH2', secure: true })));
    expect(provider.asked).toEqual([
      {
        client_id: 'client',
        client_secret: 'client-secret',
        refresh_token: 'refresh-secret',
        grant_type: 'refresh_token',
      },
    ]);
    await submitter.close();
  });

  test('gets a new token when the old one is refused', async () => {
    await using provider = await startTokenServer(request => ({ access_token: `token-${request}`, expires_in: 3600 }));
    await using server = await startLoginServer(
      xoauth2,
      secret => secret === `token-${provider.asked.length}` && secret !== 'token-1',
    );
    const oauth = { ...CLIENT, accessUrl: provider.url };
    const submitter = smtpSubmitter({ smtpUrl: `smtp://${user}${server.place}`, connections: 1, oauth });
    expect(await sendOne(submitter)).toMatchObject({ kind: 'submitted' });
    expect(server.tried).toEqual(['token-1', 'token-2']);
  });

  test('gets a new token at the next try where the server refuses without a challenge', async () => {
    await using provider = await startTokenServer(request => ({ access_token: `token-${request}`, expires_in: 3600 }));
    const answers = ['535 5.7.3 expired', '235 2.7.0 good'];
    await using server = await startRawServer((line, socket) => {
      if (/^EHLO/.test(line)) return '250-raw.example\r\n250 AUTH XOAUTH2';
      return /^AUTH/.test(line) ? answers.shift() : polite(line, socket);
    });
    const oauth = { ...CLIENT, accessUrl: provider.url };
    const smtpUrl = server.url.replace('//', `//${user}`);
    const submitter = smtpSubmitter({ smtpUrl, connections: 1, oauth });
    expect(await submitter.submit(message(), go)).toMatchObject({ kind: 'unreachable' });
    expect(await submitter.submit(message(), go)).toMatchObject({ kind: 'submitted' });
    expect(provider.asked).toHaveLength(2);
    submitter.abort();
  });

  test('is an error that shows no secret where the provider gives no token', async () => {
    await using provider = await startTokenServer(() => ({ error: 'invalid_grant', error_description: 'revoked' }));
    await using server = await startLoginServer(xoauth2);
    const oauth = { ...CLIENT, accessUrl: provider.url };
    const submitter = smtpSubmitter({ smtpUrl: `smtp://${user}${server.place}`, connections: 1, oauth });
    const { code, message } = await faultOf(submitter);
    expect(code).toBe('smtp_unreachable');
    expect(message).toMatch(/invalid_grant: revoked/);
    expect(message).not.toMatch(/client-secret|refresh-secret/);
    expect(server.tried).toEqual([]);
  });
});

describe('a socket that is handed over', () => {
  test.each([
    ['smtp', false],
    ['smtps', true],
  ])('is logged in, encrypted and at rest, by %s', async (protocol, secure) => {
    await using server = await startLoginServer({ secure });
    const { socket, extensions } = await openSocket(
      smtpAccount({ smtpUrl: `${protocol}://${login()}${server.place}` }),
    );
    expect(Object.fromEntries(extensions)).toMatchObject({ PIPELINING: '', '8BITMIME': '', AUTH: 'LOGIN PLAIN' });
    expect(extensions.has('STARTTLS')).toBe(false);
    expect(socket.isPaused()).toBe(true);
    expect([socket.listenerCount('data'), socket.listenerCount('timeout')]).toEqual([0, 0]);
    socket.write('MAIL FROM:<a@lab.org>\r\n');
    socket.resume();
    const [reply] = await once(socket, 'data');
    expect(String(reply)).toMatch(/^250 /);
    const closed = once(socket, 'close');
    socket.write('QUIT\r\n');
    await closed;
  });

  test('tells what the server offers, by keyword and parameters', async () => {
    await using server = await startRawServer((line, socket) =>
      /^EHLO/.test(line)
        ? '250-raw.example hello\r\n250-size 5000\r\n250-CHUNKING\r\n250 LIMITS RCPTMAX=1'
        : polite(line, socket),
    );
    const { socket, extensions } = await openSocket(smtpAccount({ smtpUrl: server.url }));
    expect(Object.fromEntries(extensions)).toEqual({ SIZE: '5000', CHUNKING: '', LIMITS: 'RCPTMAX=1' });
    socket.destroy();
  });

  test('offers nothing where the server knows HELO only', async () => {
    await using server = await startRawServer((line, socket) => {
      if (/^EHLO/.test(line)) return '502 5.5.1 what?';
      return /^HELO/.test(line) ? '250 raw.example' : polite(line, socket);
    });
    const { socket, extensions } = await openSocket(smtpAccount({ smtpUrl: server.url }));
    expect([...extensions]).toEqual([]);
    socket.destroy();
  });

  test('is refused where the server speaks out of turn', async () => {
    await using server = await startRawServer((line, socket) =>
      /^EHLO/.test(line) ? '250 raw.example\r\n250 and more' : polite(line, socket),
    );
    await expect(openSocket(smtpAccount({ smtpUrl: server.url }))).rejects.toThrow('Unexpected response');
  });

  test('does not break the program when the connection is reset before anybody listens', async () => {
    await using server = await startRawServer(polite);
    const { socket } = await openSocket(smtpAccount({ smtpUrl: server.url }));
    const closed = new Promise(resolve => socket.once('close', resolve));
    for (const other of server.sockets) other.resetAndDestroy();
    socket.resume();
    await closed;
    expect(socket.destroyed).toBe(true);
  });

  test('is not had while the opening is called off', async () => {
    const greeted = Promise.withResolvers<void>();
    await using server = await startRawServer(() => void greeted.resolve());
    const hangUp = new AbortController();
    const opening = openSocket(smtpAccount({ smtpUrl: server.url }), hangUp.signal);
    await greeted.promise;
    hangUp.abort();
    await expect(opening).rejects.toThrow();
  });
});
