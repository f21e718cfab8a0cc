// Many messages at a time over few connections, in two phases: the end of each leaves only after `beforeDot` is durable.
import type { Verdict } from '../domain/delivery.ts';
import { AppError } from '../domain/errors.ts';
import type { Submitter } from '../domain/ports.ts';
import { BulkConnection, type BulkOwner } from './bulk-connection.ts';
import type { BulkMail } from './bulk-transaction.ts';
import { composeMime } from './compose-mime.ts';
import type { LineOut } from './line-out.ts';
import { mimeSha256 } from './mime-sha256.ts';
import { openSocket, type SmtpError, smtpAccount } from './nodemailer.ts';
import { PATIENCE, type Patience } from './reply-timer.ts';
import { inOneLine } from './smtp-replies.ts';

export interface BulkLine extends LineOut {
  /** Messages per connection whose end has left unanswered: so many may be in doubt when it is lost. */
  depth: number;
}

/** Messages that are composed, signed or committed while the connections are busy with others. */
const PREPARED = 16;
/** A server that refuses one connection more is not asked again so soon. */
const REOPEN_MS = 10_000;

/**
 * Opens connections as they are needed and keeps them. A message waits for any of them; once it has one it stays there
 * (`Transaction` says what becomes of it then).
 */
export function bulkSubmitter(line: BulkLine, patience: Patience = PATIENCE): Submitter {
  const account = smtpAccount(line);
  const connections = new Set<BulkConnection>();
  const waiting: BulkMail[] = [];
  const hangUp = new AbortController();
  let opening = 0;
  let reopenAt = 0;

  const owner: BulkOwner = {
    depth: line.depth,
    patience,
    mayChunk: true,
    next: () => waiting.shift(),
    putBack: mail => void waiting.unshift(mail),
    onClosing(connection) {
      connections.delete(connection);
      dispatch();
    },
  };

  /** @throws SmtpError */
  async function open(): Promise<BulkConnection> {
    opening += 1;
    try {
      const opened = await openSocket(account, hangUp.signal);
      if (hangUp.signal.aborted) {
        opened.socket.destroy();
        throw new Error('hung up');
      }
      const connection = new BulkConnection(opened, owner);
      connections.add(connection);
      return connection;
    } finally {
      opening -= 1;
    }
  }

  async function openAnother(): Promise<void> {
    try {
      (await open()).work();
    } catch (error) {
      reopenAt = performance.now() + REOPEN_MS;
      if (connections.size + opening > 0) return;
      const verdict: Verdict = { kind: 'unreachable', reply: describe(error as SmtpError) };
      for (const mail of waiting.splice(0)) mail.settle(verdict);
    }
  }

  /** Whoever has nothing to do comes first. */
  function dispatch(): void {
    for (const isIdle of [true, false])
      for (const connection of connections) {
        if (waiting.length === 0) return;
        if (connection.isIdle === isIdle) connection.work();
      }
    while (opening < waiting.length && connections.size + opening < line.connections) {
      if (connections.size + opening > 0 && performance.now() < reopenAt) return;
      void openAnother();
    }
  }

  return {
    lanes: line.connections * line.depth + PREPARED,

    async check() {
      try {
        await open();
      } catch (cause) {
        const { host, port } = account.server;
        const reason = describe(cause as SmtpError);
        throw new AppError('smtp_unreachable', `the SMTP server ${host}:${port} cannot be used: ${reason}`, { cause });
      }
    },

    async submit(message, beforeDot, afterDot) {
      const mime = composeMime(message);
      const signature = (await line.signer?.sign(mime)) ?? '';
      const { promise, resolve, reject } = Promise.withResolvers<Verdict>();
      waiting.push({
        from: message.returnPath ?? message.from.address,
        to: message.to.address,
        signature,
        mime,
        commit: async () => beforeDot(mimeSha256(mime)),
        afterDot: () => afterDot?.(),
        settle: resolve,
        fail: reject,
      });
      dispatch();
      return promise;
    },

    async close() {
      // One that is still being opened has come too late to be of use.
      hangUp.abort();
      await Promise.all([...connections].map(connection => connection.close()));
    },

    abort() {
      hangUp.abort();
      for (const connection of [...connections]) connection.abort();
    },
  };
}

function describe({ response, message }: SmtpError): string {
  return inOneLine(response ?? message);
}
