import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PURPOSES, signToken } from '../../src/domain/link-token.ts';
import { attribute, elements, textOf } from '../elements.ts';
import { DELIVERY, KEY, READER, subscriber, testSite } from './public-site-fixture.ts';

const LEAVE = `/u/${signToken('unsubscribe', READER, KEY)}`;
const MANAGE = `/m/${signToken('manage', READER, KEY)}`;
const VIEW = `/v/${signToken('view', DELIVERY, KEY)}`;
const LEARNT = `/l/${signToken('learn', READER, KEY)}`;
const ONE_CLICK = { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) };

test('the unsubscribe link shows one button and a masked address, and changes nothing', async () => {
  const { site, acts } = testSite();
  const answer = await site.request(LEAVE);
  const page = await answer.text();
  expect(answer.status).toBe(200);
  expect(elements(page, 'button')).toHaveLength(1);
  expect(attribute(elements(page, 'form')[0], 'action')).toBe(LEAVE);
  expect(page).toContain('j***@l***');
  expect(page).not.toContain('jane.doe');
  expect(acts).toEqual([]);
});

test('the button sends what RFC 8058 asks for', async () => {
  const { read } = testSite();
  const page = await read(LEAVE);
  const [input] = elements(page, 'input');
  expect(attribute(elements(page, 'form')[0], 'method')).toBe('post');
  expect([attribute(input, 'name'), attribute(input, 'value')]).toEqual(['List-Unsubscribe', 'One-Click']);
});

const multipart = new FormData();
multipart.set('List-Unsubscribe', 'One-Click');

test.each([
  ['urlencoded', { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) }],
  ['multipart', { method: 'POST', body: multipart }],
  [
    'urlencoded with a line break after it',
    {
      method: 'POST',
      body: 'List-Unsubscribe=One-Click\r\n',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    },
  ],
])('one click leaves: a %s POST without cookie or Origin answers 200', async (_, request) => {
  const { site, acts } = testSite();
  const answer = await site.request(LEAVE, request);
  expect(answer.status).toBe(200);
  expect(answer.headers.has('location')).toBe(false);
  expect(answer.headers.has('set-cookie')).toBe(false);
  expect(acts).toEqual([`unsubscribe ${READER}`]);
});

test('a second click is answered like the first', async () => {
  const { site } = testSite();
  const first = await site.request(LEAVE, ONE_CLICK);
  const second = await site.request(LEAVE, ONE_CLICK);
  expect([second.status, await second.text()]).toEqual([first.status, await first.text()]);
});

test('the answer comes only after the unsubscription is in effect', async () => {
  const events: string[] = [];
  const { promise: stored, resolve: store } = Promise.withResolvers<void>();
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
  const { site } = testSite({
    unsubscribe: async () => {
      ask();
      await stored;
      events.push('in effect');
      return true;
    },
  });
  const answer = Promise.resolve(site.request(LEAVE, ONE_CLICK)).then(() => events.push('answered'));
  await asked;
  await new Promise(setImmediate);
  store();
  await answer;
  expect(events).toEqual(['in effect', 'answered']);
});

test('the answer offers a way back, which a POST takes', async () => {
  const { site, acts, read } = testSite();
  const page = await (await site.request(LEAVE, ONE_CLICK)).text();
  expect(textOf(elements(page, 'h1')[0])).toBe('You are unsubscribed');
  const back = attribute(elements(page, 'form')[0], 'action') ?? '';
  expect(back).toBe(`${LEAVE}/undo`);
  expect(textOf(elements(await read(LEAVE), 'button')[0])).toBe('Subscribe again');
  expect((await site.request(back, { method: 'POST' })).status).toBe(200);
  expect(acts).toEqual([`unsubscribe ${READER}`, `resubscribe ${READER}`]);
});

test.each([
  ['no body', { method: 'POST' }],
  ['JSON', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }],
])('a POST with %s leaves too: whoever posts here wants to leave', async (_name, request) => {
  const { site, acts } = testSite();
  expect((await site.request(LEAVE, request)).status).toBe(200);
  expect(acts).toEqual([`unsubscribe ${READER}`]);
});

test('manage tells a reader whom a file manages who can change what they get', async () => {
  const { read } = testSite({}, subscriber({ managed: true }));
  expect(await read(MANAGE)).toContain('keep your settings in a file of theirs');
});

test('manage tells a reader who gets no mail why', async () => {
  expect(await testSite({}, subscriber({ listed: false })).read(MANAGE)).toContain('no longer on the list');
  expect(await testSite({}, subscriber({ status: 'unsubscribed' })).read(MANAGE)).toContain('you are unsubscribed');
});

test('view in browser shows the mail as rendered, under a policy of its own', async () => {
  const { site } = testSite();
  const answer = await site.request(VIEW);
  expect(await answer.text()).toBe('<p style="color:red">The mail</p>');
  const csp = answer.headers.get('content-security-policy') ?? '';
  expect(csp).toContain("default-src 'none'; style-src 'unsafe-inline'");
  expect(csp).not.toContain('script-src');
});

test.each([LEAVE, MANAGE, VIEW, '/u/nonsense'])('%s is neither stored, indexed nor referred to', async path => {
  const { headers } = await testSite().site.request(path);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-robots-tag')).toContain('noindex');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
});

test('GET, HEAD and OPTIONS of every personal path change nothing', async () => {
  const { site, acts } = testSite();
  for (const method of ['GET', 'HEAD', 'OPTIONS']) {
    for (const path of [LEAVE, `${LEAVE}/undo`, MANAGE, VIEW]) await site.request(path, { method });
  }
  expect(acts).toEqual([]);
});

test('every link that is not ours is refused alike, to the last byte', async () => {
  const { site, acts } = testSite();
  const refusal = await snapshot(await site.request('/u/nonsense'));
  expect(refusal.status).toBe(404);
  const own = [LEAVE, MANAGE, VIEW, LEARNT];
  const tampered = fc
    .record({ path: fc.constantFrom(...own), at: fc.nat(70), with: fc.constantFrom(...'Aa0_-./~%é') })
    .map(({ path, at, with: letter }) => {
      const [prefix, token = ''] = [path.slice(0, 3), path.slice(3)];
      const place = at % (token.length + 1);
      return `${prefix}${token.slice(0, place)}${letter}${token.slice(place + 1)}`;
    })
    .filter(path => !own.includes(path));
  const swapped = PURPOSES.flatMap(purpose =>
    ['/u/', '/m/', '/v/', '/l/', '/c/'].map(prefix => `${prefix}${signToken(purpose, READER, KEY)}`),
  ).filter(path => !own.includes(path));
  const foreign = signToken('unsubscribe', READER, { ...KEY, secret: new Uint8Array(32) });
  const gone = signToken('unsubscribe', 'somebodywhoisgon', KEY);
  for (const path of [...swapped, `/u/${foreign}`, `/u/${gone}`, `/u/${gone}/undo`, '/u/', '/m/', '/v']) {
    expect([path, await snapshot(await site.request(path))]).toEqual([path, refusal]);
  }
  await fc.assert(
    fc.asyncProperty(tampered, fc.constantFrom('GET', 'POST'), async (path, method) => {
      const request = method === 'POST' ? ONE_CLICK : {};
      expect([path, await snapshot(await site.request(path, request))]).toEqual([path, refusal]);
    }),
    { numRuns: 10_000 },
  );
  expect(acts).toEqual([]);
});

async function snapshot(answer: Response) {
  return { status: answer.status, headers: [...answer.headers], body: await answer.text() };
}
