// Remembering when readers are due must change nothing.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Days } from '../../src/domain/subscriber.ts';
import { dueTimes } from '../../src/schedule/due-times.ts';
import { latestDue, nextDueAfterIssue } from '../../src/schedule/next-due.ts';
import { localDate } from '../../src/schedule/time-zones.ts';

const rhythms = fc.record({
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'Pacific/Apia', 'Asia/Kolkata'),
  sendAt: fc.constantFrom('00:00', '07:00', '23:30'),
  days: fc.constantFrom<Days>('daily', 'weekdays', 'weekly:fri'),
});

test('readers are due when their own rhythm says so, whoever was asked about before', () => {
  const now = new Date('2026-03-29T01:15:00.000Z');
  const times = dueTimes(now);
  fc.assert(
    fc.property(rhythms, fc.constantFrom('2026-03-28', '2026-03-29', '2026-03-30'), (rhythm, issueDate) => {
      const at = latestDue(rhythm, now);
      expect(times.latest(rhythm)).toEqual({ at, date: localDate(at, rhythm.timeZone) });
      expect(times.today(rhythm.timeZone)).toBe(localDate(now, rhythm.timeZone));
      expect(times.afterIssue(rhythm, issueDate)).toBe(nextDueAfterIssue(rhythm, issueDate, now).toISOString());
    }),
  );
});
