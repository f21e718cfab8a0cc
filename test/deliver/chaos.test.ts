// Whatever a server does, every message ends in the right state: the same table for both senders.
import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bulkSubmitter } from '../../src/deliver/bulk-submitter.ts';
import { smtpSubmitter } from '../../src/deliver/smtp-submitter.ts';
import type { Verdict } from '../../src/domain/delivery.ts';
import type { Message, Submitter } from '../../src/domain/ports.ts';
import { type Deed, type Stage, startChaosServer } from '../chaos-smtp.ts';
import { message } from './message.ts';

const ENDLESS = 'x'.repeat(5000);
const LIMIT = 'SIZE 1000000';
const EXTENSIONS = [
  [],
  [LIMIT, 'PIPELINING'],
  ['CHUNKING', '8BITMIME', 'SMTPUTF8'],
  [LIMIT, 'PIPELINING', 'CHUNKING', '8BITMIME', 'SMTPUTF8'],
];

const SENDERS: [string, (smtpUrl: string) => Submitter][] = [
  ['the slow sender', smtpUrl => smtpSubmitter({ smtpUrl, connections: 2 })],
  ['the bulk sender', smtpUrl => bulkSubmitter({ smtpUrl, connections: 2, depth: 1 })],
  ['the bulk sender, four deep', smtpUrl => bulkSubmitter({ smtpUrl, connections: 2, depth: 4 })],
];

type Kind = Verdict['kind'];
/** What is done at which stage, what becomes of the message, and how often it is taken. */
type Row = [stage: Stage, deed: Deed, kind: Kind, taken?: number];

const REFUSALS: Row[] = [
  ['connect', '421 4.3.2 come back later', 'unreachable'],
  ['connect', '554 5.7.1 not you', 'unreachable'],
  ['EHLO', '421 4.3.2 come back later', 'unreachable'],
  ['EHLO', '502 5.5.1 HELO only', 'submitted', 1],
  ['MAIL', '421 4.3.2 closing', 'deferred'],
  ['MAIL', '451 4.3.0 later', 'deferred'],
  ['MAIL', '550 5.1.8 bad sender', 'deferred'],
  ['RCPT', '421 4.7.0 too many', 'deferred'],
  ['RCPT', '450 4.2.0 greylisted', 'deferred'],
  ['RCPT', '550 5.1.1 no such user', 'failed'],
  ['RCPT', '550-5.7.1 you are\r\n550 5.7.1 on a list', 'deferred'],
  ['DATA', '421 4.3.2 closing', 'deferred'],
  ['DATA', '452 4.3.1 no space', 'deferred'],
  ['DATA', '554 5.6.0 not like this', 'failed'],
  ['END', '421 4.3.2 closing', 'deferred'],
  ['END', '451 4.3.0 later', 'deferred'],
  ['END', '554 5.6.0 unwanted', 'failed'],
];

/** Before the end, which has not left then: a message that is alone on its connection waits for all other answers. */
const LOSSES: Row[] = (['MAIL', 'RCPT', 'DATA'] as const).flatMap(stage =>
  ['drop', 'obey and drop', 'silence', 'what?', '999 odd', '250-two\r\n251 minds', ENDLESS].map(
    (deed): Row => [stage, deed, 'deferred'],
  ),
);

const OTHERS: Row[] = [
  ['connect', 'drop', 'unreachable'],
  ['connect', 'silence', 'unreachable'],
  ['connect', 'what?', 'unreachable'],
  ['EHLO', 'drop', 'unreachable'],
  ['EHLO', 'silence', 'unreachable'],
  ['END', 'drop', 'uncertain', 0],
  ['END', 'obey and drop', 'uncertain', 1],
  ['END', 'answer and drop', 'submitted', 1],
  ['END', 'silence', 'uncertain', 0],
  ['END', 'what?', 'uncertain', 0],
  ['END', '999 odd', 'uncertain', 0],
  ['END', ENDLESS, 'uncertain', 0],
  ['END', '354 more', 'uncertain', 0],
  ...(['connect', 'EHLO', 'MAIL', 'RCPT', 'DATA', 'END'] as const).flatMap((stage): Row[] => [
    [stage, 'slow', 'submitted', 1],
    [stage, 'drip', 'submitted', 1],
  ]),
];

const go = async () => true;

/** Sender and recipient are called the same. */
function mailOf(name: string): Message {
  return { ...message(`${name}@lab.org`), returnPath: `${name}@papers.org` };
}

describe.each(SENDERS)('%s', (_, open) => {
  describe.each(EXTENSIONS.map(extensions => [extensions.join(' ') || 'nothing', extensions] as const))(
    'where the server offers %s',
    (_, extensions) => {
      test.each([...REFUSALS, ...LOSSES, ...OTHERS])(
        'at %s the server does %j: %s',
        async (stage, deed, kind, taken = 0) => {
          const isFirst = stage === 'connect' || stage === 'EHLO';
          let deeds = 0;
          const server = await startChaosServer({
            extensions,
            misbehave(at, name) {
              if (at !== stage || name !== (isFirst ? '' : 'victim') || deeds > 0) return undefined;
              deeds += 1;
              return deed;
            },
          });
          const submitter = open(server.url);
          if (!isFirst) expect(await submitter.submit(mailOf('before'), go)).toMatchObject({ kind: 'submitted' });
          const verdict = submitter.submit(mailOf('victim'), go);
          // Nothing but hanging up helps against silence; patience has tests of its own.
          const isSilent = deed === 'silence';
          if (isSilent) {
            await server.silence;
            submitter.abort();
          }
          expect(await verdict).toMatchObject({ kind });
          expect(deeds).toBe(1);
          const next = isSilent ? open(server.url) : submitter;
          // That a server hangs up after an answer is noticed by the next message at the latest, and costs it no more than a try.
          const after = await next.submit(mailOf('after'), go);
          if (deed === 'answer and drop') expect(['submitted', 'deferred']).toContain(after.kind);
          else expect(after).toMatchObject({ kind: 'submitted' });
          if (after.kind === 'deferred')
            expect(await next.submit(mailOf('after'), go)).toMatchObject({ kind: 'submitted' });
          await Promise.all([submitter.close(), next.close()]);
          await server.close();
          expect(server.taken.filter(name => name === 'victim')).toHaveLength(taken);
          expect(server.taken).toContain('after');
          expect(server.violations).toEqual([]);
        },
      );

      test('gets a greylisted message through on the second try', async () => {
        const known = new Set<string>();
        const server = await startChaosServer({
          extensions,
          misbehave(stage, name) {
            if (stage !== 'RCPT' || known.has(name)) return undefined;
            known.add(name);
            return '450 4.2.0 greylisted, try again';
          },
        });
        const submitter = open(server.url);
        const names = ['ada', 'bob', 'eve'];
        const submitAll = async () => {
          const verdicts = await Promise.all(names.map(name => submitter.submit(mailOf(name), go)));
          return verdicts.map(({ kind }) => kind);
        };
        expect(await submitAll()).toEqual(['deferred', 'deferred', 'deferred']);
        expect(await submitAll()).toEqual(['submitted', 'submitted', 'submitted']);
        await submitter.close();
        await server.close();
        expect(server.taken.toSorted()).toEqual(names);
        expect(server.violations).toEqual([]);
      });
    },
  );

  test('whatever the server does to whom: one verdict each, and none that is not true', async () => {
    await fc.assert(
      fc.asyncProperty(chaos, async ({ extensions, fates }) => {
        const deeds = new Map(fates.map(({ stage, deed }, index) => [`${stage} m${index}`, deed]));
        const server = await startChaosServer({
          extensions,
          misbehave: (stage, name) => deeds.get(`${stage} ${name}`),
        });
        const submitter = open(server.url);
        const kinds = new Map<string, Kind>();
        const waiting = [...fates.entries()];
        const lane = async () => {
          for (let next = waiting.shift(); next; next = waiting.shift()) {
            const [index, { turns, isWithdrawn }] = next;
            const name = `m${index}`;
            const { kind } = await submitter.submit(mailOf(name), async () => {
              for (let turn = 0; turn < turns; turn += 1) await nextTurn();
              return !isWithdrawn;
            });
            expect(kinds.has(name)).toBe(false);
            kinds.set(name, kind);
          }
        };
        await Promise.all(Array.from({ length: submitter.lanes }, lane));
        await submitter.close();
        await server.close();
        expect(server.violations).toEqual([]);
        const outcomes = [...kinds].map(([name, kind]) => {
          const taken = server.taken.filter(other => other === name).length;
          return `${kind}, taken ${taken}`;
        });
        expect(outcomes).toHaveLength(fates.length);
        for (const outcome of outcomes) expect(TRUE).toContain(outcome);
      }),
      { numRuns: 10 },
    );
  });
});

const TRUE = [
  'submitted, taken 1',
  'uncertain, taken 0',
  'uncertain, taken 1',
  ...['deferred', 'failed', 'withdrawn', 'unreachable'].map(kind => `${kind}, taken 0`),
];

/** What happens to each of 50 messages; silence is left out, since only time helps against it. */
const chaos = fc.record({
  extensions: fc.constantFrom(...EXTENSIONS),
  fates: fc.array(
    fc.record({
      stage: fc.constantFrom('MAIL', 'RCPT', 'DATA', 'END'),
      deed: fc.option(
        fc.constantFrom(
          'drop',
          'obey and drop',
          'answer and drop',
          'drip',
          'what?',
          '250-two\r\n550 minds',
          '421 4.3.2 closing',
          '450 4.2.0 later',
          '550 5.1.1 no such user',
        ),
        { nil: undefined, freq: 2 },
      ),
      turns: fc.nat(3),
      isWithdrawn: fc.boolean().map(Boolean),
    }),
    { minLength: 50, maxLength: 50 },
  ),
});
