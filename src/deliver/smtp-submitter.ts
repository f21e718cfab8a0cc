// One message at a time over kept connections, in two phases: the final dot leaves only after `beforeDot` is durable.
import { Readable } from 'node:stream';
import type { Verdict } from '../domain/delivery.ts';
import { AppError } from '../domain/errors.ts';
import type { Message, Submitter } from '../domain/ports.ts';
import { classifyReply } from './classify-reply.ts';
import { composeMime } from './compose-mime.ts';
import { mimeSha256 } from './mime-sha256.ts';
import { type Connection, openConnection, type SmtpError } from './nodemailer.ts';
import { readSmtpUrl } from './smtp-url.ts';

export function smtpSubmitter(smtpUrl: string): Submitter {
  const server = readSmtpUrl(smtpUrl);
  const idle: Connection[] = [];

  async function take(): Promise<Connection> {
    for (let kept = idle.pop(); kept; kept = idle.pop()) if (kept.isOpen()) return kept;
    return openConnection(server);
  }

  return {
    async check() {
      try {
        idle.push(await take());
      } catch (cause) {
        throw new AppError(
          'smtp_unreachable',
          `the SMTP server ${server.host}:${server.port} cannot be used: ${(cause as Error).message}`,
          { cause },
        );
      }
    },

    async submit(message, beforeDot) {
      const mime = composeMime(message);
      let connection: Connection;
      try {
        connection = await take();
      } catch (error) {
        return { kind: 'deferred', reply: describe(error as SmtpError) };
      }
      const body = new TwoPhaseBody(mime, () => beforeDot(mimeSha256(mime)));
      try {
        const verdict = await send(connection, message, body);
        if (await isReusable(connection, verdict)) idle.push(connection);
        else connection.abort();
        return verdict;
      } catch (error) {
        connection.abort();
        throw error;
      }
    },

    async close() {
      await Promise.all(idle.splice(0).map(connection => connection.close()));
    },
  };
}

async function send(connection: Connection, { from, to }: Message, body: TwoPhaseBody): Promise<Verdict> {
  try {
    const reply = await connection.send({ from: from.address, to: to.address }, body);
    return { kind: 'submitted', reply };
  } catch (error) {
    const { responseCode, response, command } = error as SmtpError;
    const reply = describe(error as SmtpError);
    if (body.phase === 'withdrawn') return { kind: 'withdrawn', reply: 'withdrawn before the end of the message' };
    if (body.phase === 'failed') throw body.failure;
    if (responseCode !== undefined) {
      return {
        ...classifyReply({ code: responseCode, text: response ?? '', command: command ?? '' }),
        reply,
      } as Verdict;
    }
    return { kind: body.phase === 'committed' ? 'uncertain' : 'deferred', reply };
  }
}

/** After a refusal RSET makes the connection good again; in the middle of a message nothing does. */
async function isReusable(connection: Connection, verdict: Verdict): Promise<boolean> {
  if (!connection.isOpen() || verdict.kind === 'withdrawn' || verdict.kind === 'uncertain') return false;
  if (verdict.kind === 'submitted') return true;
  return connection.reset().then(
    () => true,
    () => false,
  );
}

/** The message as a stream that ends only after the commit. The library reads it after the server's 354, never before. */
class TwoPhaseBody extends Readable {
  phase: 'unread' | 'read' | 'committed' | 'withdrawn' | 'failed' = 'unread';
  failure: unknown;
  readonly #mime: Buffer;
  readonly #beforeDot: () => Promise<boolean>;

  constructor(mime: Buffer, beforeDot: () => Promise<boolean>) {
    super();
    this.#mime = mime;
    this.#beforeDot = beforeDot;
  }

  override _read(): void {
    if (this.phase === 'unread') {
      this.phase = 'read';
      this.push(this.#mime);
      return;
    }
    this.#beforeDot().then(
      go => {
        this.phase = go ? 'committed' : 'withdrawn';
        if (go) this.push(null);
        else this.destroy(new Error('withdrawn'));
      },
      (error: unknown) => {
        this.phase = 'failed';
        this.failure = error;
        this.destroy(new Error('not committed'));
      },
    );
  }
}

function describe({ response, message }: SmtpError): string {
  return (response ?? message).replace(/\s+/g, ' ').slice(0, 500);
}
