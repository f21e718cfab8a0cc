import { describe, expect, test } from 'vitest';
import { signToken } from '../../src/domain/link-token.ts';
import { formMark } from '../../src/web/form-guard.ts';
import type { LetterPage } from '../../src/web/ports.ts';
import { attribute, elements, textOf } from '../elements.ts';
import { KEY, NOW, READER, subscriber, testSite } from './public-site-fixture.ts';
import { LETTER, signUpsInMemory } from './sign-ups-in-memory.ts';
import { TRIED, trialsInMemory } from './trials-in-memory.ts';

const CLIENT = { client: { network: '192.0.2.0/24', isTrusted: false } };
const main = (page: string) => textOf(elements(page, 'main')[0]).replace(/\s+/g, ' ');
const heading = (page: string) => textOf(elements(page, 'h1')[0]);
const shown = (secondsAgo: number) => formMark([KEY], new Date(NOW.getTime() - secondsAgo * 1000));

/** A form as a person sends it: some seconds after it was shown. */
const form = (fields: Record<string, string>) => ({
  method: 'POST',
  body: new URLSearchParams({ form: shown(5), website: '', ...fields }),
});

describe('the short form on the front page', () => {
  test('asks for an address alone, and guesses the time zone in a script', async () => {
    const { site, acts, read } = testSite();
    const [join] = elements(await read('/'), 'form');
    expect([attribute(join, 'method'), attribute(join, 'action')]).toEqual(['post', '/subscribe']);
    const fields = Object.fromEntries(
      elements(await read('/'), 'input').map(input => [attribute(input, 'name'), attribute(input, 'value') ?? '']),
    );
    expect(Object.keys(fields)).toEqual(['email', 'zone', 'short', 'website', 'form', 'q']);
    const sent = form({ ...fields, form: shown(5), email: 'ada@lab.org', zone: 'Asia/Kolkata' });
    const answer = await site.request('/subscribe', sent, CLIENT);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/subscribe/sent']);
    expect(acts).toEqual(['subscribe ada@lab.org: weekdays 07:00 Asia/Kolkata (address alone)']);
  });

  test('without a script has the time zone of the house', async () => {
    const { site, acts } = testSite();
    for (const zone of ['', 'Mars/Olympus', '+02:00'])
      await site.request('/subscribe', form({ email: 'ada@lab.org', short: 'yes', zone }), CLIENT);
    expect(new Set(acts)).toEqual(new Set(['subscribe ada@lab.org: weekdays 07:00 Europe/Berlin (address alone)']));
  });

  test('is not there where nobody may subscribe', async () => {
    const signUps = { ...signUpsInMemory([]), policy: { signup: 'off' as const, domains: [], timeZone: 'UTC' } };
    const { site, read } = testSite({ signUps });
    expect(elements(await read('/'), 'form').map(each => attribute(each, 'action'))).toEqual(['/search']);
    for (const method of ['GET', 'POST']) {
      const answer = await site.request('/subscribe', { method });
      expect([answer.status, heading(await answer.text())]).toEqual([404, 'Subscribing is switched off']);
    }
  });
});

describe('the long form', () => {
  test('offers topics by group, each with what it is about and how much it brings', async () => {
    const { read } = testSite();
    const page = await read('/subscribe');
    expect(elements(page, 'summary').map(summary => textOf(summary).split('\n')[0])).toEqual([
      'Agents & decisions 2 topics',
      'Far <away> 1 topic',
    ]);
    expect(main(page)).toContain('All about Reinforcement learning ≈ 4 a day');
  });

  test('sends what was chosen', async () => {
    const { site, acts } = testSite();
    const body = new URLSearchParams({
      form: shown(60),
      email: 'ada@lab.org',
      keywords: 'bee*\r\nhive',
      days: 'daily',
    });
    body.append('at', '06:30');
    body.append('time_zone', 'Europe/Paris');
    for (const topic of ['rl', 'bees']) body.append('topics', topic);
    const answer = await site.request('/subscribe', { method: 'POST', body }, CLIENT);
    expect(answer.status).toBe(303);
    expect(acts).toEqual(['subscribe ada@lab.org: rl bees bee* hive daily 06:30 Europe/Paris']);
  });

  test('shows what a choice would bring, and keeps it', async () => {
    const trials = trialsInMemory();
    const { acts, read } = testSite({ trials });
    const page = await read('/subscribe?topics=rl&keywords=bee*&email=');
    expect(main(page)).toContain('About 2 papers a mail, by the last 30 days. Such as: Counting <b>Bees</b>');
    expect(trials.asked).toMatchObject([{ topics: ['rl'], keywords: ['bee*'] }]);
    expect(textOf(elements(page, 'textarea')[0])).toContain('bee*');
    const piece = await read('/subscribe/sample?topics=rl');
    expect(piece).toMatch(/^<p><b>About 2 papers<\/b>/);
    expect(acts).toEqual([]);
  });

  test.each([
    [{ ...TRIED, mails: [], examples: [] }, 'Nothing in the last 30 days'],
    [{ ...TRIED, considered: 0 }, 'No paper came in yet'],
  ])('says so where there is nothing to show', async (tried, words) => {
    const page = await testSite({ trials: trialsInMemory(tried) }).read('/subscribe?topics=rl');
    expect(main(page)).toContain(words);
  });

  test('names every field, and hides from people what only programs fill in', async () => {
    const page = await testSite().read('/subscribe');
    const labels = new Set(elements(page, 'label').map(label => attribute(label, 'for')));
    const inLabels = elements(page, 'label').flatMap(label => label.childNodes);
    const fields = ['input', 'textarea', 'select'].flatMap(name => elements(page, name));
    for (const field of fields.filter(field => attribute(field, 'type') !== 'hidden'))
      expect(labels.has(attribute(field, 'id')) || inLabels.includes(field)).toBe(true);
    expect(
      attribute(
        elements(page, 'p').find(p => attribute(p, 'class') === 'hp'),
        'aria-hidden',
      ),
    ).toBe('true');
  });

  test.each([
    [{ email: 'ada@lab' }, 'ada@lab: expected one plain address such as ada@lab.org', 'field-email'],
    [{ keywords: '"open' }, '"open: expected a second " to close the quotes', 'field-keywords'],
    [{ at: '25:00' }, '25:00: expected a time of day such as "07:00"', 'field-at'],
    [{ days: 'hourly' }, 'hourly: expected one of', 'field-days'],
  ])('with %j is shown again as it was typed, with what was expected', async (wrong, words, id) => {
    const { site, acts } = testSite();
    const typed = { email: 'ada@lab.org', days: 'daily', ...wrong };
    const answer = await site.request('/subscribe', form(typed), CLIENT);
    const page = await answer.text();
    expect(answer.status).toBe(400);
    expect(main(page)).toContain(words);
    expect(elements(page, 'a').map(link => attribute(link, 'href'))).toContain(`#${id}`);
    expect(attribute(elements(page, 'input')[0], 'value')).toBe(typed.email);
    expect(acts).toEqual([]);
  });
});

describe('a form that no person sent', () => {
  test('is answered as any other and left, where it has what people do not see filled in', async () => {
    const { site, acts } = testSite();
    const answer = await site.request('/subscribe', form({ email: 'ada@lab.org', website: 'https://x' }), CLIENT);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/subscribe/sent']);
    expect(acts).toEqual([]);
  });

  test.each([
    ['sent within a second', shown(0.5)],
    ['a day old', shown(24 * 3600 + 1)],
    ['from the future', shown(-60)],
    ['without a time', ''],
    ['signed for something else', signToken('manage', READER, KEY)],
    ['signed by somebody else', formMark([{ kid: 'evil', secret: new Uint8Array(32) }], NOW)],
  ])('%s is shown once more with all that was typed', async (_, mark) => {
    const { site, acts } = testSite();
    for (const path of ['/subscribe', '/link']) {
      const answer = await site.request(path, form({ email: 'ada@lab.org', form: mark }), CLIENT);
      const page = await answer.text();
      expect(answer.status).toBe(400);
      expect(main(page)).toContain('send it once more');
      expect(elements(page, 'input').map(input => attribute(input, 'value'))).toContain('ada@lab.org');
    }
    expect(acts).toEqual([]);
  });

  test.each([
    ['JSON', { body: '{"email":"ada@lab.org"}', headers: { 'content-type': 'application/json' } }],
    ['nothing', {}],
    [
      'a file',
      {
        body: (() => {
          const data = new FormData();
          data.set('email', new Blob(['x']));
          return data;
        })(),
      },
    ],
    ['a very long text', { body: new URLSearchParams({ keywords: 'x'.repeat(40_000) }) }],
  ])('may hold %s: it is refused, and nothing is reported', async (_, request) => {
    const { site, acts, reported } = testSite();
    const answer = await site.request('/subscribe', { method: 'POST', ...request }, CLIENT);
    expect([answer.status, acts, reported]).toEqual([400, [], []]);
  });
});

test('a network sends ten forms an hour; another one, and one that is trusted, are not held up by it', async () => {
  let now = NOW;
  const { site, acts } = testSite({ now: () => now });
  const post = async (client: { network: string; isTrusted: boolean }, path = '/subscribe') => {
    const fields = { form: formMark([KEY], new Date(now.getTime() - 5000)), email: 'ada@lab.org', short: 'yes' };
    return site.request(path, form(fields), { client });
  };
  const bomb = { network: '198.51.100.0/24', isTrusted: false };
  const statuses: number[] = [];
  for (let at = 0; at < 1000; at += 1) statuses.push((await post(bomb, at % 2 ? '/link' : '/subscribe')).status);
  expect(statuses.filter(status => status === 303)).toHaveLength(10);
  expect(statuses.filter(status => status === 429)).toHaveLength(990);
  expect(acts).toHaveLength(10);
  expect(Number((await post(bomb)).headers.get('retry-after'))).toBeGreaterThan(3500);
  expect((await post({ network: '203.0.113.0/24', isTrusted: false })).status).toBe(303);
  for (let at = 0; at < 200; at += 1)
    expect((await post({ network: '198.51.100.0/24', isTrusted: true })).status).toBe(303);
  now = new Date(now.getTime() + 3_600_001);
  expect((await post(bomb)).status).toBe(303);
});

describe('the link of a letter', () => {
  const path = `/c/${signToken('confirm', LETTER, KEY)}`;
  const {
    id: _,
    publicId: __,
    status: ___,
    origin: ____,
    createdAt: _____,
    nextDueAt: ______,
    listed: _______,
    ...wish
  } = subscriber({ interests: { ...subscriber().interests, topics: ['rl'], keywords: ['<b>bees'] } });
  const OPEN: LetterPage = { kind: 'subscribe', state: 'open', wish };
  const at = (letter: LetterPage) => {
    const acts: string[] = [];
    return { ...testSite({ signUps: signUpsInMemory(acts, letter) }), acts };
  };

  test('shows what it would do, and does it when the button is pressed', async () => {
    const { site, acts, read } = at(OPEN);
    const page = await read(path);
    expect(main(page)).toContain('mail j***@l***: Monday to Friday at 07:00, Europe/Berlin time');
    expect(main(page)).toContain('On Topic rl, <b>bees.');
    for (const method of ['GET', 'HEAD', 'OPTIONS']) await site.request(path, { method });
    expect(acts).toEqual([]);
    const answer = await site.request(path, { method: 'POST' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, path]);
    expect(acts).toEqual([`confirm ${LETTER}`]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('welcomes who has confirmed, with when and how much comes next', async () => {
    const nextMail = { date: '2025-09-17', time: '07:00' };
    const { read } = at({ ...OPEN, state: 'confirmed', confirmed: { subscriber: subscriber(), nextMail } });
    const page = await read(path);
    expect(heading(page)).toBe('Welcome');
    expect(main(page)).toContain('on Wednesday, 17 September 2025 at 07:00, with about 4 papers.');
    const links = elements(page, 'a').map(link => attribute(link, 'href'));
    expect(links).toContain(`/m/${signToken('manage', READER, KEY)}`);
  });

  test('that does not count any more says so, and offers a new one', async () => {
    const { site, acts, read } = at({ kind: 'subscribe', state: 'over' });
    const page = await read(path);
    expect(heading(page)).toBe('This link does not count any more');
    const again = elements(page, 'form').map(each => attribute(each, 'action'));
    expect(again).toEqual([`${path}/again`]);
    expect((await site.request(`${path}/again`, { method: 'POST' })).status).toBe(200);
    expect(acts).toEqual([`again ${LETTER}`]);
  });

  test('to another address says how far it is', async () => {
    const move = { kind: 'move', from: 'old@lab.org', to: 'new@lab.org', isMoved: false } as const;
    expect(main(await at({ ...move, state: 'open', waitsFor: move.from }).read(path))).toContain(
      'From o***@l*** to n***@l***',
    );
    const half = await at({ ...move, state: 'confirmed', waitsFor: move.from }).read(path);
    expect(main(half)).toContain('Now o***@l*** has to confirm it too');
    const whole = await at({ ...move, state: 'confirmed', isMoved: true }).read(path);
    expect(main(whole)).toContain('From now on mail goes to n***@l***');
    expect(main(await at({ ...move, state: 'confirmed' }).read(path))).toContain('The move did not take place');
  });

  test('is the only authority: another purpose, a stranger and a cut link are refused alike', async () => {
    const { site, acts } = at(OPEN);
    const refusal = await (await site.request('/u/nonsense')).text();
    for (const token of [signToken('manage', LETTER, KEY), signToken('confirm', 'letterletter0002', KEY), 'cut']) {
      const answer = await site.request(`/c/${token}`);
      expect([answer.status, await answer.text()]).toEqual([404, refusal]);
    }
    expect(acts).toEqual([]);
  });
});

describe('a lost link', () => {
  test('is asked for with an address, and the answer says nothing about it', async () => {
    const { site, acts } = testSite();
    const answer = await site.request('/link', form({ email: 'ada@lab.org' }), CLIENT);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/link/sent']);
    expect(acts).toEqual(['link ada@lab.org']);
  });
});
