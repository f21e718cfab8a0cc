import { expect, test } from 'vitest';
import { ENGLISH } from '../../src/render/messages-en.ts';

test.each([
  [7, 7, 23, true, 0, '7 of 23 new papers match your topics'],
  [1, 1, 23, true, 0, '1 of 23 new papers matches your topics'],
  [10, 14, 1023, true, 0, '10 of the 14 that match, out of 1,023 new papers'],
  [10, 14, 14, true, 0, '10 of 14 new papers, all of which match'],
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
  const rest = { byTrend: true, similar: 0 };
  expect(ENGLISH.headline({ shown, matched, considered, hasInterests, withoutVotes, ...rest })).toBe(headline);
});

test.each([
  [0, 0, 2, 'None of 19 new papers matches your topics; 2 are similar to what you liked'],
  [0, 0, 1, 'None of 19 new papers matches your topics; 1 is similar to what you liked'],
  [3, 3, 1, '3 of 19 new papers match your topics; 1 more is similar to what you liked'],
  [3, 3, 2, '3 of 19 new papers match your topics; 2 more are similar to what you liked'],
])('%i shown, %i matched, %i similar to what the reader liked → %s', (shown, matched, similar, headline) => {
  const rest = { considered: 19, hasInterests: true, byTrend: true, withoutVotes: 0 };
  expect(ENGLISH.headline({ shown, matched, similar, ...rest })).toBe(headline);
});

test.each([
  [5, 10, 0, '5 of 10 new papers'],
  [1, 10, 0, '1 of 10 new papers'],
  [5, 10, 2, '5 of 10 new papers; no votes yet for 2 of them'],
  [5, 10, 5, '5 picked from 10 new papers; no votes yet'],
  [7, 7, 0, 'All 7 new papers'],
])('%i shown of %i, not by the trend alone, without votes: %i → %s', (shown, considered, withoutVotes, headline) => {
  const rest = { matched: considered, hasInterests: false, byTrend: false, similar: 0 };
  expect(ENGLISH.headline({ shown, considered, withoutVotes, ...rest })).toBe(headline);
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
  expect(ENGLISH.subscription([], 0)).toMatch(/chose your topics\.$/);
  expect(ENGLISH.noTopics).toMatch(/chosen no topics yet/);
});
