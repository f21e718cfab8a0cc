// One mail that is made already, through one connection of its own, outside of the ledger.
import { Readable } from 'node:stream';
import type { LineOut } from './line-out.ts';
import { type Connection, openConnection, type SmtpError, smtpAccount } from './nodemailer.ts';

/**
 * @param mail envelope and bytes; the bytes go out as they are, after their signature where the line has a signer
 * @returns the server's reply, or why it was not reached or did not take the mail; neither names the password
 */
export async function sendRaw(
  line: Pick<LineOut, 'smtpUrl' | 'signer' | 'oauth'>,
  { from, to, raw }: { from: string; to: string; raw: Uint8Array },
): Promise<{ reply: string } | { refusal: string }> {
  const account = smtpAccount(line);
  const signature = await line.signer?.sign(raw);
  let connection: Connection | undefined;
  try {
    connection = await openConnection(account);
    const body = Readable.from([Buffer.from(signature ?? ''), Buffer.from(raw)]);
    const reply = await connection.send({ from, to }, body);
    await connection.close();
    return { reply };
  } catch (error) {
    connection?.abort();
    const { response, message } = error as SmtpError;
    return { refusal: (response ?? message).replace(/\s+/g, ' ').slice(0, 500) };
  }
}
