// What subscribers do with their own settings and data behind their signed link.

import { SETTABLE_FIELDS } from '../domain/subscriber.ts';
import { readWish } from '../people/wish.ts';
import { learntReader } from '../pipeline/learn-tastes.ts';
import { dueTimes } from '../schedule/due-times.ts';
import type { SettingsPorts } from '../web/ports.ts';
import { erasePeople } from './erase-person.ts';
import type { House } from './house.ts';
import { peopleRules } from './sync-people.ts';

export function readerSettings(house: House): SettingsPorts {
  const { store, clock } = house;
  return {
    async save({ address, status }, { name, ...fields }) {
      const read = readWish({ email: address, ...(name !== '' && { name }), ...fields }, peopleRules(house));
      if ('faults' in read) return { faults: read.faults };
      const now = clock.now();
      await store.subscribers.add(
        {
          ...read.wish,
          given: SETTABLE_FIELDS,
          origin: 'web',
          status: status === 'confirmed' ? 'confirmed' : 'unconfirmed',
          consent: 'preferences page',
          nextDueAt: dueTimes(now).next,
        },
        now,
      );
      return undefined;
    },

    async export({ id, publicId: _, ...subscriber }) {
      const { learnt } = learntReader({ ...store, clock });
      const { opinions, terms, dropped, isOn } = await learnt(id);
      return {
        exportedAt: clock.now().toISOString(),
        subscriber,
        consents: await store.subscribers.consents(id),
        opinions: opinions.map(({ kind, at, paper }) => ({ kind, at, title: paper.title })),
        learnt: { isOn, terms, dropped },
        mails: await store.deliveryDesk.mailsTo(id),
      };
    },

    async erase({ address }) {
      await erasePeople(house, [address], {});
    },
  };
}
