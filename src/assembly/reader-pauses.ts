// Readers' pauses by their own calendars: dates on the page, instants in the store.
import { nextDue } from '../schedule/next-due.ts';
import { instantAt, localDate } from '../schedule/time-zones.ts';
import type { PausePorts } from '../web/ports.ts';
import type { House } from './house.ts';

export function readerPauses({ store, clock }: Pick<House, 'store' | 'clock'>): PausePorts {
  return {
    stateOf({ rhythm, pausedUntil, nextDueAt }) {
      const { timeZone } = rhythm;
      const now = clock.now();
      const today = localDate(now, timeZone);
      const until = pausedUntil === undefined ? now : new Date(pausedUntil);
      if (until > now) {
        // The first mail that is due at the end of the pause or after it.
        const next = nextDue(rhythm, new Date(until.getTime() - 1));
        return { today, until: localDate(until, timeZone), nextMail: localDate(next, timeZone) };
      }
      const due = new Date(nextDueAt);
      return { today, nextMail: localDate(due > now ? due : nextDue(rhythm, now), timeZone) };
    },
    pause: ({ publicId, rhythm }, until) =>
      store.subscribers.pause(
        publicId,
        until === undefined ? undefined : instantAt(until, '00:00', rhythm.timeZone),
        clock.now(),
      ),
  };
}
