// One message at a time over kept connections, in two phases: the final dot leaves only after `beforeDot` is durable.
import { Readable } from 'node:stream';
import type { Verdict } from '../domain/delivery.ts';
import { AppError } from '../domain/errors.ts';
import type { Message, Submitter } from '../domain/ports.ts';
import { classifyReply } from './classify-reply.ts';
import { composeMime } from './compose-mime.ts';
import type { LineOut } from './line-out.ts';
import { mimeSha256 } from './mime-sha256.ts';
import { type Connection, openConnection, type SmtpError, smtpAccount } from './nodemailer.ts';
import { inOneLine, ReplyReader } from './smtp-replies.ts';

/** Opens connections as they are needed, one for each message that is under way, and keeps them. */
export function smtpSubmitter(line: LineOut): Submitter {
  const account = smtpAccount(line);
  const { server } = account;
  const idle: Connection[] = [];
  const hangUp = new AbortController();

  async function take(): Promise<Connection> {
    for (let kept = idle.pop(); kept; kept = idle.pop()) if (kept.isOpen()) return kept;
    return openConnection(account, hangUp.signal);
  }

  return {
    lanes: line.connections,

    async check() {
      try {
        idle.push(await take());
      } catch (cause) {
        const reason = describe(cause as SmtpError);
        throw new AppError(
          'smtp_unreachable',
          `the SMTP server ${server.host}:${server.port} cannot be used: ${reason}`,
          { cause },
        );
      }
    },

    async submit(message, beforeDot, afterDot) {
      const mime = composeMime(message);
      const signature = await line.signer?.sign(mime);
      let connection: Connection;
      try {
        connection = await take();
      } catch (error) {
        return { kind: 'unreachable', reply: describe(error as SmtpError) };
      }
      const body = new TwoPhaseBody([signature ?? [], mime].flat(), {
        isInvited: connection.isInvited,
        beforeDot: () => beforeDot(mimeSha256(mime)),
      });
      try {
        const verdict = await send(connection, message, { body, afterDot });
        if (await isReusable(connection, verdict, body)) idle.push(connection);
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

    abort() {
      hangUp.abort();
    },
  };
}

async function send(
  connection: Connection,
  { from, to, returnPath }: Message,
  { body, afterDot }: { body: TwoPhaseBody; afterDot?: () => void },
): Promise<Verdict> {
  const envelope = { from: returnPath ?? from.address, to: to.address };
  const answer = await connection.send(envelope, body, afterDot).catch((error: SmtpError) => error);
  // A commit that is under way must not outlive the verdict.
  await body.stop();
  if (body.phase === 'failed') throw body.failure;
  if (body.phase === 'withdrawn') return { kind: 'withdrawn', reply: 'withdrawn before the end of the message' };
  if (typeof answer === 'string') {
    // Whatever was answered before the end, it was not this message.
    if (body.phase !== 'ended') return { kind: 'deferred', reply: `answered before the end of the message: ${answer}` };
    return { kind: isReply(answer) ? 'submitted' : 'uncertain', reply: answer };
  }
  const reply = describe(answer);
  const { responseCode, response = '', command = '' } = answer;
  if (isRefusal(answer))
    return { ...classifyReply({ code: responseCode!, text: response, command }), reply } as Verdict;
  return { kind: body.phase === 'ended' ? 'uncertain' : 'deferred', reply };
}

/** An answer to one of the message's own commands; a server that hangs up may say why without being asked. */
function isRefusal({ responseCode = 0, command }: SmtpError): boolean {
  return responseCode >= 400 && responseCode < 600 && command !== 'CONN';
}

/** The library looks at the first line only, and others may say otherwise. */
function isReply(answer: string): boolean {
  try {
    return [...new ReplyReader().read(Buffer.from(`${answer}\r\n`))].length === 1;
  } catch {
    return false;
  }
}

/** After a refusal RSET makes the connection good again; in the middle of a message nothing does. */
async function isReusable(connection: Connection, { kind }: Verdict, { phase }: TwoPhaseBody): Promise<boolean> {
  if (!connection.isOpen() || (phase !== 'unread' && phase !== 'ended') || kind === 'uncertain') return false;
  if (kind === 'submitted') return true;
  return connection.reset().then(
    () => true,
    () => false,
  );
}

/** Who decides when the message may begin, and when it may end. */
interface Phases {
  isInvited(): boolean;
  beforeDot(): Promise<boolean>;
}

/** The message as a stream that ends only after the commit. The library reads it once it takes the server to be ready. */
class TwoPhaseBody extends Readable {
  phase: 'unread' | 'read' | 'ended' | 'withdrawn' | 'failed' = 'unread';
  failure: unknown;
  readonly #pieces: readonly (string | Uint8Array)[];
  readonly #phases: Phases;
  #commit: Promise<void> | undefined;

  constructor(pieces: readonly (string | Uint8Array)[], phases: Phases) {
    super();
    this.#pieces = pieces;
    this.#phases = phases;
  }

  override _read(): void {
    if (this.phase === 'unread') {
      this.phase = 'read';
      if (this.#phases.isInvited()) for (const piece of this.#pieces) this.push(piece);
      else this.destroy(new Error('unexpected answer to DATA'));
      return;
    }
    this.#commit ??= this.#end();
  }

  async #end(): Promise<void> {
    try {
      if (!(await this.#phases.beforeDot())) {
        this.phase = 'withdrawn';
        this.destroy(new Error('withdrawn'));
      } else if (!this.destroyed) {
        this.phase = 'ended';
        this.push(null);
      }
      // Else the connection was lost meanwhile, or the server has answered already: the dot stays here.
    } catch (error) {
      this.phase = 'failed';
      this.failure = error;
      this.destroy(new Error('not committed'));
    }
  }

  /** From now on no dot leaves that has not left; waits for a commit that is under way. */
  async stop(): Promise<void> {
    if (this.phase !== 'ended') this.destroy();
    await this.#commit;
  }
}

function describe({ response, message }: SmtpError): string {
  return inOneLine(response ?? message);
}
