// The way out of this installation, as both senders take it.
import type { Config } from '../config.ts';
import type { LineOut } from '../deliver/line-out.ts';
import { loadDkim } from './load-dkim.ts';
import { loadOauth } from './load-oauth.ts';

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
