import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dkimSigner } from '../../src/deliver/dkim-signer.ts';
import { smtpSubmitter } from '../../src/deliver/smtp-submitter.ts';
import type { Submitter } from '../../src/domain/ports.ts';
import { type SmtpSink, startSmtpSink } from '../smtp-sink.ts';
import { DOMAIN, PRIVATE_KEY, SELECTOR, verdicts } from './dkim-key.ts';
import { message } from './message.ts';
import { type Answer, polite, startRawServer } from './raw-server.ts';

let sink: SmtpSink;
let submitter: Submitter;

beforeEach(async () => {
  sink = await startSmtpSink();
  submitter = smtpSubmitter({ smtpUrl: sink.url, connections: 2 });
});

afterEach(async () => {
  await submitter.close();
  await sink.close();
});

const go = async () => true;

test('submits a message and reports the reply', async () => {
  const verdict = await submitter.submit(message(), go);
  expect(verdict).toMatchObject({ kind: 'submitted', reply: expect.stringMatching(/^250/) });
  expect(sink.mails).toMatchObject([{ from: 'paperboy@lab.org', to: 'ada@lab.org' }]);
});

test('commits after the server took the recipient and before the message is complete', async () => {
  const seen: number[] = [];
  sink.chaos.data = () => {
    seen.push(-1);
    return undefined;
  };
  await submitter.submit(message(), async () => {
    seen.push(sink.mails.length);
    return true;
  });
  expect(seen).toEqual([0, -1]);
});

test('does not commit when the server refuses the recipient', async () => {
  sink.chaos.rcpt = () => '550 5.1.1 no such user';
  let asked = false;
  const verdict = await submitter.submit(message(), async () => {
    asked = true;
    return true;
  });
  expect(verdict).toMatchObject({ kind: 'failed', hard: true });
  expect(asked).toBe(false);
});

test('sends nothing when the commit says no, and the next message goes out', async () => {
  expect(await submitter.submit(message(), async () => false)).toMatchObject({ kind: 'withdrawn' });
  expect(sink.mails).toEqual([]);
  expect(await submitter.submit(message('bob@lab.org'), go)).toMatchObject({ kind: 'submitted' });
  expect(sink.mails).toMatchObject([{ to: 'bob@lab.org' }]);
});

test('sends nothing when the commit fails, and passes the failure on', async () => {
  const failing = submitter.submit(message(), async () => {
    throw new Error('disk full');
  });
  await expect(failing).rejects.toThrow('disk full');
  expect(sink.mails).toEqual([]);
});

test('is uncertain when the connection ends between the dot and the reply', async () => {
  sink.chaos.data = () => 'drop';
  expect(await submitter.submit(message(), go)).toMatchObject({ kind: 'uncertain' });
});

test.each(['mail', 'rcpt'] as const)('defers when the connection ends at %s', async command => {
  sink.chaos[command] = () => 'drop';
  expect(await submitter.submit(message(), go)).toMatchObject({ kind: 'deferred' });
});

test('takes a refusal after the dot at its word', async () => {
  sink.chaos.data = () => '451 4.3.0 try later';
  expect(await submitter.submit(message(), go)).toMatchObject({
    kind: 'deferred',
    reply: expect.stringContaining('try later'),
  });
});

test('uses one connection for many messages, refused ones among them', async () => {
  sink.chaos.rcpt = to => (to.startsWith('gone') ? '550 5.1.1 no such user' : undefined);
  for (const to of ['ada@lab.org', 'gone@lab.org', 'bob@lab.org']) await submitter.submit(message(to), go);
  expect(sink.mails.map(({ to }) => to)).toEqual(['ada@lab.org', 'bob@lab.org']);
  expect(sink.connections).toBe(1);
});

test('opens a new connection after the server has hung up', async () => {
  await submitter.submit(message(), go);
  sink.chaos.mail = () => 'drop';
  await submitter.submit(message(), go);
  sink.chaos = {};
  expect(await submitter.submit(message(), go)).toMatchObject({ kind: 'submitted' });
});

test('signs what it sends, and the signature holds', async () => {
  const signer = dkimSigner({ domain: DOMAIN, selector: SELECTOR, privateKeyPem: PRIVATE_KEY });
  const signing = smtpSubmitter({ smtpUrl: sink.url, connections: 1, signer });
  const text = '.\n..\nFrom here on\n';
  expect(await signing.submit(message('ada@lab.org', { text }), go)).toMatchObject({ kind: 'submitted' });
  const [mail] = sink.mails;
  expect(mail?.raw).toMatch(/^DKIM-Signature: /);
  expect(await verdicts(Buffer.from(mail!.raw))).toEqual(['pass']);
  await signing.close();
});

test('sends nothing where the signer fails', async () => {
  const signer = { sign: () => Promise.reject(new Error('no key')) };
  const signing = smtpSubmitter({ smtpUrl: sink.url, connections: 1, signer });
  await expect(signing.submit(message(), go)).rejects.toThrow('no key');
  expect(sink.connections).toBe(0);
});

test('names the address for returned mail as the sender of the envelope', async () => {
  await submitter.submit({ ...message(), returnPath: 'bounces+k3v9@lab.org' }, go);
  expect(sink.mails).toMatchObject([
    { from: 'bounces+k3v9@lab.org', raw: expect.stringContaining('paperboy@lab.org') },
  ]);
});

test('tells when the end has left, between the commit and the answer', async () => {
  const seen: string[] = [];
  const commit = async () => {
    seen.push('commit');
    return true;
  };
  const long = message('ada@lab.org', { text: 'A line of text.\n'.repeat(50_000) });
  await submitter.submit(long, commit, () => seen.push('end'));
  seen.push('answer');
  expect(seen).toEqual(['commit', 'end', 'answer']);
});

test('tells of no end that never left', async () => {
  const seen: string[] = [];
  await submitter.submit(
    message(),
    async () => false,
    () => seen.push('end'),
  );
  sink.chaos.rcpt = () => '450 4.2.0 later';
  await submitter.submit(message(), go, () => seen.push('end'));
  expect(seen).toEqual([]);
});

test('has as many lanes as it may open connections', () => {
  expect(submitter.lanes).toBe(2);
});

describe('a server that', () => {
  /** Polite but for what is answered here. */
  const serverThat = (answer: Answer) => startRawServer((line, socket) => answer(line, socket) ?? polite(line, socket));
  const end = '\r\n.\r\n';

  test('takes the end has heard it when the submitter says so', async () => {
    const [left, mayAnswer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await using server = await startRawServer((line, socket) => {
      if (line !== '.') return polite(line, socket);
      void mayAnswer.promise.then(() => socket.write('250 2.0.0 taken\r\n'));
      return undefined;
    });
    const patient = smtpSubmitter({ smtpUrl: server.url, connections: 1 });
    const verdict = patient.submit(message(), go, left.resolve);
    await left.promise;
    while (!server.heard.includes(end)) await nextTurn();
    mayAnswer.resolve();
    expect(await verdict).toEqual({ kind: 'submitted', reply: '250 2.0.0 taken' });
    patient.abort();
  });

  test.each(['451 4.3.0 enough of it', '554 5.0.0 enough of it', '250 2.0.0 I have it all'])(
    'answers %j before the end gets no end',
    async early => {
      let committed: () => void = () => {};
      await using server = await serverThat(line => (/^Subject/.test(line) ? early : undefined));
      const hasty = smtpSubmitter({ smtpUrl: server.url, connections: 1 });
      const verdict = hasty.submit(message(), async () => {
        await new Promise<void>(resolve => {
          committed = resolve;
        });
        return true;
      });
      // The answer is there; the commit is not.
      while (server.sockets.size === 0 || !server.heard.includes('Subject')) await nextTurn();
      for (let turn = 0; turn < 20; turn += 1) await nextTurn();
      committed();
      const { kind } = await verdict;
      expect(kind).toBe(early.startsWith('554') ? 'failed' : 'deferred');
      while (server.sockets.size > 0) await nextTurn();
      expect(server.heard).not.toContain(end);
      expect(server.heard).not.toContain('RSET');
    },
  );

  test.each(['', 'what?', '250', '999 odd', '354 more'])('answers the end with %j leaves it open', async answer => {
    await using server = await serverThat((line, socket) => {
      if (line === '.') socket.end(`${answer}\r\n`);
      return line === '.' ? '' : undefined;
    });
    const submitter = smtpSubmitter({ smtpUrl: server.url, connections: 1 });
    const { kind } = await submitter.submit(message(), go);
    expect(kind).toBe(answer === '250' ? 'submitted' : 'uncertain');
  });

  test('says that all is well without being asked has not got the mail', async () => {
    await using server = await serverThat(line => (/^MAIL/.test(line) ? '250 ok\r\n250 ok' : undefined));
    const submitter = smtpSubmitter({ smtpUrl: server.url, connections: 1 });
    let asked = 0;
    const { kind } = await submitter.submit(message(), async () => {
      asked += 1;
      return true;
    });
    expect(kind === 'submitted' && !server.heard.includes(end)).toBe(false);
    expect(kind === 'deferred' || asked === 1).toBe(true);
  });

  test('hangs up before it greets was not reached', async () => {
    await using server = await startRawServer((_, socket) => void socket.destroy());
    const submitter = smtpSubmitter({ smtpUrl: server.url, connections: 1 });
    expect(await submitter.submit(message(), go)).toMatchObject({ kind: 'unreachable' });
  });

  test.each(['421 4.3.2 closing', '554 5.7.1 not you', 'nonsense'])('greets with %j was not reached', async hello => {
    await using server = await serverThat(line => (line === '' ? hello : undefined));
    const submitter = smtpSubmitter({ smtpUrl: server.url, connections: 1 });
    expect(await submitter.submit(message(), go)).toMatchObject({ kind: 'unreachable' });
  });

  test.each([
    ['the greeting', (line: string) => line === '', 'unreachable'],
    ['RCPT', (line: string) => /^RCPT/.test(line), 'deferred'],
    ['the end', (line: string) => line === '.', 'uncertain'],
  ])('never answers %s is left at once on abort', async (_, isReached, kind) => {
    const reached = Promise.withResolvers<void>();
    await using server = await startRawServer((line, socket) => {
      if (!isReached(line)) return polite(line, socket);
      reached.resolve();
      return undefined;
    });
    const submitter = smtpSubmitter({ smtpUrl: server.url, connections: 1 });
    const verdict = submitter.submit(message(), go);
    await reached.promise;
    submitter.abort();
    expect(await verdict).toMatchObject({ kind });
    expect(await submitter.submit(message(), go)).toMatchObject({ kind: 'unreachable' });
  });

  test('is left while the commit is under way gets no end, and the verdict waits for the commit', async () => {
    const [asked, mayCommit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await using server = await startRawServer(polite);
    const submitter = smtpSubmitter({ smtpUrl: server.url, connections: 1 });
    let isCommitted = false;
    const verdict = submitter.submit(message(), async () => {
      asked.resolve();
      await mayCommit.promise;
      isCommitted = true;
      return true;
    });
    await asked.promise;
    submitter.abort();
    void nextTurn().then(() => mayCommit.resolve());
    expect(await verdict).toMatchObject({ kind: 'deferred' });
    expect(isCommitted).toBe(true);
    while (server.sockets.size > 0) await nextTurn();
    expect(server.heard).not.toContain(end);
  });

  test('is left while the commit is refused counts as withdrawn', async () => {
    const [asked, mayRefuse] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await using server = await startRawServer(polite);
    const submitter = smtpSubmitter({ smtpUrl: server.url, connections: 1 });
    const verdict = submitter.submit(message(), async () => {
      asked.resolve();
      await mayRefuse.promise;
      return false;
    });
    await asked.promise;
    submitter.abort();
    void nextTurn().then(() => mayRefuse.resolve());
    expect(await verdict).toMatchObject({ kind: 'withdrawn' });
  });
});

test('says goodbye to a server that does not answer to QUIT any more, and is done when it hangs up', async () => {
  await using server = await startRawServer((line, socket) => {
    if (line !== 'QUIT') return polite(line, socket);
    socket.end();
    return undefined;
  });
  const submitter = smtpSubmitter({ smtpUrl: server.url, connections: 1 });
  await submitter.check();
  await submitter.close();
  expect(server.heard).toContain('QUIT');
});

test('says before anything is claimed that a server cannot be reached', async () => {
  const { url } = sink;
  await sink.close();
  const nobody = smtpSubmitter({ smtpUrl: url, connections: 1 });
  await expect(nobody.check()).rejects.toMatchObject({ code: 'smtp_unreachable' });
  sink = await startSmtpSink();
});
