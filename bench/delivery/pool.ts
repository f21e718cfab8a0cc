// nodemailer's pool as a good engineer uses it: kept connections that are never short of work, and mails that are ready.
import { createTransport } from 'nodemailer';
import { fillSlots } from '../../src/domain/mail.ts';
import type { Message } from '../../src/domain/ports.ts';
import type { DkimKey } from './dkim-key.ts';

/** A mail as a script hands it over. */
export interface PoolMail {
  from: { name: string; address: string };
  to: { name: string; address: string };
  subject: string;
  html: string;
  text: string;
  messageId: string;
  headers: Record<string, string>;
}

export interface PoolSetting {
  port: number;
  connections: number;
  dkim?: DkimKey;
}

export interface Pool {
  send(mail: PoolMail): Promise<unknown>;
  close(): void;
}

export function openPool({ port, connections, dkim }: PoolSetting): Pool {
  const transport = createTransport({
    pool: true,
    host: '127.0.0.1',
    port,
    secure: false,
    ignoreTLS: true,
    maxConnections: connections,
    maxMessages: Number.POSITIVE_INFINITY,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(dkim && {
      dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.privateKeyPem },
    }),
  });
  return {
    send: mail => transport.sendMail({ ...mail, envelope: { from: mail.from.address, to: mail.to.address } }),
    close: () => transport.close(),
  };
}

/** Hands over so many mails, always some more than there are connections. @returns how many */
export async function sendMany(
  pool: Pool,
  { connections, mails }: { connections: number; mails: number },
  mailOf: (number: number) => PoolMail | Promise<PoolMail>,
): Promise<number> {
  let next = 0;
  const lane = async () => {
    while (next < mails) await pool.send(await mailOf(next++));
  };
  await Promise.all(Array.from({ length: 2 * connections }, lane));
  return mails;
}

/** @param written HTML and text that were made another way */
export function asPoolMail(message: Message, written?: { html: string; text: string }): PoolMail {
  const { from, to, subject, messageId, headers, tokens, html, text } = message;
  return {
    // nodemailer writes into it.
    from: { ...from },
    to: { name: to.name ?? '', address: to.address },
    subject,
    ...(written ?? fillSlots({ subject, html, text }, tokens)),
    messageId: `<${messageId}>`,
    headers: Object.fromEntries(headers),
  };
}
