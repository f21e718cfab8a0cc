// What the bulk sender does that the slow one does not: many messages on a connection, chunks, and patience.
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { bulkSubmitter } from '../../src/deliver/bulk-submitter.ts';
import { PATIENCE, type Patience } from '../../src/deliver/reply-timer.ts';
import type { Message } from '../../src/domain/ports.ts';
import { type ChaosPlan, startChaosServer } from '../chaos-smtp.ts';
import { PASSWORD, startLoginServer, USER } from './login-server.ts';
import { message } from './message.ts';

const ALL = ['SIZE 1000000', 'PIPELINING', 'CHUNKING', '8BITMIME', 'SMTPUTF8'];
const PLAIN = ['PIPELINING'];
const go = async () => true;

interface Setting {
  connections?: number;
  depth?: number;
  patience?: Partial<Patience>;
}

async function open(plan: ChaosPlan, { connections = 1, depth = 4, patience }: Setting = {}) {
  const server = await startChaosServer(plan);
  const submitter = bulkSubmitter({ smtpUrl: server.url, connections, depth }, { ...PATIENCE, ...patience });
  onTestFinished(async () => {
    submitter.abort();
    await server.close();
  });
  return { server, submitter };
}

function mailOf(name: string, text?: string): Message {
  return {
    ...message(`${name}@lab.org`, { html: text === undefined ? undefined : '', text }),
    returnPath: `${name}@papers.org`,
  };
}

const names = (count: number) => Array.from({ length: count }, (_, at) => `m${at}`);

test('each message arrives as it was composed, in chunks and in lines', async () => {
  const raws = [];
  for (const extensions of [ALL, PLAIN, []]) {
    const { server, submitter } = await open({ extensions });
    const text = '.\n..dots\nFrom here\n.\n';
    expect(await submitter.submit(mailOf('ada', text), go)).toMatchObject({ kind: 'submitted' });
    raws.push(server.mails[0]!.raw);
    expect(server.heard.includes('BDAT')).toBe(extensions === ALL);
  }
  expect(raws[0]).toContain('dots');
  expect(new Set(raws).size).toBe(1);
});

test('the end of a message never leaves before it is committed', async () => {
  for (const extensions of [ALL, PLAIN, []]) {
    const { server, submitter } = await open({ extensions });
    const isOver = () => server.heard.includes('.') || server.taken.length > 0;
    await submitter.submit(mailOf('first'), go);
    server.heard.length = 0;
    server.taken.length = 0;
    const verdict = await submitter.submit(mailOf('ada'), async () => {
      // Whatever was written by now has been read once the server has heard a whole command of another connection.
      await startAndStop(server.url);
      expect(isOver()).toBe(false);
      return true;
    });
    expect(verdict.kind).toBe('submitted');
    expect(isOver()).toBe(true);
  }
});

/** Another client comes and goes. */
async function startAndStop(smtpUrl: string): Promise<void> {
  const other = bulkSubmitter({ smtpUrl, connections: 1, depth: 1 });
  await other.check();
  await other.close();
}

test('a message that is withdrawn is not taken, and the connection serves the next one', async () => {
  for (const extensions of [ALL, PLAIN, []]) {
    const { server, submitter } = await open({ extensions });
    const verdicts = await Promise.all([
      submitter.submit(mailOf('ada'), async () => false),
      submitter.submit(mailOf('bob'), go),
    ]);
    expect(verdicts.map(({ kind }) => kind)).toEqual(['withdrawn', 'submitted']);
    expect(server.taken).toEqual(['bob']);
    expect(server.violations).toEqual([]);
  }
});

test('a commit that breaks is the error of its message alone', async () => {
  const { server, submitter } = await open({ extensions: ALL });
  const verdicts = await Promise.allSettled([
    submitter.submit(mailOf('ada'), () => Promise.reject(new Error('disk full'))),
    submitter.submit(mailOf('bob'), go),
  ]);
  expect(verdicts).toMatchObject([{ reason: new Error('disk full') }, { value: { kind: 'submitted' } }]);
  expect(server.taken).toEqual(['bob']);
});

test('no more ends than the depth allows wait for their answer on a connection', async () => {
  for (const depth of [1, 3]) {
    let waiting = 0;
    let most = 0;
    const { submitter } = await open(
      { extensions: ALL, misbehave: stage => (stage === 'END' ? 'slow' : undefined) },
      { depth },
    );
    const submit = async (name: string) => {
      await submitter.submit(mailOf(name), go, () => {
        waiting += 1;
        most = Math.max(most, waiting);
      });
      waiting -= 1;
    };
    await Promise.all(names(12).map(submit));
    expect(most).toBe(depth);
  }
});

test('at depth 1 every other answer is there before a message is committed', async () => {
  const { submitter } = await open(
    {
      extensions: ALL,
      misbehave: (stage, name) => (stage === 'RCPT' && name === 'victim' ? '550 5.1.1 nobody' : undefined),
    },
    { depth: 1 },
  );
  const committed: string[] = [];
  const submit = (name: string) =>
    submitter.submit(mailOf(name), async () => {
      committed.push(name);
      return true;
    });
  const verdicts = await Promise.all([submit('ada'), submit('victim'), submit('bob')]);
  expect(verdicts.map(({ kind }) => kind)).toEqual(['submitted', 'failed', 'submitted']);
  expect(committed).toEqual(['ada', 'bob']);
});

test('a message behind another whose end is on its way goes without waiting, and is in doubt when both are lost', async () => {
  const { server, submitter } = await open({
    extensions: ALL,
    misbehave: (stage, name) => (stage === 'END' && name === 'victim' ? 'silence' : undefined),
  });
  await submitter.submit(mailOf('first'), go);
  const verdicts = [submitter.submit(mailOf('victim'), go), submitter.submit(mailOf('follower'), go)];
  await server.silence;
  const last = await new Promise<string>(resolve => {
    verdicts.push(submitter.submit(mailOf('last'), go, () => resolve('last')));
  });
  expect(last).toBe('last');
  submitter.abort();
  expect((await Promise.all(verdicts)).map(({ kind }) => kind)).toEqual(['uncertain', 'uncertain', 'uncertain']);
  expect(server.taken).toEqual(['first']);
});

test.each(['refused', 'read as commands'] as const)(
  'where BDAT is %s in spite of CHUNKING the message goes by DATA',
  async bdat => {
    const { server, submitter } = await open({ extensions: ALL, bdat }, { connections: 3 });
    const verdicts = await Promise.all(names(9).map(name => submitter.submit(mailOf(name), go)));
    // A server that takes chunks for commands may hang up over them, which costs a message a try and no more.
    expect(verdicts.map(({ kind }) => kind)).not.toContain('uncertain');
    expect(verdicts.map(({ kind }) => kind)).not.toContain('failed');
    const submitted = verdicts.filter(({ kind }) => kind === 'submitted').length;
    expect(server.taken).toHaveLength(submitted);
    expect(submitted).toBeGreaterThan(0);
    expect(await submitter.submit(mailOf('later'), go)).toMatchObject({ kind: 'submitted' });
  },
);

test('what the server can never take fails without being sent', async () => {
  const { server, submitter } = await open({ extensions: ['SIZE 500', 'PIPELINING'] });
  expect(await submitter.submit(mailOf('ada'), go)).toMatchObject({
    kind: 'failed',
    hard: false,
    reply: expect.stringMatching(/octets, and the server takes 500/),
  });
  expect(await submitter.submit(mailOf('ünter'), go)).toMatchObject({ kind: 'failed', hard: false });
  expect(server.heard).not.toContain('MAIL');
});

test('letters beyond ASCII are announced where the server takes them, and domains go in ASCII', async () => {
  const { server, submitter } = await open({ extensions: ALL });
  const to = { ...message('ünter@bücher.example'), returnPath: 'a@papers.org' };
  expect(await submitter.submit(to, go)).toMatchObject({ kind: 'submitted' });
  expect(server.mails[0]!.to).toBe('ünter@xn--bcher-kva.example');
});

test('a server that allows fewer connections gets everything through those', async () => {
  let greeted = 0;
  const { server, submitter } = await open(
    {
      extensions: ALL,
      misbehave: stage => {
        if (stage !== 'connect') return undefined;
        greeted += 1;
        return greeted > 1 ? '421 4.7.0 too many connections' : undefined;
      },
    },
    { connections: 4 },
  );
  const verdicts = await Promise.all(names(20).map(name => submitter.submit(mailOf(name), go)));
  expect(new Set(verdicts.map(({ kind }) => kind))).toEqual(new Set(['submitted']));
  expect(server.taken.toSorted()).toEqual(names(20).toSorted());
});

test('without any connection no message was tried', async () => {
  const server = createServer(socket => socket.end('554 5.7.1 go away\r\n'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const smtpUrl = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const submitter = bulkSubmitter({ smtpUrl, connections: 2, depth: 4 });
  await expect(submitter.check()).rejects.toThrow(/cannot be used: .*go away/);
  const verdicts = await Promise.all(names(5).map(name => submitter.submit(mailOf(name), go)));
  expect(verdicts.map(({ kind }) => kind)).toEqual(Array(5).fill('unreachable'));
});

test.each([
  ['MAIL', 'deferred', { commandMs: 50 }],
  ['DATA', 'deferred', { commandMs: 50 }],
  ['END', 'uncertain', { endMs: 50 }],
] as const)('a server that falls silent at %s is waited for only so long: %s', async (at, kind, patience) => {
  const { server, submitter } = await open(
    { extensions: ALL, misbehave: (stage, name) => (stage === at && name === 'victim' ? 'silence' : undefined) },
    { patience },
  );
  expect(await submitter.submit(mailOf('victim'), go)).toMatchObject({
    kind,
    reply: expect.stringContaining('no answer within'),
  });
  expect(await submitter.submit(mailOf('next'), go)).toMatchObject({ kind: 'submitted' });
  expect(server.taken).toEqual(['next']);
});

test('a connection that the server ends while nothing is under way costs nothing', async () => {
  const { server, submitter } = await open({
    extensions: ALL,
    misbehave: (stage, name) => (stage === 'END' && name === 'first' ? 'answer and drop' : undefined),
  });
  await submitter.submit(mailOf('first'), go);
  // It takes a turn to hear that the server has gone; until then a message costs no more than a try.
  let kind = 'deferred';
  while (kind === 'deferred') ({ kind } = await submitter.submit(mailOf('second'), go));
  expect(kind).toBe('submitted');
  expect(server.taken).toEqual(['first', 'second']);
});

test('closing says goodbye on every connection', async () => {
  const { server, submitter } = await open({ extensions: ALL }, { connections: 2 });
  await Promise.all(names(8).map(name => submitter.submit(mailOf(name), go)));
  await submitter.close();
  expect(server.heard.filter(verb => verb === 'QUIT')).toHaveLength(server.connections);
});

test.each([
  ['STARTTLS', 'smtp', false],
  ['TLS from the first byte', 'smtps', true],
])('logs in and sends over %s', async (_, protocol, secure) => {
  await using server = await startLoginServer({ secure });
  const login = `${encodeURIComponent(USER)}:${encodeURIComponent(PASSWORD)}`;
  const submitter = bulkSubmitter({ smtpUrl: `${protocol}://${login}@${server.place}`, connections: 2, depth: 2 });
  const verdicts = await Promise.all(names(6).map(name => submitter.submit(mailOf(name), go)));
  await submitter.close();
  expect(verdicts.map(({ kind }) => kind)).toEqual(Array(6).fill('submitted'));
  expect(server.mails).toEqual(Array(6).fill({ method: 'PLAIN', secure: true }));
});
