import { describe, expect, test } from 'vitest';
import type { DeliveryCounts } from '../../src/domain/delivery.ts';
import { AppError } from '../../src/domain/errors.ts';
import type { OperationPorts } from '../../src/preview/operation-ports.ts';
import { attribute, elements, textOf } from '../elements.ts';
import { testPrivateSite } from './private-site-fixture.ts';

const COUNTS: DeliveryCounts = {
  pending: 40,
  claimed: 2,
  committing: 0,
  submitted: 1200,
  deferred: 3,
  failed: 1,
  suppressed: 0,
  uncertain: 2,
  skipped: 0,
};
const ROW = {
  publicId: 'delivery00000001',
  date: '2025-09-16',
  address: 'jane.doe@lab.example',
  state: 'uncertain',
  attempt: 2,
  reply: '451 <script>alert(1)</script>',
  changedAt: '2025-09-16T07:00:00.000Z',
} as const;

function operationInMemory(more: Partial<OperationPorts> = {}) {
  const acts: string[] = [];
  const issue = { date: '2025-09-16', isHeld: false, counts: COUNTS };
  const operation: OperationPorts = {
    sources: async () => [
      {
        source: 'hf://daily',
        kind: 'hf',
        state: 'failed',
        since: '2025-09-16T06:00:00Z',
        lastReadAt: '2025-09-16T06:05:00Z',
        papers: 50,
        message: 'said <b>503</b>',
      },
    ],
    issues: async () => [issue],
    issue: async date => {
      if (date !== issue.date) throw new AppError('issue_unknown', `there is no issue of ${date}`);
      return issue;
    },
    async act(date, act) {
      acts.push(`${act} ${date}`);
    },
    deliveries: async state => (state === 'uncertain' ? [ROW] : []),
    async resolve(id, as) {
      acts.push(`${as} ${id}`);
    },
    suppressions: async () => [
      { mark: 'abcd1234', reason: 'hard bounce', at: '2025-09-15T07:00:00Z', detail: '550 no such user' },
      { mark: 'ef', address: 'gone@lab.example', reason: 'complaint', at: '2025-09-14T07:00:00Z' },
    ],
    async lift(address) {
      acts.push(`lift ${address}`);
      return address === 'gone@lab.example';
    },
    subscribersByDay: async () => [
      { date: '2025-09-01', total: 3 },
      { date: '2025-09-16', total: 12 },
    ],
    followers: async () => [{ name: 'Reinforcement learning', followers: 7 }],
    letters: async () => [{ state: 'sent', count: 4 }],
    ...more,
  };
  return { ...testPrivateSite({ operation }), acts };
}

const OWN = { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } };
const main = (page: string) => textOf(elements(page, 'main')[0]).replace(/\s+/g, ' ');
const actions = (page: string) => elements(page, 'form').map(form => attribute(form, 'action'));

test('shows sources, issues, letters, subscribers and topics', async () => {
  const page = await operationInMemory().read('/operation');
  const text = main(page);
  for (const words of [
    'hf://dailyfailed2025-09-16 06:0550said <b>503</b>',
    '2025-09-164021,200312',
    '4 sent',
    '12 have agreed',
    'Reinforcement learning7',
  ])
    expect(text.replace(/ /g, '')).toContain(words.replace(/ /g, ''));
  expect(attribute(elements(page, 'svg')[0], 'aria-label')).toBe(
    'From 3 on 2025-09-01 to 12 on 2025-09-16, at most 12',
  );
});

test('the page of an issue that goes out is loaded again, and has a button to stop it', async () => {
  const { site, acts, read } = operationInMemory();
  const page = await read('/operation/issues/2025-09-16');
  expect(elements(page, 'meta').some(meta => attribute(meta, 'http-equiv') === 'refresh')).toBe(true);
  expect(attribute(elements(page, 'progress')[0], 'value')).toBe('1206');
  expect(elements(page, 'button').map(textOf)).toEqual(['Stop', 'Cancel for good']);
  const [stop] = actions(page);
  const answer = await site.request(stop!, OWN);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/operation/issues/2025-09-16']);
  expect(acts).toEqual(['hold 2025-09-16']);
});

test('one that is held says why, stands still, and can be resumed', async () => {
  const held = { date: '2025-09-16', isHeld: true, heldFor: 'canary' as const, counts: COUNTS };
  const page = await operationInMemory({ issue: async () => held }).read('/operation/issues/2025-09-16');
  expect(main(page)).toContain('too many of the first mails were refused');
  expect(page).not.toContain('http-equiv');
  expect(elements(page, 'button').map(textOf)).toEqual(['Resume', 'Cancel for good']);
});

test('mails that may have been sent are listed with what to do, and settled one by one', async () => {
  const { site, acts, read } = operationInMemory();
  const page = await read('/operation/deliveries/uncertain');
  expect(main(page)).toContain('j***@l***');
  expect(page).not.toContain('jane.doe');
  expect(elements(page, 'script')).toEqual([]);
  for (const action of actions(page)) expect((await site.request(action!, OWN)).status).toBe(303);
  expect(acts).toEqual(['sent delivery00000001', 'again delivery00000001']);
  expect(main(await read('/operation/deliveries/deferred'))).toContain('There are none.');
});

test('a suppression is lifted by its address', async () => {
  const { site, acts, read } = operationInMemory();
  expect(main(await read('/operation/suppressions'))).toContain('abcd1234hard bounce');
  const lift = async (address: string) =>
    main(
      await (
        await site.request('/operation/suppressions/lift', { ...OWN, body: new URLSearchParams({ address }) })
      ).text(),
    );
  expect(await lift('gone@lab.example')).toContain('gone@lab.example gets mail again.');
  expect(await lift('other@lab.example')).toContain('other@lab.example was not suppressed.');
  expect(acts).toEqual(['lift gone@lab.example', 'lift other@lab.example']);
});

describe('nothing is done', () => {
  const paths = [
    '/operation/issues/2025-09-16/hold',
    '/operation/issues/2025-09-16/cancel',
    '/operation/deliveries/delivery00000001/again',
    '/operation/suppressions/lift',
  ];
  test.each(paths)('by GET, HEAD or OPTIONS of %s, nor by a form of another site', async path => {
    const { site, acts } = operationInMemory();
    for (const method of ['GET', 'HEAD', 'OPTIONS']) await site.request(path, { method });
    for (const headers of [{}, { 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }])
      expect((await site.request(path, { method: 'POST', headers })).status).toBe(400);
    expect(acts).toEqual([]);
  });
});

test('an issue that is not there is told as the commands tell it', async () => {
  const { site } = operationInMemory();
  const answer = await site.request('/operation/issues/1999-01-01');
  expect([answer.status, main(await answer.text()).trim()]).toEqual([
    404,
    'Issue unknownthere is no issue of 1999-01-01',
  ]);
});

describe('where others can reach the pages', () => {
  const guarded = () => testPrivateSite({ adminToken: 'a-long-token-of-ours' });
  const as = (user: string, password: string) => ({ authorization: `Basic ${btoa(`${user}:${password}`)}` });

  test.each(['/', '/preview', '/operation', '/style.css', '/nowhere'])('%s asks for the token', async path => {
    const { site } = guarded();
    for (const headers of [{}, as('admin', ''), as('admin', 'a-long-token-of-our'), as('a-long-token-of-ours', '')]) {
      const answer = await site.request(path, { headers: headers as Record<string, string> });
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="Paperboy"']);
    }
  });

  test('with the token they open, whoever says it', async () => {
    const { site } = guarded();
    for (const user of ['admin', 'ada', ''])
      expect((await site.request('/', { headers: as(user, 'a-long-token-of-ours') })).status).toBe(200);
    expect((await site.request('/healthz')).status).toBe(200);
  });
});
