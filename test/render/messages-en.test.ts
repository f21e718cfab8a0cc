import { expect, test } from 'vitest';
import { ENGLISH } from '../../src/render/messages-en.ts';

test.each([
  [7, 7, 23, true, 0, '7 of 23 new papers match your topics'],
  [1, 1, 23, true, 0, '1 of 23 new papers matches your topics'],
  [10, 14, 1023, true, 0, '10 of the 14 that match, out of 1,023 new papers'],
  [7, 7, 7, true, 0, 'All 7 new papers match your topics'],
  [1, 1, 1, true, 0, 'The one new paper matches your topics'],
  [0, 0, 23, true, 0, 'None of 23 new papers matches your topics'],
  [10, 23, 23, false, 0, 'The 10 most trending of 23 new papers'],
  [1, 23, 23, false, 0, 'The most trending of 23 new papers'],
  [7, 7, 7, false, 0, 'All 7 new papers, most trending first'],
  [1, 1, 1, false, 0, 'The one new paper'],
  [10, 312, 312, false, 10, '10 picked from 312 new papers; no votes yet'],
  [7, 7, 7, false, 7, 'All 7 new papers; no votes yet'],
  [1, 1, 1, false, 1, 'The one new paper; no votes yet'],
  [10, 14, 312, true, 10, '10 of the 14 that match, out of 312 new papers; no votes yet'],
  [7, 7, 312, true, 7, '7 of 312 new papers match your topics; no votes yet'],
  [10, 312, 312, false, 7, 'The top 10 of 312 new papers; no votes yet for 7 of them'],
  [7, 7, 7, false, 1, 'All 7 new papers; no votes yet for 1 of them'],
  [7, 7, 23, true, 3, '7 of 23 new papers match your topics; no votes yet for 3 of them'],
])('%i shown, %i matched, %i new, interests: %s, without votes: %i → %s', (...facts) => {
  const [shown, matched, considered, hasInterests, withoutVotes, headline] = facts;
  expect(ENGLISH.headline({ shown, matched, considered, hasInterests, withoutVotes })).toBe(headline);
});

test('writes the date of an issue as its reader would', () => {
  expect(ENGLISH.date('2026-11-20')).toBe('Friday, 20 November 2026');
});

test('tells why the mail came by what the reader follows', () => {
  expect(ENGLISH.subscription(['Robotics', 'Medicine'], 0)).toBe(
    'You get this because you subscribed and follow Robotics and Medicine.',
  );
  expect(ENGLISH.subscription(['Robotics', 'Medicine'], 3)).toMatch(/follow Robotics, Medicine and 3 more\.$/);
  expect(ENGLISH.subscription(['Robotics'], 0)).toMatch(/follow Robotics\.$/);
  expect(ENGLISH.subscription([], 0)).toMatch(/chosen no topics yet/);
});
