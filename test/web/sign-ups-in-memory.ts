// Sign-ups that write down what was asked for, held to the rules of people files.
import { readWish } from '../../src/people/wish.ts';
import type { LetterPage, SettingsPorts, SignUpPorts } from '../../src/web/ports.ts';
import { RULES } from './trials-in-memory.ts';

export const LETTER = 'letterletter0001';

/** One letter, open until it is confirmed. */
export function signUpsInMemory(acts: string[], letter?: LetterPage): SignUpPorts {
  return {
    policy: { signup: 'open', domains: [], timeZone: 'Europe/Berlin' },
    async subscribe(fields, { given, isTrusted }) {
      const read = readWish(fields, RULES);
      if ('faults' in read) return { faults: read.faults };
      const { address, interests, rhythm } = read.wish;
      const what = [interests.topics, interests.keywords, rhythm.days, rhythm.sendAt, rhythm.timeZone].flat().join(' ');
      acts.push(
        `subscribe ${address}: ${what}${given.length === 0 ? ' (address alone)' : ''}${isTrusted ? ' trusted' : ''}`,
      );
      return undefined;
    },
    async sendLink(email) {
      acts.push(`link ${email}`);
      return undefined;
    },
    async move({ publicId }, email) {
      const read = readWish({ email }, RULES);
      if ('faults' in read) return { faults: read.faults };
      acts.push(`move ${publicId} ${email}`);
      return undefined;
    },
    letter: async publicId => (publicId === LETTER ? letter : undefined),
    async confirm(publicId) {
      acts.push(`confirm ${publicId}`);
      return publicId === LETTER ? letter : undefined;
    },
    async again(publicId) {
      acts.push(`again ${publicId}`);
    },
  };
}

export function settingsInMemory(acts: string[]): SettingsPorts {
  return {
    async save({ publicId, address }, { name, ...fields }) {
      const read = readWish({ email: address, ...(name !== '' && { name }), ...fields }, RULES);
      if ('faults' in read) return { faults: read.faults };
      acts.push(`save ${publicId} ${JSON.stringify(read.wish)}`);
      return undefined;
    },
    export: async ({ address }) => ({ address }),
    async erase({ publicId }) {
      acts.push(`erase ${publicId}`);
    },
  };
}
