// `paperboy send-test`: one real mail to one address, as a subscriber would get it, of which nothing is written down.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { sendRaw } from '../deliver/send-raw.ts';
import { isReservedDomain, parseAddress } from '../domain/address.ts';
import { AppError } from '../domain/errors.ts';
import { openMailbox } from '../preview/mailbox.ts';
import { startMailboxServer } from '../preview/mailbox-server.ts';
import { type House, makeDataDir, openScratchHouse } from './house.ts';
import { lineOut } from './line-out.ts';
import { openPreviewHouse } from './preview.ts';
import { composePreview, previewMail } from './preview-mail.ts';
import { previewPapers } from './preview-papers.ts';
import { previewTemplates } from './preview-templates.ts';
import { syncPeople } from './sync-people.ts';

export interface TestMail {
  to: string;
  subject: string;
  /** The server's. */
  reply: string;
}

/**
 * Works on a copy, so that neither ledger nor people change; needs no sender lock. Links lead nowhere: whoever gets the mail cannot
 * unsubscribe the subscriber. It is signed as every mail is.
 * @param address to whom it goes
 * @param as the subscriber's address
 * @returns `empty` where the subscriber would get no mail
 * @throws AppError usage, subscriber_unknown, template_invalid, smtp_unreachable, dkim_invalid, config_invalid
 */
export async function sendTest(
  config: Config,
  { address, as }: { address: string; as: string },
): Promise<TestMail | { empty: string }> {
  const to = readRecipient(address, config);
  const opened = new AsyncDisposableStack();
  try {
    const house = await (config.tryingOut ? openPreviewHouse : openScratchHouse)(config);
    opened.defer(() => house.close());
    await syncPeople(house);
    const subscriber = await house.store.subscribers.byAddress(as);
    if (!subscriber) throw new AppError('subscriber_unknown', `nobody with the address "${as}" is here`);
    const made = await compose(house, subscriber.publicId, to);
    if ('empty' in made) return made;
    const sent = await sendRaw(lineOut(config, config.smtpUrl ?? (await ownMailbox(house, opened))), {
      from: config.mailFrom.address,
      to,
      raw: made.raw,
    });
    if ('reply' in sent) return { to, subject: made.subject, reply: sent.reply };
    throw new AppError('smtp_unreachable', `the SMTP server did not take the mail to ${to}: ${sent.refusal}`);
  } finally {
    await opened.disposeAsync();
  }
}

async function compose(
  house: House,
  reader: string,
  address: string,
): Promise<{ subject: string; raw: Uint8Array } | { empty: string }> {
  const { publicUrl } = house.config;
  const templates = previewTemplates(house.config, publicUrl);
  const kitchen = { house, publicUrl, templates, papers: previewPapers(house, true) };
  const mail = await previewMail(kitchen, { reader });
  if ('empty' in mail) return mail;
  // Mail programs drop a second mail with the same Message-ID.
  const publicId = randomBytes(8).toString('hex');
  const raw = await composePreview(kitchen, { reader }, { to: { address }, publicId });
  return { subject: mail.subject, raw: raw! };
}

/** The same path as a run takes while trying out. */
async function ownMailbox({ config, clock }: House, opened: AsyncDisposableStack): Promise<string> {
  makeDataDir(config);
  const mailbox = await openMailbox(join(config.dataDir, 'mailbox'), clock);
  const server = await startMailboxServer(mailbox, { host: '127.0.0.1', port: 0 });
  opened.defer(() => server.close());
  return server.url;
}

function readRecipient(text: string, { tryingOut }: Config): string {
  const address = parseAddress(text);
  if (!address) throw new AppError('usage', `"${text}" is no address: expected one such as ada@lab.org`);
  if (!tryingOut && isReservedDomain(address.domain)) {
    throw new AppError('usage', `nobody can get mail at "${address.domain}": expected an address such as ada@lab.org`);
  }
  return address.address;
}
