// One request and its whole answer, over a connection of its own.
import type { LookupFunction } from 'node:net';
import { Agent, buildConnector, request } from 'undici';
import { AppError } from '../domain/errors.ts';
import { publicConnect } from './address-guard.ts';
import { type AnswerHeaders, headerText } from './answer-headers.ts';
import { ACCEPTED_ENCODINGS, decompress } from './decompress.ts';

export interface Answer {
  status: number;
  headers: AnswerHeaders;
  /** Decompressed; empty unless the status is 200. */
  body: Uint8Array;
}

export interface Wire {
  /** Sources on private and loopback addresses are fetched too. */
  allowPrivate: boolean;
  userAgent: string;
  /** Where names lead; left out, the system knows. */
  lookup?: LookupFunction;
}

const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** @throws AppError source_refused, input_too_large, and whatever breaks on the way */
export async function exchange(
  url: URL,
  headers: Record<string, string>,
  { allowPrivate, userAgent, lookup }: Wire,
  signal: AbortSignal,
): Promise<Answer> {
  // The signal ends a connection that is still being made, for which the agent's end would wait.
  const options = { lookup, signal, allowH2: false };
  // A connection that is kept could outlive what was found out about its address, and the turn of its host.
  const dispatcher = new Agent({
    connect: allowPrivate ? buildConnector(options) : publicConnect(options),
    maxResponseSize: MAX_BODY_BYTES,
  });
  try {
    const response = await request(url, {
      dispatcher,
      signal,
      headers: { 'user-agent': userAgent, accept: '*/*', 'accept-encoding': ACCEPTED_ENCODINGS, ...headers },
    });
    const { statusCode: status, body } = response;
    if (status === 200) {
      const encoding = headerText(response.headers, 'content-encoding');
      return { status, headers: response.headers, body: await readBody(decompress(body, encoding)) };
    }
    // An aborted body says so as an error, which without a listener would end the process.
    body.on('error', () => {}).destroy();
    return { status, headers: response.headers, body: new Uint8Array() };
  } catch (error) {
    throw codeOf(error) === 'UND_ERR_RES_EXCEEDED_MAX_SIZE' ? tooLarge() : error;
  } finally {
    await dispatcher.destroy();
  }
}

async function readBody(body: AsyncIterable<Buffer>): Promise<Uint8Array> {
  // Grows in place: a list of chunks would cost a hundred times as much memory where each holds one byte.
  const buffer = new ArrayBuffer(0, { maxByteLength: MAX_BODY_BYTES });
  const bytes = new Uint8Array(buffer);
  for await (const chunk of body) {
    const size = buffer.byteLength;
    if (size + chunk.length > MAX_BODY_BYTES) throw tooLarge();
    buffer.resize(size + chunk.length);
    bytes.set(chunk, size);
  }
  return Buffer.from(bytes);
}

function tooLarge(): AppError {
  return new AppError('input_too_large', `the answer has more than ${MAX_BODY_BYTES} bytes`);
}

/** The code that Node and undici put on their errors. */
export function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
