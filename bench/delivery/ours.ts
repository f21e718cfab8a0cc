// Our own line out: the rows of a planned issue from the first claim to the last answer, with the ledger on disk.
import { join } from 'node:path';
import { DATABASE } from '../../src/assembly/house.ts';
import { programVersion } from '../../src/assembly/package-files.ts';
import { bulkSubmitter } from '../../src/deliver/bulk-submitter.ts';
import { dkimSigner } from '../../src/deliver/dkim-signer.ts';
import { sendDue } from '../../src/deliver/outbox.ts';
import type { ClaimedDelivery } from '../../src/domain/delivery.ts';
import { sendIssue } from '../../src/pipeline/send-issue.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import type { LineSettings, MadeUpHouse } from './made-up-house.ts';
import { type PlannedIssue, senderOf } from './planned-issue.ts';

/** As it is without a setting. */
const DEPTH = 8;

interface OurLine extends LineSettings {
  /** The mails are rendered before, as they are for a pool. */
  isReady?: boolean;
}

/** Copies of one planned issue, each of which can be sent once. */
export class FreshIssues {
  readonly #issue: PlannedIssue;
  readonly #fresh: { made: MadeUpHouse; store: Store }[] = [];
  readonly #sent: { made: MadeUpHouse; store: Store }[] = [];

  constructor(issue: PlannedIssue) {
    this.#issue = issue;
  }

  /** Puts the sent ones away. @throws Error unless every mail of them was submitted */
  async refill(count: number): Promise<void> {
    await this.close();
    while (this.#fresh.length < count) {
      const made = this.#issue.made.copy();
      const store = await openStore(join(made.folder, 'data', DATABASE), this.#issue.house.keys.addressKey);
      this.#fresh.push({ made, store });
    }
  }

  /** @returns how many mails */
  async send(line: OurLine): Promise<number> {
    const next = this.#fresh.pop();
    if (!next) throw new Error('expected a fresh issue for everybody who sends');
    this.#sent.push(next);
    await send(this.#issue, next.store, line);
    return this.#issue.mails;
  }

  async close(): Promise<void> {
    for (const { made, store } of this.#sent.splice(0)) {
      const { submitted } = await store.ledger.counts();
      await store.close();
      made.remove();
      if (submitted !== this.#issue.mails) throw new Error(`${submitted} of ${this.#issue.mails} mails were submitted`);
    }
  }
}

async function send(
  { house, renderer, messages }: PlannedIssue,
  { ledger, domainPaces: paces, blobs }: Store,
  { dkim, port, connections, isReady }: OurLine,
): Promise<void> {
  const signer = dkim && dkimSigner(dkim);
  const submitter = bulkSubmitter({ smtpUrl: `smtp://127.0.0.1:${port}`, connections, depth: DEPTH, signer });
  const ports = { ledger, paces, clock: house.clock, at: () => {} };
  const limits = { worker: 'bench', messagesPerSecond: Number.POSITIVE_INFINITY, domainLimits: new Map() };
  const program = programVersion();
  if (!isReady) {
    const making = { ...ports, ...senderOf(house), program, blobs, renderer: async () => renderer };
    const sending = { ...limits, onProgress() {}, onEvent() {} };
    await sendIssue({ ...making, openLine: async () => submitter }, sending);
    return;
  }
  const compose = async ({ publicId }: ClaimedDelivery) => messages.get(publicId)!;
  const madeWith = { look: program, tokenKid: house.keys.tokenKeys[0].kid };
  try {
    await sendDue({ ...ports, submitter, compose, madeWith, onSettled() {}, onEvent() {} }, limits);
  } finally {
    await submitter.close();
  }
}
