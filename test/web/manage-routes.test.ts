import { describe, expect, test } from 'vitest';
import { signToken } from '../../src/domain/link-token.ts';
import { NO_INTERESTS } from '../../src/domain/subscriber.ts';
import { attribute, elements, textOf } from '../elements.ts';
import { KEY, READER, subscriber, testSite } from './public-site-fixture.ts';

const MANAGE = `/m/${signToken('manage', READER, KEY)}`;
const LEAVE = `/u/${signToken('unsubscribe', READER, KEY)}`;
const main = (page: string) => textOf(elements(page, 'main')[0]).replace(/\s+/g, ' ');
const post = (fields: Record<string, string> = {}) => ({ method: 'POST', body: new URLSearchParams(fields) });
const hrefs = (page: string) => elements(page, 'a').map(link => attribute(link, 'href'));

const reader = subscriber({
  name: 'Jane <Doe>',
  interests: { ...NO_INTERESTS, topics: ['rl'], keywords: ['offline', '"a b"'], muted: ['survey'], outside: true },
  rhythm: { timeZone: 'America/New_York', sendAt: '06:30', days: 'weekly:fri' },
  papersPerMail: 5,
  layout: 'compact',
});

/** What a browser would send of a page's form. */
function formOf(page: string): URLSearchParams {
  const fields = new URLSearchParams();
  for (const input of elements(page, 'input')) {
    const isBox = attribute(input, 'type') === 'checkbox';
    if (!isBox || attribute(input, 'checked') !== undefined)
      fields.append(attribute(input, 'name') ?? '', attribute(input, 'value') ?? '');
  }
  for (const area of elements(page, 'textarea'))
    fields.append(attribute(area, 'name') ?? '', textOf(area).replace(/^\n/, ''));
  for (const select of elements(page, 'select')) {
    const option = select.childNodes.find(
      child => 'attrs' in child && child.attrs.some(({ name }) => name === 'selected'),
    );
    fields.append(
      attribute(select, 'name') ?? '',
      attribute(option as never, 'value') ?? textOf(option as never).trim(),
    );
  }
  return fields;
}

test('shows everything a subscriber can set; saved as it stands, nothing is another than before', async () => {
  const { site, acts, read } = testSite({}, reader);
  const page = await read(MANAGE);
  expect(main(page)).toContain('to j***@l***. Every Friday at 06:30, America/New York time.');
  const answer = await site.request(MANAGE, { method: 'POST', body: formOf(page) });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${MANAGE}?saved=yes`]);
  const { address, name, interests, rhythm, papersPerMail, layout } = reader;
  const saved = JSON.parse(acts[0]!.slice(`save ${READER} `.length));
  expect(saved).toEqual({ address, name, interests, rhythm, papersPerMail, layout });
  expect(main(await read(`${MANAGE}?saved=yes`))).toContain('Saved. It counts from your next mail on.');
});

test('saves each field as it was changed', async () => {
  const { site, acts, read } = testSite({}, reader);
  const fields = formOf(await read(MANAGE));
  fields.delete('topics');
  fields.delete('outside');
  const changes = {
    keywords: 'bee*\r\nhive',
    muted: '',
    authors: 'Ada Byron',
    labs: 'Lab of Bees',
    categories: 'cs.LG, stat',
    papers: '7',
    days: 'daily',
    at: '22:15',
    time_zone: 'UTC',
    layout: 'text',
    name: '',
  };
  for (const [field, value] of Object.entries(changes)) fields.set(field, value);
  expect((await site.request(MANAGE, { method: 'POST', body: fields })).status).toBe(303);
  expect(JSON.parse(acts[0]!.slice(`save ${READER} `.length))).toEqual({
    address: reader.address,
    interests: {
      topics: [],
      keywords: ['bee*', 'hive'],
      muted: [],
      authors: ['Ada Byron'],
      labs: ['Lab of Bees'],
      categories: ['cs.LG', 'stat'],
      outside: false,
    },
    rhythm: { timeZone: 'UTC', sendAt: '22:15', days: 'daily' },
    papersPerMail: 7,
    layout: 'text',
  });
});

test.each([
  [{ papers: 'ten' }, 'ten: expected a whole number from 1 to 50'],
  [{ at: '7am' }, '7am: expected a time of day such as "07:00"'],
  [{ days: 'never' }, 'never: expected one of'],
  [{ layout: 'huge' }, 'huge: expected one of'],
  [{ topics: 'chess' }, 'chess: expected one of the topics below'],
])('%j is told at the top with what was expected, and nothing is saved', async (wrong, words) => {
  const { site, acts, read } = testSite({}, reader);
  const fields = formOf(await read(MANAGE));
  for (const [field, value] of Object.entries(wrong)) fields.set(field, value);
  const answer = await site.request(MANAGE, { method: 'POST', body: fields });
  expect(answer.status).toBe(400);
  expect(main(await answer.text())).toContain(words);
  expect(acts).toEqual([]);
});

test('who left has nothing to set and a way back; whom a file manages can try and pause', async () => {
  const left = await testSite({}, subscriber({ status: 'unsubscribed' })).read(MANAGE);
  expect(elements(left, 'form')).toEqual([]);
  expect(hrefs(left)).toContain(LEAVE);
  const managed = await testSite({}, subscriber({ managed: true })).read(MANAGE);
  expect(elements(managed, 'button').map(textOf)).toEqual(['Try on the last 30 days']);
  expect(hrefs(managed)).toContain(`${MANAGE}/pause`);
});

describe('another address', () => {
  test('is asked for, and both are mailed', async () => {
    const { site, acts, read } = testSite();
    expect(hrefs(await read(MANAGE))).toContain(`${MANAGE}/address`);
    const answer = await site.request(`${MANAGE}/address`, post({ email: 'new@lab.org' }));
    expect(main(await answer.text())).toContain('Look into both inboxes');
    expect(acts).toEqual([`move ${READER} new@lab.org`]);
  });

  test('that is none is told, and nothing happens', async () => {
    const { site, acts } = testSite();
    const answer = await site.request(`${MANAGE}/address`, post({ email: 'new@lab' }));
    expect(answer.status).toBe(400);
    expect(main(await answer.text())).toContain('new@lab: expected one plain address');
    expect(acts).toEqual([]);
  });
});

describe('one’s own data', () => {
  test('is taken as a file', async () => {
    const { site, read } = testSite();
    expect(hrefs(await read(`${MANAGE}/data`))).toContain(`${MANAGE}/data.json`);
    const answer = await site.request(`${MANAGE}/data.json`);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="subscription.json"');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toEqual({ address: 'jane.doe@lab.example' });
  });

  test('is erased by a button, after a page that changes nothing', async () => {
    const { site, acts, read } = testSite();
    expect(main(await read(`${MANAGE}/erase`))).toContain('Erase everything?');
    expect(acts).toEqual([]);
    expect(main(await (await site.request(`${MANAGE}/erase`, post())).text())).toContain(
      'Nothing about you is kept here',
    );
    expect(acts).toEqual([`erase ${READER}`]);
  });
});

describe('who leaves', () => {
  test('may say why, with one of our words', async () => {
    const { site, acts } = testSite();
    const left = await (await site.request(LEAVE, { method: 'POST' })).text();
    expect(elements(left, 'form').map(each => attribute(each, 'action'))).toEqual([`${LEAVE}/undo`, `${LEAVE}/reason`]);
    await site.request(`${LEAVE}/reason`, post({ reason: 'too-many' }));
    await site.request(`${LEAVE}/reason`, post({ reason: '<script>' }));
    await site.request(`${LEAVE}/reason`, post());
    expect(acts).toEqual([`unsubscribe ${READER}`, `left ${READER} too-many`]);
  });
});

test('the token is the only authority, for each of these pages', async () => {
  const { site, acts } = testSite();
  const refusal = await (await site.request('/u/nonsense')).text();
  for (const token of [signToken('unsubscribe', READER, KEY), signToken('manage', 'somebodywhoisgon', KEY), 'cut'])
    for (const page of ['', '/address', '/data', '/data.json', '/erase'])
      for (const method of ['GET', 'POST']) {
        const answer = await site.request(`/m/${token}${page}`, {
          method,
          ...(method === 'POST' && { body: new URLSearchParams({ email: 'a@b.org' }) }),
        });
        expect([token, page, method, answer.status, await answer.text()]).toEqual([token, page, method, 404, refusal]);
      }
  expect(acts).toEqual([]);
});
