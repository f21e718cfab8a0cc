// The way out of this installation: the server, how to log in and sign there, and which sender takes it.
import type { Config } from '../config.ts';
import { bulkSubmitter } from '../deliver/bulk-submitter.ts';
import type { LineOut } from '../deliver/line-out.ts';
import { smtpSubmitter } from '../deliver/smtp-submitter.ts';
import type { Submitter } from '../domain/ports.ts';
import { loadDkim } from './load-dkim.ts';
import { loadOauth } from './load-oauth.ts';

/** From so many mails on a pipeline is worth that a crash leaves more of them in doubt. */
const MANY = 500;

/**
 * @param smtpUrl the configured server, or the built-in mailbox, which asks for no login
 * @throws AppError dkim_invalid, config_invalid
 */
export function lineOut(config: Config, smtpUrl: string): LineOut {
  return {
    smtpUrl,
    connections: config.smtpConnections,
    signer: loadDkim(config),
    oauth: smtpUrl === config.smtpUrl ? loadOauth(config) : undefined,
  };
}

/**
 * @param waiting how many mails are to be sent
 * @throws AppError dkim_invalid, config_invalid
 */
export function openLine(config: Config, { smtpUrl, waiting }: { smtpUrl: string; waiting: number }): Submitter {
  const line = lineOut(config, smtpUrl);
  const { smtpBulk, smtpDepth: depth } = config;
  const isBulk = smtpBulk === 'on' || (smtpBulk === 'auto' && waiting >= MANY);
  return isBulk ? bulkSubmitter({ ...line, depth }) : smtpSubmitter(line);
}
