// What becomes of a letter that was asked for, by who is behind its address: nobody but its reader ever learns which.
import { isReservedDomain, parseAddress } from '../domain/address.ts';
import type { Letter, LetterText } from '../domain/letter.ts';
import { maskAddress } from '../domain/mask-address.ts';
import type { SuppressionReason } from '../domain/ports.ts';
import type { Subscriber } from '../domain/subscriber.ts';

export interface LetterRules {
  signup: 'open' | 'domains' | 'off';
  signupDomains: readonly string[];
  /** Reserved domains get mail, since it goes to the built-in mailbox. */
  tryingOut: boolean;
}

export interface Reached {
  subscriber?: Subscriber;
  suppressed?: SuppressionReason;
}

/** `confirm`: its button leads to the letter's own page; `manage`: to the subscriber's. */
export type LetterAnswer = { text: LetterText; leadsTo: 'confirm' | 'manage' } | { drop: string };

export function answerLetter(
  { address, act }: Pick<Letter, 'address' | 'act'>,
  { subscriber, suppressed }: Reached,
  rules: LetterRules,
): LetterAnswer {
  const { domain } = parseAddress(address)!;
  if (!rules.tryingOut && isReservedDomain(domain)) return { drop: 'nobody can get mail at this domain' };
  // Who was erased can come back by their own word; everything else stands until the operator lifts it.
  if (suppressed !== undefined && !(act.kind === 'subscribe' && suppressed === 'erased'))
    return { drop: `suppressed: ${suppressed}` };
  switch (act.kind) {
    case 'subscribe':
      if (subscriber && isMailed(subscriber)) return { text: { kind: 'already' }, leadsTo: 'manage' };
      if (!maySubscribe(domain, rules)) return { drop: 'addresses of this domain cannot subscribe here' };
      return { text: { kind: 'confirm' }, leadsTo: 'confirm' };
    case 'link':
      if (!subscriber || subscriber.status === 'unconfirmed') return { drop: 'no subscriber has this address' };
      return { text: { kind: 'link' }, leadsTo: 'manage' };
    case 'move':
      return {
        text:
          address === act.to
            ? { kind: 'move-to', other: maskAddress(act.from) }
            : { kind: 'move-from', other: maskAddress(act.to) },
        leadsTo: 'confirm',
      };
  }
}

function maySubscribe(domain: string, { signup, signupDomains }: Omit<LetterRules, 'tryingOut'>): boolean {
  if (signup !== 'domains') return signup === 'open';
  return signupDomains.some(allowed => domain === allowed || domain.endsWith(`.${allowed}`));
}

function isMailed({ status, listed }: Subscriber): boolean {
  return status === 'confirmed' && listed;
}
