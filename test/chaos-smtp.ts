// An SMTP server over real sockets that offers what it is told to, counts what it takes, and misbehaves on cue.
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

/** `DATA` is the start of a message, also in chunks; `END` is the dot, or the last chunk. */
export type Stage = 'connect' | 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' | 'END';

/**
 * What the server does instead of obeying and answering:
 * - `drop`: hangs up instead
 * - `obey and drop`: hangs up instead of answering
 * - `answer and drop`: hangs up after it has answered
 * - `silence`: neither obeys nor says anything any more, and leaves the connection open
 * - `slow`: obeys, and answers later, in lines that come one after the other
 * - `drip`: obeys, and answers byte by byte
 * - any other text is said instead of obeying; after a 421 it hangs up
 */
export type Deed = string;

export interface ChaosPlan {
  /** EHLO keywords with their parameters: only what is offered may be used. */
  extensions?: readonly string[];
  /** @param name what stands before the @ of the sender; empty before MAIL */
  misbehave?: (stage: Stage, name: string) => Deed | undefined;
  /** Settles when a mail is safe; only then it is acknowledged. */
  keep?: (mail: TakenMail) => Promise<void>;
  /** Where CHUNKING is offered: how BDAT is answered by a server that knows it only from hearsay. */
  bdat?: 'refused' | 'read as commands';
}

interface TakenMail {
  from: string;
  to: string;
  raw: string;
}

export interface ChaosServer {
  url: string;
  /** What stood before the @ of the sender of each mail that was taken. */
  taken: string[];
  mails: TakenMail[];
  /** What a client must never do. */
  violations: string[];
  /** Commands in the order they came, without what follows the first word. */
  heard: string[];
  connections: number;
  /** Resolves when a connection has gone silent. */
  silence: Promise<void>;
  /** Waits until every client has hung up. */
  close(): Promise<void>;
}

const SLOW_MS = 5;

export async function startChaosServer(plan: ChaosPlan = {}): Promise<ChaosServer> {
  const silence = Promise.withResolvers<void>();
  const sessions = new Set<Promise<void>>();
  const server = createServer({ noDelay: true }, socket => {
    state.connections += 1;
    socket.on('error', () => {});
    const session = converse(socket, { plan, state, onSilence: silence.resolve }).catch(() => {});
    sessions.add(session);
    void session.then(() => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const state: ChaosServer = {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken: [],
    mails: [],
    violations: [],
    heard: [],
    connections: 0,
    silence: silence.promise,
    async close() {
      server.close();
      await Promise.all(sessions);
    },
  };
  return state;
}

interface Hall {
  plan: ChaosPlan;
  state: ChaosServer;
  onSilence(): void;
}

/** A mail transaction, as far as it has come. */
interface Envelope {
  from: string;
  to?: string;
  pieces: Buffer[];
  /** A chunk was refused: only RSET helps. RFC 3030 §2. */
  isBroken?: true;
}

/** Thrown to end a session. */
class HangUp extends Error {}

async function converse(socket: Socket, { plan, state, onSilence }: Hall): Promise<void> {
  const input = new Input(socket);
  const offers = new Map((plan.extensions ?? []).map(line => [line.split(' ')[0]!, line.split(' ')[1] ?? '']));
  let envelope: Envelope | undefined;

  const say = (text: string) => void socket.write(`${text}\r\n`);

  /** Obeys and answers as the plan wants it. @param obey returns the proper answer */
  async function act(stage: Stage, obey: () => string): Promise<void> {
    const deed = plan.misbehave?.(stage, envelope?.from.split('@')[0] ?? '');
    if (deed === 'drop') throw new HangUp();
    if (deed === 'silence') {
      onSilence();
      await input.drain();
      throw new HangUp();
    }
    if (deed === undefined) {
      const before = state.mails.length;
      const answer = obey();
      const mail = state.mails[before];
      if (mail) await plan.keep?.(mail);
      say(answer);
    } else if (deed === 'obey and drop') {
      obey();
      throw new HangUp();
    } else if (deed === 'answer and drop') {
      say(obey());
      await endGently();
    } else if (deed === 'slow') {
      const lines = obey().split('\r\n');
      for (const line of [lines[0]!.replace(/^(\d{3}).*/, '$1-one moment'), ...lines]) {
        await sleep(SLOW_MS);
        say(line);
      }
    } else if (deed === 'drip') {
      for (const byte of Buffer.from(`${obey()}\r\n`)) {
        socket.write(Buffer.of(byte));
        await nextTurn();
      }
    } else {
      say(deed);
      if (stage === 'DATA' && envelope) envelope.isBroken = true;
      if (deed.startsWith('421')) await endGently();
    }
  }

  /** Without a reset, which would take back what was said last. */
  async function endGently(): Promise<never> {
    socket.end();
    await input.drain();
    throw new HangUp();
  }

  function mail(line: string): string {
    const [, address, parameters] = /^MAIL FROM:<([^<>\s]*)>((?: [\x21-\x7e]+)*)$/i.exec(line) ?? [];
    if (address === undefined) return violation(line, '501 5.5.4 what sender?');
    if (envelope) return violation(line, '503 5.5.1 one mail after the other');
    const isUtf8 = /[^\x00-\x7f]/.test(address);
    for (const parameter of parameters!.split(' ').slice(1)) {
      const [name, value] = parameter.split('=');
      const offer = name === 'BODY' ? '8BITMIME' : name!;
      if (!offers.has(offer)) return violation(line, '555 5.5.4 what parameter?');
      if (name === 'SIZE' && Number(value) > (Number(offers.get('SIZE')) || Number.POSITIVE_INFINITY))
        return '552 5.3.4 too large';
    }
    if (isUtf8 && !/ SMTPUTF8\b/.test(parameters!)) return violation(line, '553 5.6.7 plain letters only');
    envelope = { from: address, pieces: [] };
    return '250 2.1.0 sender ok';
  }

  function rcpt(line: string): string {
    const address = /^RCPT TO:<([^<>\s]+)>$/i.exec(line)?.[1];
    if (address === undefined) return violation(line, '501 5.5.4 what recipient?');
    if (!envelope) return '503 5.5.1 who is it from?';
    envelope.to = address;
    return '250 2.1.5 recipient ok';
  }

  function take(): string {
    const { from, to, pieces } = envelope!;
    state.taken.push(from.split('@')[0]!);
    state.mails.push({ from, to: to!, raw: Buffer.concat(pieces).toString() });
    return '250 2.0.0 taken';
  }

  function violation(line: string, answer: string): string {
    state.violations.push(line.slice(0, 100));
    return answer;
  }

  async function data(): Promise<void> {
    if (!envelope?.to) {
      say('503 5.5.1 to whom?');
      return;
    }
    let isAccepted = false;
    await act('DATA', () => {
      isAccepted = true;
      return '354 go ahead';
    });
    if (!isAccepted) return;
    envelope.pieces.push(await input.untilDot());
    state.heard.push('.');
    await act('END', take);
    envelope = undefined;
  }

  async function bdat(line: string): Promise<void> {
    if (plan.bdat === 'read as commands') {
      say('500 5.5.1 what?');
      return;
    }
    const [, size, last] = /^BDAT (\d+)( LAST)?$/i.exec(line) ?? [];
    const chunk = await input.bytes(Number(size));
    if (plan.bdat === 'refused') {
      say('502 5.5.1 not today');
      return;
    }
    if (!envelope?.to || envelope.isBroken) {
      say('503 5.5.1 to whom?');
      return;
    }
    envelope.pieces.push(chunk);
    await act(last ? 'END' : 'DATA', () => (last ? take() : `250 2.0.0 ${size} octets`));
    if (last) envelope = undefined;
  }

  try {
    await act('connect', () => '220 chaos.example ESMTP');
    for (let line = await input.line(); line !== undefined; line = await input.line()) {
      const verb = line.split(' ', 1)[0]!.toUpperCase();
      state.heard.push(verb);
      if (!offers.has('PIPELINING') && verb !== 'BDAT' && input.hasMore) violation(line, 'not one by one');
      if (verb === 'EHLO') await act('EHLO', () => ['250-chaos.example', ...offersOf(plan), '250 HELP'].join('\r\n'));
      else if (verb === 'MAIL') await mailWithName(line);
      else if (verb === 'RCPT') await act('RCPT', () => rcpt(line));
      else if (verb === 'DATA') await data();
      else if (verb === 'BDAT' && offers.has('CHUNKING')) await bdat(line);
      else if (verb === 'RSET') {
        envelope = undefined;
        say('250 2.0.0 forgotten');
      } else if (verb === 'HELO') say('250 chaos.example');
      else if (verb === 'QUIT') {
        say('221 2.0.0 bye');
        await endGently();
      } else say(violation(line, '500 5.5.1 what?'));
    }
  } catch (error) {
    if (!(error instanceof HangUp)) throw error;
  }

  /** A sender that is refused leaves no envelope, but has a name. */
  async function mailWithName(line: string): Promise<void> {
    const answer = mail(line);
    const isNew = answer.startsWith('250');
    let isObeyed = false;
    await act('MAIL', () => {
      isObeyed = true;
      return answer;
    });
    if (isNew && !isObeyed) envelope = undefined;
  }
}

function offersOf({ extensions = [] }: ChaosPlan): string[] {
  return extensions.map(line => `250-${line}`);
}

/** What a client sends, line by line or by the octet. */
class Input {
  readonly #chunks: AsyncIterator<Buffer>;
  #bytes: Buffer = Buffer.alloc(0);

  constructor(socket: Socket) {
    this.#chunks = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  get hasMore(): boolean {
    return this.#bytes.length > 0;
  }

  /** @returns undefined at the end */
  async line(): Promise<string | undefined> {
    for (;;) {
      const end = this.#bytes.indexOf('\r\n');
      if (end >= 0) return this.#take(end + 2).toString('utf8', 0, end);
      if (!(await this.#more())) return undefined;
    }
  }

  /** @throws HangUp */
  async bytes(count: number): Promise<Buffer> {
    while (this.#bytes.length < count) if (!(await this.#more())) throw new HangUp();
    return this.#take(count);
  }

  /** A message, its dots unstuffed. @throws HangUp */
  async untilDot(): Promise<Buffer> {
    for (;;) {
      if (this.#bytes.toString('latin1', 0, 3) === '.\r\n') return this.#take(3).subarray(3);
      const end = this.#bytes.indexOf('\r\n.\r\n');
      if (end >= 0) {
        const text = this.#take(end + 5).toString('latin1', 0, end + 2);
        return Buffer.from(text.replace(/^\.(?=.)/gm, ''), 'latin1');
      }
      if (!(await this.#more())) throw new HangUp();
    }
  }

  /** Reads on without looking, until the client hangs up. */
  async drain(): Promise<void> {
    while (await this.#more()) this.#bytes = Buffer.alloc(0);
  }

  #take(count: number): Buffer {
    const taken = this.#bytes.subarray(0, count);
    this.#bytes = this.#bytes.subarray(count);
    return taken;
  }

  async #more(): Promise<boolean> {
    const { done, value } = await this.#chunks.next();
    if (done) return false;
    this.#bytes = this.#bytes.length === 0 ? value : Buffer.concat([this.#bytes, value]);
    return true;
  }
}
