// Letters: single mails that somebody asked for on a page (confirm a subscription, a lost link, a change of address), outside of
// the issues' ledger, since each is for one person and at once.
import type { SettableField, Wish } from './subscriber.ts';

export type LetterKind = 'subscribe' | 'link' | 'move';

/**
 * `waiting → sending → sent`; `sending` is durable before the end of the message leaves. `uncertain`: no answer came after that,
 * and it is not sent again. `dropped`: there was nothing to send, or too much was sent already. `superseded`: a later one counts.
 */
export type LetterState = 'waiting' | 'sending' | 'sent' | 'uncertain' | 'failed' | 'dropped' | 'superseded';

/** What is to happen when the link of a letter is confirmed. */
export type LetterAct =
  | {
      kind: 'subscribe';
      wish: Omit<Wish, 'address'>;
      /** The fields that the form was about. */
      given: readonly SettableField[];
      /** What the person read. */
      wording: string;
    }
  | { kind: 'link' }
  /** Both letters of a move have the same `move`; the address changes when both are confirmed. */
  | { kind: 'move'; move: string; subscriber: string; from: string; to: string };

export interface NewLetter {
  address: string;
  act: LetterAct;
  /** Asked for from a network that the operator trusts: it waits for nobody else's. */
  isTrusted?: true;
}

export interface Letter extends NewLetter {
  /** 16 characters, random; stands for the letter in its link. */
  publicId: string;
  state: LetterState;
  /** ISO 8601 instant. */
  askedAt: string;
  /** ISO 8601 instant after which its link does not count any more. */
  expiresAt: string;
  /** How often it was tried. */
  attempt: number;
  /** ISO 8601 instant at which its link was confirmed. */
  answeredAt?: string;
}

/** What a letter is about, with what its words need. */
export type LetterText =
  | { kind: 'confirm' | 'already' | 'link' }
  /** To the address that is given up, and to the new one; `other` is masked. */
  | { kind: 'move-from' | 'move-to'; other: string };

/** The link of a letter counts for so long. */
export const LETTER_MS = 48 * 3_600_000;

/** To one address, whatever is asked for: one letter in a quarter of an hour, three a day. */
const APART_MS = 15 * 60_000;
const DAY_MS = 86_400_000;
const A_DAY = 3;

/**
 * When the next letter may go to an address.
 * @param sent when earlier ones of the last day went, ISO 8601, in any order
 * @returns undefined where it is enough for today
 */
export function mayGoAt(sent: readonly string[], now: Date): Date | undefined {
  const today = sent.map(at => Date.parse(at)).filter(at => at > now.getTime() - DAY_MS);
  if (today.length >= A_DAY) return undefined;
  return new Date(Math.max(now.getTime(), ...today.map(at => at + APART_MS)));
}

/** Whether the link of a letter can still be confirmed. */
export function isOpen({ state, answeredAt, expiresAt }: Letter, now: Date): boolean {
  const went = state === 'sending' || state === 'sent' || state === 'uncertain';
  return went && answeredAt === undefined && now < new Date(expiresAt);
}
