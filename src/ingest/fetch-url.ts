// One guarded fetch: few redirects, little time, few bytes, few tries, and a server that says "later" is heard.
import { AppError } from '../domain/errors.ts';
import type { RawDocument, Validators } from '../domain/raw-document.ts';
import { headerText } from './answer-headers.ts';
import { conditions, documentHeaders } from './document-headers.ts';
import { type Answer, codeOf, exchange, type Wire } from './exchange.ts';
import { maskLogin } from './mask-login.ts';
import type { Pace } from './pace.ts';
import { TimeBudget } from './time-budget.ts';
import { spentUntil, waitUntil } from './wait-times.ts';

/** How Paperboy behaves on the web. */
export interface WebAccess extends Wire {
  pace: Pace;
  /** For one fetch in all: every hop, every try, the pauses between tries; not the wait for the host's turn. */
  timeLimitMs?: number;
  /** The pause before each further try; as many tries as pauses. */
  retryDelaysMs?: readonly number[];
}

/** Instants are ISO 8601. `notBefore`: the server asks not to be asked before. */
export type Fetched =
  | { outcome: 'document'; document: RawDocument; notBefore?: string }
  /** As it was when the validators were given (304). */
  | { outcome: 'unchanged'; notBefore?: string }
  /** For good (410). */
  | { outcome: 'gone' }
  /** `reason` is a sentence for the operator. */
  | { outcome: 'later'; notBefore: string; reason: string };

interface FetchRequest {
  /** ISO 8601. */
  fetchedAt: string;
  /** Of the document that is known already. */
  validators?: Validators;
}

const TIME_LIMIT_MS = 30_000;
const RETRY_DELAYS_MS = [500, 2000];
const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const PASSING_STATUSES = new Set([500, 502, 503, 504]);
/** No connection, a broken one, or a body that was cut short. */
const PASSING_ERRORS: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
  'Z_BUF_ERROR',
]);

/** @throws AppError source_unreachable, source_refused, input_too_large */
export async function fetchUrl(url: string, request: FetchRequest, web: WebAccess): Promise<Fetched> {
  const timeLimitMs = web.timeLimitMs ?? TIME_LIMIT_MS;
  const budget = new TimeBudget(timeLimitMs);
  const pauses = (web.retryDelaysMs ?? RETRY_DELAYS_MS).map(withJitter);
  try {
    for (;;) {
      const pause = pauses.shift() ?? Number.POSITIVE_INFINITY;
      const mayRetry = () => pause < budget.leftMs;
      const answer = await follow(url, request, web, budget).catch(error => {
        if (PASSING_ERRORS.has(codeOf(error)) && mayRetry()) return undefined;
        throw error;
      });
      if (answer && !(isPassing(answer, request) && mayRetry())) return judge(url, answer, request);
      await budget.spend(() => new Promise(resolve => setTimeout(resolve, pause)));
    }
  } catch (cause) {
    const code = cause instanceof AppError ? cause.code : 'source_unreachable';
    throw new AppError(code, `${maskLogin(url)}: ${reason(cause as Error, timeLimitMs)}`, { cause });
  }
}

/** The answer after all redirects; each hop is looked at, and waits for its turn, like the first. */
async function follow(url: string, request: FetchRequest, web: WebAccess, budget: TimeBudget): Promise<Answer> {
  const headers = conditions(request.validators ?? {});
  let at = new URL(url);
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const hop = at;
    const answer = await web.pace.turn(hop, () => budget.spend(signal => exchange(hop, headers, web, signal)));
    const location = headerText(answer.headers, 'location');
    if (!REDIRECTS.has(answer.status) || location === '') return answer;
    at = redirectTarget(hop, location);
  }
  throw new AppError('source_unreachable', `more than ${MAX_REDIRECTS} redirects`);
}

function redirectTarget(from: URL, location: string): URL {
  const target = URL.parse(location, from.href);
  if (target?.protocol === 'https:' || target?.protocol === 'http:') return target;
  const shown = maskLogin(location).slice(0, 200);
  throw new AppError('source_refused', `redirected to "${shown}", expected an http or https URL`);
}

/** Worth another try now: the server stumbled, and did not say when to come back. */
function isPassing({ status, headers }: Answer, { fetchedAt }: FetchRequest): boolean {
  return PASSING_STATUSES.has(status) && !headers['retry-after'] && !spentUntil(headers, fetchedAt);
}

/** @throws AppError source_unreachable for a status that brings nothing */
function judge(url: string, { status, headers, body }: Answer, { fetchedAt, validators }: FetchRequest): Fetched {
  const notBefore = spentUntil(headers, fetchedAt);
  const answered = `the server answered ${status}`;
  if (status === 200) {
    const document = { locator: url, fetchedAt, ...documentHeaders(headers), bytes: body };
    return { outcome: 'document', document, ...(notBefore && { notBefore }) };
  }
  if (status === 304 && validators) return { outcome: 'unchanged', ...(notBefore && { notBefore }) };
  if (status === 410) return { outcome: 'gone' };
  if (status === 429 || status === 503 || notBefore) {
    const until = status === 429 || status === 503 ? waitUntil(headers, fetchedAt) : notBefore!;
    return {
      outcome: 'later',
      notBefore: until,
      reason: `${maskLogin(url)}: ${answered} and is not asked again before ${until}`,
    };
  }
  throw new AppError('source_unreachable', `${answered}, expected 200`);
}

/** Half to one and a half times as long, so that many who failed together do not come back together. */
function withJitter(delayMs: number): number {
  return delayMs * (0.5 + Math.random());
}

function reason(error: Error, timeLimitMs: number): string {
  if (error.name === 'TimeoutError') return `no complete answer within ${timeLimitMs / 1000} s`;
  // One error for each address that was tried.
  if (error instanceof AggregateError) return error.errors.map(({ message }) => message).join(', ');
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
