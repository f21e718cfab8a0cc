// composed delivery ──▶ the same bytes again, or what keeps them from being the same
import { composeMime } from '../deliver/compose-mime.ts';
import { mimeSha256 } from '../deliver/mime-sha256.ts';
import type { DeliveryState } from '../domain/delivery.ts';
import { AppError } from '../domain/errors.ts';
import type { TokenKey } from '../domain/link-token.ts';
import type { BlobStore, ComposedMail, ComposedMails } from '../domain/ports.ts';
import { createRenderer } from '../render/renderer.ts';
import { composeMessage } from './compose-mail.ts';
import { findLook, type MailLook } from './mail-look.ts';

export interface ReplayPorts {
  composedMails: ComposedMails;
  blobs: BlobStore;
  tokenKeys: readonly TokenKey[];
  /** Version of this program. */
  program: string;
}

export interface ReplayedMail {
  /** The complete message, before anything signs it. */
  raw: Uint8Array;
  sha256: string;
  state: DeliveryState;
  /** ISO 8601 instant. */
  composedAt: string;
  /** ISO 8601 instant at which the delivery came into its state. */
  changedAt: string;
}

/**
 * Makes a message again from what was written down before its dot left, and nothing else.
 * @param date local date of the mail
 * @throws AppError mail_unknown; mail_differs with all that is known to differ
 */
export async function replayMail(
  ports: ReplayPorts,
  { date, subscriber }: { date: string; subscriber: { publicId: string; address: string } },
): Promise<ReplayedMail> {
  const which = `of ${date} to ${subscriber.address}`;
  const mail = await ports.composedMails.find(date, subscriber.publicId);
  if (!mail) {
    throw new AppError('mail_unknown', `there is no mail ${which}: expected the local date of one that was due`);
  }
  if (!('mimeSha256' in mail)) {
    throw new AppError('mail_unknown', `the mail ${which} was never made: it is ${mail.state}`);
  }
  const { parts, faults } = await gather(ports, mail);
  if (!parts || faults.length > 0) throw differs(which, faults);
  const raw = await compose(mail, parts).catch(cause => {
    if (!(cause instanceof AppError)) throw cause;
    throw differs(which, [...otherProgram(parts.look, ports), cause.message], cause);
  });
  const sha256 = mimeSha256(raw);
  if (sha256 !== mail.mimeSha256) {
    const [known = unknownDifference(ports.program, parts.key)] = otherProgram(parts.look, ports);
    throw differs(which, [known, `sha256 ${sha256} instead of ${mail.mimeSha256}`]);
  }
  const { state, composedAt, changedAt } = mail;
  return { raw, sha256, state, composedAt, changedAt };
}

interface Parts {
  look: MailLook;
  key: TokenKey;
  selection: NonNullable<ComposedMail['selection']>;
}

/** What the mail is made of, as far as it is there, and everything that is known to be missing or changed. */
async function gather(ports: ReplayPorts, mail: ComposedMail): Promise<{ parts?: Parts; faults: string[] }> {
  const { look: hash, tokenKid, selection } = mail;
  if (hash === undefined || tokenKid === undefined) {
    return { faults: ['it is from a Paperboy that did not write down yet what it was made with'] };
  }
  const look = await findLook(hash, ports.blobs);
  const key = ports.tokenKeys.find(({ kid }) => kid === tokenKid);
  const faults = 'gone' in look ? look.gone : [];
  if (!key) faults.push(`the key "${tokenKid}", which signed its links, is configured no more`);
  if (!selection) faults.push('the list of its papers is gone');
  if (!mail.isMailboxSame)
    faults.push('name or address of the subscriber are not what they were, or ADDRESS_KEY is not');
  if (faults.length > 0 && 'program' in look) faults.push(...otherProgram(look, ports));
  return { faults, ...('program' in look && key && selection && { parts: { look, key, selection } }) };
}

async function compose(mail: ComposedMail, { look, key, selection }: Parts): Promise<Uint8Array> {
  const renderer = await createRenderer(look.settings);
  const open = { batch: mail.batch, mails: renderer.forBatch(mail.batch) };
  const { from, bounceAddress, settings } = look;
  const sender = { from, bounceAddress, publicUrl: settings.publicUrl, tokenKey: key };
  return composeMime(composeMessage(mail, selection, open, sender, new Date(mail.composedAt)));
}

function otherProgram(look: MailLook, { program }: ReplayPorts): string[] {
  return look.program === program ? [] : [`it was made by Paperboy ${look.program}, and this is ${program}`];
}

function unknownDifference(program: string, { kid }: TokenKey): string {
  return `it was made by Paperboy ${program} too, but with other code, libraries or Node.js, or another key "${kid}"`;
}

function differs(which: string, faults: readonly string[], cause?: unknown): AppError {
  return new AppError('mail_differs', `the mail ${which} cannot be made again as it was: ${faults.join('; ')}`, {
    cause,
  });
}
