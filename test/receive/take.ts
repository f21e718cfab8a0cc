// Somebody who takes mail from an inbox and remembers it.
import type { Inbox, InboxAnswer, InboxMail } from '../../src/domain/ports.ts';

export const NOW = new Date('2026-03-02T07:00:00Z');
export const clock = { now: () => NOW };

export interface Taker {
  taken: InboxMail[];
  /** The texts of the mails, without line ends around them. */
  texts(): string[];
  take: Parameters<Inbox['read']>[0];
}

/** @param answer to each mail */
export function taker(answer: (text: string) => InboxAnswer | Promise<InboxAnswer> = () => 'done'): Taker {
  const taken: InboxMail[] = [];
  const textOf = ({ bytes }: InboxMail) => Buffer.from(bytes).toString().trim();
  return {
    taken,
    texts: () => taken.map(textOf),
    async take(mail) {
      taken.push(mail);
      return answer(textOf(mail));
    },
  };
}

/** What one reading gives to somebody who says `done` to all. */
export async function textsIn(inbox: Inbox): Promise<string[]> {
  const { take, texts } = taker();
  await inbox.read(take);
  return texts();
}
