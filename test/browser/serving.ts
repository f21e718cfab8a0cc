// A Paperboy that serves in a process of its own, with what its mailbox got.
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';
import { type Installation, install } from '../cli/paperboy.ts';

export interface Serving {
  paperboy: Installation;
  publicUrl: string;
  privateUrl: string;
  /** Whom the mails so far went to, oldest first. */
  recipients(): string[];
  /** Mails to an address, oldest first, as they are now. */
  mailsTo(address: string): Promise<Email[]>;
  /** Waits until so many mails have come to an address. */
  mailTo(address: string, count: number): Promise<Email>;
  stop(): Promise<void>;
}

export async function serving(
  env: Record<string, string> = {},
  prepare: (paperboy: Installation) => void = () => {},
): Promise<Serving> {
  const paperboy = install({ PORT: '0', ADMIN_PORT: '0', SUBSCRIBERS_DIR: './nowhere', ...env });
  prepare(paperboy);
  const server = paperboy.start(['serve']);
  server.stderr?.resume();
  const urls = await new Promise<string[]>((resolve, reject) => {
    let output = '';
    server.once('exit', () => reject(new Error(`serve ended: ${output}`)));
    server.stdout?.setEncoding('utf8').on('data', chunk => {
      output += chunk;
      const found = /pages: (\S+) .*: (http\S+)/.exec(output);
      if (found && output.includes('Ctrl-C stops.')) resolve(found);
    });
  });
  const mailbox = join(paperboy.folder, 'data', 'mailbox');
  const files = () =>
    readdirSync(mailbox)
      .filter(name => name.endsWith('.eml'))
      .toSorted()
      .map(name => readFileSync(join(mailbox, name)));
  // The mailbox writes the envelope above the mail.
  const recipientOf = (mail: Buffer) => /^Delivered-To: (.+?)\r?$/m.exec(mail.toString('latin1', 0, 2000))?.[1] ?? '';
  const mailsTo = async (address: string) =>
    Promise.all(
      files()
        .filter(mail => recipientOf(mail) === address)
        .map(mail => PostalMime.parse(mail)),
    );
  return {
    paperboy,
    publicUrl: urls[1]!,
    privateUrl: urls[2]!,
    recipients: () => files().map(recipientOf),
    mailsTo,
    async mailTo(address, count) {
      for (;;) {
        const mails = await mailsTo(address);
        if (mails.length >= count) return mails[count - 1]!;
        await new Promise(resolve => setTimeout(resolve, 50));
      }
    },
    async stop() {
      if (server.exitCode !== null) return;
      server.kill('SIGINT');
      await once(server, 'exit');
    },
  };
}

/** Where the first link of a mail leads whose path begins so. */
export function linkIn({ text = '' }: Email, path: string): string {
  return text.match(/https?:\/\/\S+/g)?.find(url => new URL(url).pathname.startsWith(path)) ?? '';
}
