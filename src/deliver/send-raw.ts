// One mail that is made already, through one connection of its own, outside of the ledger.
import { Readable } from 'node:stream';
import { type Connection, openConnection, type SmtpError } from './nodemailer.ts';
import { readSmtpUrl } from './smtp-url.ts';

/**
 * @param mail envelope and bytes; the bytes go out as they are
 * @returns the server's reply, or why it was not reached or did not take the mail; neither names the password
 */
export async function sendRaw(
  smtpUrl: string,
  { from, to, raw }: { from: string; to: string; raw: Uint8Array },
): Promise<{ reply: string } | { refusal: string }> {
  let connection: Connection | undefined;
  try {
    connection = await openConnection(readSmtpUrl(smtpUrl));
    const reply = await connection.send({ from, to }, Readable.from([Buffer.from(raw)]));
    await connection.close();
    return { reply };
  } catch (error) {
    connection?.abort();
    const { response, message } = error as SmtpError;
    return { refusal: (response ?? message).replace(/\s+/g, ' ').slice(0, 500) };
  }
}
