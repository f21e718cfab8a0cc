import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signToken } from '../../src/domain/link-token.ts';
import { endOf, readUntil, type Span } from '../../src/domain/pause-dates.ts';
import { attribute, elements, textOf } from '../elements.ts';
import { KEY, READER, subscriber, TODAY, testSite } from './public-site-fixture.ts';

const MANAGE = `/m/${signToken('manage', READER, KEY)}`;
const PAUSE = `${MANAGE}/pause`;
const main = (page: string) => textOf(elements(page, 'main')[0]).replace(/\s+/g, ' ');
const until = (date: string) => ({ method: 'POST', body: new URLSearchParams({ until: date }) });

test('shows when the next mail is due and what can be chosen; opening it changes nothing', async () => {
  const { site, acts, read } = testSite();
  const page = await read(PAUSE);
  expect(main(page)).toContain(
    'Paperboy mails j***@l***; the next mail is due on Wednesday, 17 September 2025 at 07:00',
  );
  expect(elements(page, 'button').map(textOf)).toEqual(['1 week', '2 weeks', '1 month', 'Pause until then']);
  expect(elements(page, 'form').map(form => attribute(form, 'method'))).toEqual(['post', 'post', 'post', 'post']);
  expect(page).not.toContain('jane.doe');
  for (const method of ['GET', 'HEAD', 'OPTIONS']) {
    for (const path of [PAUSE, `${PAUSE}/1-week`, `${PAUSE}/resume`]) await site.request(path, { method });
  }
  expect(acts).toEqual([]);
});

test.each([
  ['1 week', '2025-09-23'],
  ['2 weeks', '2025-09-30'],
  ['1 month', '2025-10-16'],
])('the button “%s” pauses until %s, and says so', async (label, date) => {
  const { site, acts, read } = testSite();
  const form = elements(await read(PAUSE), 'form').find(form => textOf(form).trim() === label);
  const answer = await site.request(attribute(form, 'action') ?? '', { method: 'POST' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, PAUSE]);
  expect(acts).toEqual([`pause ${READER} ${date}`]);
  const page = await read(PAUSE);
  expect(elements(page, 'time').map(time => attribute(time, 'datetime'))).toEqual([date]);
  expect(elements(page, 'button').map(textOf)).toContain('Resume now');
});

test('a date that was typed is taken, and resuming ends the pause', async () => {
  const { site, acts, read } = testSite();
  expect((await site.request(PAUSE, until(' 2025-12-24 '))).status).toBe(303);
  const resume = elements(await read(PAUSE), 'form').find(form => textOf(form) === 'Resume now');
  expect((await site.request(attribute(resume, 'action') ?? '', { method: 'POST' })).status).toBe(303);
  expect(acts).toEqual([`pause ${READER} 2025-12-24`, `pause ${READER} over`]);
  expect(elements(await read(PAUSE), 'button').map(textOf)).not.toContain('Resume now');
});

test.each([
  ['', 'No date was chosen'],
  ['2025-02-30', '“2025-02-30” is no date'],
  ['next <b>week', '“next <b>week” is no date'],
  [TODAY, `${TODAY} is not in the future`],
  ['1999-01-01', '1999-01-01 is not in the future'],
  ['2026-09-17', '2026-09-17 is more than a year away'],
])('%j is no date to pause until: it is quoted, with what was expected, and nothing changes', async (date, words) => {
  const { site, acts } = testSite();
  const answer = await site.request(PAUSE, until(date));
  const page = await answer.text();
  expect(answer.status).toBe(400);
  expect(main(page)).toContain(`${words}: expected one from 2025-09-17 to 2026-09-16.`);
  const input = elements(page, 'input')[0];
  expect(attribute(input, 'value')).toBe(date);
  expect(attribute(input, 'aria-describedby')).toBe('until-fault');
  expect(acts).toEqual([]);
});

test.each([
  ['no body', { method: 'POST' }],
  ['JSON', { method: 'POST', body: '{"until":"2025-12-24"}', headers: { 'content-type': 'application/json' } }],
  ['a file in place of a date', { method: 'POST', body: fileForm() }],
  ['a very long date', until('1'.repeat(10_000))],
])('a POST with %s changes nothing', async (_, request) => {
  const { site, acts, reported } = testSite();
  expect((await site.request(PAUSE, request)).status).toBe(400);
  expect([acts, reported]).toEqual([[], []]);
});

test('manage leads to the page and back, and says that mail is paused', async () => {
  const { site, read } = testSite();
  const links = async (path: string) => elements(await read(path), 'a').map(link => attribute(link, 'href'));
  expect(await links(MANAGE)).toContain(PAUSE);
  expect(await links(PAUSE)).toContain(MANAGE);
  expect(main(await read(MANAGE))).not.toContain('Paused');
  await site.request(PAUSE, until('2025-12-24'));
  expect(main(await read(MANAGE))).toContain('no mail before Wednesday, 24 December 2025');
});

test.each([
  [{ status: 'unsubscribed' }, 'You are unsubscribed'],
  [{ listed: false }, 'You are no longer on the list'],
] as const)('to a reader who gets no mail (%j) the page says so and offers no pause', async (facts, words) => {
  const { site, acts, read } = testSite({}, subscriber(facts));
  const page = await read(PAUSE);
  expect(main(page)).toContain(words);
  expect(elements(page, 'button')).toEqual([]);
  expect(acts).toEqual([]);
  expect((await site.request(PAUSE)).status).toBe(200);
});

test('the token is the only authority: another purpose, a stranger and a cut link are refused alike', async () => {
  const { site, acts } = testSite();
  const refusal = await snapshot(await site.request('/u/nonsense'));
  const wrong = [signToken('unsubscribe', READER, KEY), signToken('manage', 'somebodywhoisgon', KEY), 'cut'];
  for (const token of wrong) {
    for (const act of ['', '/1-week', '/resume', '/10-years']) {
      for (const method of ['GET', 'POST']) {
        expect(await snapshot(await site.request(`/m/${token}/pause${act}`, { method }))).toEqual(refusal);
      }
    }
  }
  expect((await site.request(`${PAUSE}/10-years`, { method: 'POST' })).status).toBe(404);
  expect(acts).toEqual([]);
});

describe('dates', () => {
  test.each([
    ['1-month', '2025-01-31', '2025-02-28'],
    ['1-month', '2024-01-31', '2024-02-29'],
    ['1-month', '2025-12-15', '2026-01-15'],
    ['1-week', '2025-12-29', '2026-01-05'],
    ['2-weeks', '2024-02-20', '2024-03-05'],
  ] as const)('%s from %s ends on %s', (span, today, end) => {
    expect(endOf(span, today)).toBe(end);
  });

  test('every span ends on a date that may also be typed', () => {
    const dates = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(dates, fc.constantFrom<Span>('1-week', '2-weeks', '1-month'), (at, span) => {
        const today = at.toISOString().slice(0, 10);
        const end = endOf(span, today);
        expect(readUntil(end, today)).toEqual({ until: end });
      }),
    );
  });

  test('a year from a leap day ends on the day before the month is over', () => {
    expect(readUntil('2025-02-28', '2024-02-29')).toEqual({ until: '2025-02-28' });
    expect(readUntil('2025-03-01', '2024-02-29')).toMatchObject({ fault: expect.stringContaining('to 2025-02-28') });
  });
});

function fileForm(): FormData {
  const form = new FormData();
  form.set('until', new Blob(['2025-12-24']), 'date.txt');
  return form;
}

async function snapshot(answer: Response) {
  return { status: answer.status, headers: [...answer.headers], body: await answer.text() };
}
