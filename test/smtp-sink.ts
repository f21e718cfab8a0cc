// A real SMTP server that keeps what it is given, and misbehaves on request.
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

interface SunkMail {
  from: string;
  to: string;
  raw: string;
}

type Refusal = Error & { responseCode?: number };

/** What the server answers, by command; a message to refuse with, or `drop` to hang up. */
export interface Chaos {
  connect?: string;
  mail?: (from: string) => string | undefined;
  rcpt?: (to: string) => string | undefined;
  /** Decides at the end of a message, which is kept only if nothing is answered here. */
  data?: (mail: SunkMail) => string | undefined;
}

export interface SmtpSink {
  url: string;
  mails: SunkMail[];
  chaos: Chaos;
  /** Connections that were ever opened. */
  connections: number;
  close(): Promise<void>;
}

export async function startSmtpSink(chaos: Chaos = {}): Promise<SmtpSink> {
  const sockets = new Set<Socket>();
  const sink: Omit<SmtpSink, 'url' | 'close'> = { mails: [], chaos, connections: 0 };
  const answer = (reply: string | undefined, callback: (error?: Refusal | null) => void) => {
    if (reply === undefined) callback(null);
    else if (reply === 'drop') for (const socket of sockets) socket.destroy();
    else callback(Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) }));
  };
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 0,
    logger: false,
    onConnect: (_session, callback) => {
      sink.connections += 1;
      answer(sink.chaos.connect, callback);
    },
    onMailFrom: ({ address }, _session, callback) => answer(sink.chaos.mail?.(address), callback),
    onRcptTo: ({ address }, _session, callback) => answer(sink.chaos.rcpt?.(address), callback),
    async onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      try {
        for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
      } catch (error) {
        callback(error as Error);
        return;
      }
      const from = session.envelope.mailFrom;
      const mail: SunkMail = {
        from: from ? from.address : '',
        to: session.envelope.rcptTo.map(({ address }) => address).join(','),
        raw: Buffer.concat(chunks).toString('utf8'),
      };
      const reply = sink.chaos.data?.(mail);
      if (reply === undefined || reply === 'drop') sink.mails.push(mail);
      answer(reply, callback);
    },
  });
  server.on('error', () => {});
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return Object.assign(sink, {
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise<void>(resolve => server.close(() => resolve())),
  });
}
