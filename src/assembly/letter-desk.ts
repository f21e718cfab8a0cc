// Sends the letters that people asked for, one by one and beside the issues: each is claimed by its row, so no sender lock is needed.
import { smtpSubmitter } from '../deliver/smtp-submitter.ts';
import { type Letter, mayGoAt } from '../domain/letter.ts';
import { signToken } from '../domain/link-token.ts';
import type { Message, Submitter } from '../domain/ports.ts';
import { answerLetter, type LetterAnswer } from '../pipeline/answer-letter.ts';
import type { RenderLetter } from '../render/letter.ts';
import type { House } from './house.ts';
import { lineOut } from './line-out.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 4 * HOUR_MS;
/** While more letters went out in the last hour than may. */
const CROWDED_MS = 5 * 60_000;
const AT_ONCE = 50;

export interface LetterDeskSettings {
  publicUrl: string;
  smtpUrl: string;
  renderer(): Promise<RenderLetter>;
  report(error: unknown): void;
}

export interface LetterDesk {
  /** Sends what is due; one call at a time works, and a call meanwhile makes it look again. */
  send(): Promise<void>;
  /** Ends when the letter in hand is settled. */
  close(): Promise<void>;
}

export function letterDesk(house: House, settings: LetterDeskSettings): LetterDesk {
  const { letters } = house.store;
  let working: Promise<void> | undefined;
  let isAskedAgain = false;
  let isClosed = false;
  let keptUntil = 0;

  async function work(): Promise<void> {
    await keepHouse();
    do {
      isAskedAgain = false;
      await sendDue();
    } while (isAskedAgain && !isClosed);
  }

  /** Each is a write, and would wait for others' writes. */
  async function keepHouse(): Promise<void> {
    const now = house.clock.now();
    if (now.getTime() < keptUntil) return;
    keptUntil = now.getTime() + HOUR_MS;
    await letters.recover(now);
    await letters.prune(now);
  }

  async function sendDue(): Promise<void> {
    const first = await letters.due(house.clock.now(), AT_ONCE);
    if (first.length === 0) return;
    const submitter = smtpSubmitter({ ...lineOut(house.config, settings.smtpUrl), connections: 1 });
    try {
      for (let page = first; page.length > 0 && !isClosed; page = await letters.due(house.clock.now(), AT_ONCE))
        for (const letter of page) {
          if (isClosed) return;
          if (!(await handle(letter, submitter))) return;
        }
    } finally {
      await submitter.close();
    }
  }

  /** @returns false where no letter can be sent now */
  async function handle(letter: Letter, submitter: Submitter): Promise<boolean> {
    const now = house.clock.now();
    const { sentAt, isSuperseded } = await letters.history(letter, new Date(now.getTime() - DAY_MS));
    if (isSuperseded) return settled(letters.settle(letter.publicId, 'superseded'));
    const goes = mayGoAt(sentAt, now);
    if (goes === undefined) return settled(letters.settle(letter.publicId, 'dropped', 'enough letters for a day'));
    if (goes > now) return settled(letters.postpone(letter.publicId, goes));
    if (
      !letter.isTrusted &&
      (await letters.sentSince(new Date(now.getTime() - HOUR_MS))) >= house.config.signupsPerHour
    )
      return settled(letters.postpone(letter.publicId, new Date(now.getTime() + CROWDED_MS)));
    const subscriber = await house.store.subscribers.byAddress(letter.address);
    const suppressed = await house.store.suppressions.reasonOf(letter.address);
    const answer = answerLetter(letter, { subscriber, suppressed }, house.config);
    if ('drop' in answer) return settled(letters.settle(letter.publicId, 'dropped', answer.drop));
    const message = await compose(letter, answer, subscriber?.publicId);
    return submit(letter, message, submitter);
  }

  async function submit(letter: Letter, message: Message, submitter: Submitter): Promise<boolean> {
    const { publicId } = letter;
    const verdict = await submitter.submit(message, () => letters.commit(publicId, house.clock.now()));
    const now = house.clock.now();
    switch (verdict.kind) {
      case 'submitted':
        return settled(letters.settle(publicId, 'sent', verdict.reply));
      case 'uncertain':
        return settled(letters.settle(publicId, 'uncertain', verdict.reply));
      case 'failed':
        return settled(letters.settle(publicId, 'failed', verdict.reply));
      case 'deferred':
      case 'unreachable': {
        const waited = now.getTime() - Date.parse(letter.askedAt);
        if (now >= new Date(letter.expiresAt)) return settled(letters.settle(publicId, 'failed', verdict.reply));
        // Each wait is as long as all before it.
        const wait = Math.min(Math.max(waited, FIRST_RETRY_MS), LONGEST_RETRY_MS);
        await letters.postpone(publicId, new Date(now.getTime() + wait), verdict.reply);
        return verdict.kind === 'deferred';
      }
      case 'withdrawn':
        return true;
    }
  }

  async function compose(
    { publicId, address }: Letter,
    { text, leadsTo }: Exclude<LetterAnswer, { drop: string }>,
    reader: string | undefined,
  ): Promise<Message> {
    const { config, keys, clock } = house;
    const token =
      leadsTo === 'manage'
        ? signToken('manage', reader!, keys.tokenKeys[0])
        : signToken('confirm', publicId, keys.tokenKeys[0]);
    const render = await settings.renderer();
    return {
      ...render(text, `${settings.publicUrl}/${leadsTo === 'manage' ? 'm' : 'c'}/${token}`),
      from: config.mailFrom,
      to: { address },
      tokens: { unsubscribe: '', manage: '', view: '', learn: '' },
      messageId: `letter.${publicId}@${config.mailFrom.address.split('@').at(-1)}`,
      date: clock.now(),
      // RFC 3834: nobody's vacation notice is to answer it.
      headers: [['Auto-Submitted', 'auto-generated']],
    };
  }

  return {
    send() {
      isAskedAgain = true;
      working ??= work()
        .catch(settings.report)
        .finally(() => {
          working = undefined;
        });
      return working;
    },
    async close() {
      isClosed = true;
      await working;
    },
  };
}

async function settled(work: Promise<unknown>): Promise<true> {
  await work;
  return true;
}
