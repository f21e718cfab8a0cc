// An issue that is planned and not sent, and its first mails as strings: for senders that are handed mails.
import type { House } from '../../src/assembly/house.ts';
import { mailRenderer } from '../../src/assembly/mail-renderer.ts';
import { composeMime } from '../../src/deliver/compose-mime.ts';
import type { FrozenBatch } from '../../src/domain/issue.ts';
import type { Message } from '../../src/domain/ports.ts';
import { composeMessage, type Sender } from '../../src/pipeline/compose-mail.ts';
import type { Renderer } from '../../src/render/renderer.ts';
import { makePlannedHouse } from './fill-house.ts';
import { type MadeUpHouse, openMadeUpHouse } from './made-up-house.ts';
import { asPoolMail, type PoolMail } from './pool.ts';

const READY = 500;
const LEASE_MS = 3_600_000;

export interface PlannedIssue {
  /** Nobody has it open: it can be copied and sent, again and again. */
  made: MadeUpHouse;
  /** A copy to look into. */
  house: House;
  renderer: Renderer;
  /** How many the issue has. */
  mails: number;
  batch: FrozenBatch;
  /** Its mails, rendered, by the delivery's public id. */
  messages: ReadonlyMap<string, Message>;
  /** Some of them, as a script hands them over. */
  ready: PoolMail[];
  /** Of one of them, on average. */
  octets: number;
  close(): Promise<void>;
}

export async function makePlannedIssue(readers: number): Promise<PlannedIssue> {
  const made = await makePlannedHouse(readers);
  const copied = made.copy();
  const house = await openMadeUpHouse(copied);
  const { ledger } = house.store;
  const now = house.clock.now();
  const mails = await ledger.waiting(now);
  const leaseUntil = new Date(now.getTime() + LEASE_MS);
  const rows = await ledger.claim({ worker: 'bench', limit: mails, now, leaseUntil });
  const batch = await ledger.batch(rows[0]!.batchId);
  const renderer = await mailRenderer(house.config, house.config.publicUrl);
  const open = { batch, mails: renderer.forBatch(batch) };
  const messages = new Map(
    rows.map(row => [row.publicId, composeMessage(row, row.selection, open, senderOf(house), now)]),
  );
  const some = [...messages.values()].slice(0, READY);
  const octets = some.reduce((sum, message) => sum + composeMime(message).length, 0) / some.length;
  return {
    made,
    house,
    renderer,
    mails,
    batch,
    messages,
    ready: some.map(message => asPoolMail(message)),
    octets,
    async close() {
      await house.close();
      copied.remove();
      made.remove();
    },
  };
}

export function senderOf({ config, keys }: Pick<House, 'config' | 'keys'>): Sender {
  return { from: config.mailFrom, publicUrl: config.publicUrl, tokenKey: keys.tokenKeys[0] };
}
