// One guarded fetch: public addresses only, few redirects, little time, few bytes.
import { isIP } from 'node:net';
import { Agent, type Dispatcher, request } from 'undici';
import { AppError } from '../domain/errors.ts';
import type { RawDocument } from '../domain/raw-document.ts';
import { isPublicAddress, publicLookup, refusedAddress } from './address-guard.ts';
import { ACCEPTED_ENCODINGS, decompress } from './decompress.ts';

export interface FetchLimits {
  /** Sources on private and loopback addresses are fetched too. */
  allowPrivate: boolean;
  userAgent: string;
}

const MAX_FEED_BYTES = 10 * 1024 * 1024;
const TIMEOUT_MS = 30_000;
const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** @throws AppError source_unreachable, source_refused, input_too_large */
export async function fetchUrl(url: string, fetchedAt: string, limits: FetchLimits): Promise<RawDocument> {
  const dispatcher = new Agent({ connect: limits.allowPrivate ? {} : { lookup: publicLookup } });
  try {
    const { headers, body } = await follow(url, limits, dispatcher);
    const plain = decompress(body, String(headers['content-encoding'] ?? ''), url);
    const type = contentType(String(headers['content-type'] ?? ''));
    return { locator: url, fetchedAt, ...type, bytes: await readBody(plain, url) };
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('source_unreachable', `${url}: ${reason(cause as Error)}`, { cause });
  } finally {
    await dispatcher.destroy();
  }
}

/** Each hop is looked at like the first. */
async function follow(url: string, limits: FetchLimits, dispatcher: Agent): Promise<Dispatcher.ResponseData> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const headers = { 'user-agent': limits.userAgent, 'accept-encoding': ACCEPTED_ENCODINGS, accept: '*/*' };
  let at = new URL(url);
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    refusePrivateLiteral(at, limits);
    const response = await request(at, { dispatcher, signal, headers });
    if (response.statusCode === 200) return response;
    await response.body.dump();
    const { location } = response.headers;
    if (!REDIRECTS.has(response.statusCode) || !location) {
      throw new AppError('source_unreachable', `${url}: the server answered ${response.statusCode}, expected 200`);
    }
    at = redirectTarget(at, String(location), url);
  }
  throw new AppError('source_unreachable', `${url}: more than ${MAX_REDIRECTS} redirects`);
}

/** A literal address never asks DNS, so it is looked at here. The URL parser has made decimal, octal and hex forms dotted. */
function refusePrivateLiteral({ hostname }: URL, { allowPrivate }: FetchLimits): void {
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (!allowPrivate && isIP(literal) && !isPublicAddress(literal)) throw refusedAddress(literal);
}

function redirectTarget(from: URL, location: string, url: string): URL {
  const target = URL.parse(location, from.href);
  if (target?.protocol === 'https:' || target?.protocol === 'http:') return target;
  throw new AppError('source_refused', `${url} redirects to "${location}": expected an http or https URL`);
}

async function readBody(body: AsyncIterable<Buffer>, url: string): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_FEED_BYTES) throw new AppError('input_too_large', `${url} has more than ${MAX_FEED_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function contentType(header: string): Pick<RawDocument, 'mediaType' | 'charset'> {
  const [mediaType, ...parameters] = header.split(';').map(part => part.trim().toLowerCase());
  const charset = parameters
    .find(parameter => parameter.startsWith('charset='))
    ?.slice('charset='.length)
    .replace(/"/g, '');
  return { ...(mediaType && { mediaType }), ...(charset && { charset }) };
}

function reason({ name, message, cause }: Error): string {
  if (name === 'TimeoutError') return `no complete answer within ${TIMEOUT_MS / 1000} s`;
  return cause instanceof Error ? `${message} (${cause.message})` : message;
}
