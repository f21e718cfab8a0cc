import { afterEach, describe, expect, test } from 'vitest';
import { AppError } from '../../src/domain/errors.ts';
import type { RawDocument } from '../../src/domain/raw-document.ts';
import { type GuardedParser, guardedParser } from '../../src/ingest/guarded-parse.ts';
import { ParseThread } from '../../src/ingest/parse-thread.ts';

const THREAD = new URL('./misbehaving-thread.ts', import.meta.url);
const BUDGET = { cpuSeconds: 0.2, memoryMb: 40, wallSeconds: 30 };

const document = (locator: string, bytes = 7): RawDocument => ({
  locator,
  fetchedAt: '2026-10-05T12:00:00Z',
  bytes: new Uint8Array(bytes),
});
const first = { format: 'document 1 of this thread', papers: [], rejected: [] };
const second = { ...first, format: 'document 2 of this thread' };

let opened: GuardedParser[] = [];
function open(thread = THREAD): GuardedParser {
  const parser = guardedParser(thread);
  opened.push(parser);
  return parser;
}
afterEach(async () => {
  await Promise.all(opened.map(parser => parser.close()));
  opened = [];
});

describe('a guarded parser', () => {
  test('reads one document after the other in one thread', async () => {
    const parser = open();
    expect(await Promise.all([parser.parse(document('a')), parser.parse(document('b'))])).toEqual([first, second]);
  });

  test('leaves the bytes with the caller, though they lie in the middle of others', async () => {
    const parser = open();
    const bytes = Buffer.from('0123456789').subarray(2, 5);
    await expect(parser.parse({ ...document('refuse'), bytes })).rejects.toThrow('refuse: 3 bytes');
    expect(bytes.toString()).toBe('234');
  });

  test('hands on the error that the parser threw, and keeps the thread', async () => {
    const parser = open();
    const refused = parser.parse(document('refuse'));
    await expect(refused).rejects.toBeInstanceOf(AppError);
    await expect(refused).rejects.toMatchObject({ code: 'format_unknown', message: 'refuse: 7 bytes' });
    expect(await parser.parse(document('a'))).toEqual(second);
  });

  test('refuses a document that breaks the parser, with the error as its cause', async () => {
    const parser = open();
    const refused = parser.parse(document('throw'));
    await expect(refused).rejects.toMatchObject({
      code: 'input_too_costly',
      message: expect.stringContaining('broke the parser (RangeError: out of anything)'),
      cause: expect.any(RangeError),
    });
    await expect(refused).rejects.toThrow('expected a digest that is read within 2 s of CPU and 200 MB');
    expect(await parser.parse(document('a'))).toEqual(first);
  });

  test('goes on after a thread that ended by itself', async () => {
    const parser = open();
    await expect(parser.parse(document('exit'))).rejects.toMatchObject({ code: 'input_too_costly' });
    expect(await parser.parse(document('a'))).toEqual(first);
  });

  test('gives a file of more than 10 MB a thread with more, and then a small one the usual', async () => {
    const parser = open();
    expect(await parser.parse(document('a'))).toEqual(first);
    await expect(parser.parse(document('throw', 25 * 1024 * 1024))).rejects.toThrow('within 5 s of CPU and 500 MB');
    expect(await parser.parse(document('a'))).toEqual(first);
  });

  test('does not blame a document for a thread that cannot start', async () => {
    const parser = open(new URL('./no-such-thread.ts', import.meta.url));
    await expect(parser.parse(document('a'))).rejects.toMatchObject({
      message: expect.stringContaining('no-such-thread.ts'),
      code: expect.not.stringContaining('input'),
    });
  });

  test('gives up what it reads when it is closed, and reads no more', async () => {
    const parser = open();
    await parser.parse(document('a'));
    const given = [parser.parse(document('sleep')), parser.parse(document('a'))];
    const settled = Promise.allSettled(given);
    await parser.close();
    expect(await settled).toEqual([
      { status: 'rejected', reason: expect.objectContaining({ name: 'AbortError' }) },
      { status: 'rejected', reason: expect.objectContaining({ name: 'AbortError' }) },
    ]);
    await expect(parser.parse(document('a'))).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('may be closed before it has begun', async () => {
    await guardedParser(THREAD).close();
  });
});

describe('a thread that parses', () => {
  test('ends with a document that never comes to an end', async () => {
    const thread = new ParseThread(THREAD, BUDGET);
    await expect(thread.read(document('spin'))).rejects.toMatchObject({
      name: 'AppError',
      code: 'input_too_costly',
      message:
        'spin (7 bytes) takes more than 0.2 s of CPU: expected a digest that is read within 0.2 s of CPU and 40 MB',
    });
    expect(thread.hasEnded).toBe(true);
  });

  test('ends with a document that takes too much memory', async () => {
    const thread = new ParseThread(THREAD, { ...BUDGET, cpuSeconds: 20 });
    await expect(thread.read(document('hoard'))).rejects.toThrow('hoard (7 bytes) takes more than 40 MB of memory');
    expect(thread.hasEnded).toBe(true);
  });

  test('ends with a document that takes no CPU and no end', async () => {
    const thread = new ParseThread(THREAD, { ...BUDGET, wallSeconds: 0.1 });
    await expect(thread.read(document('sleep'))).rejects.toThrow('takes more than 0.1 s:');
    expect(thread.hasEnded).toBe(true);
  });

  test('counts what each document costs, not what all of them cost', async () => {
    const thread = new ParseThread(THREAD, BUDGET);
    for (let at = 0; at < 8; at += 1) expect(await thread.read(document('work'))).toHaveProperty('parsed');
    await thread.end();
  });
});
