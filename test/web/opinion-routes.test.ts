import { expect, test } from 'vitest';
import { signToken } from '../../src/domain/link-token.ts';
import { attribute, elements, textOf } from '../elements.ts';
import { KEY, READER, subscriber, testSite } from './public-site-fixture.ts';

const LEARNT = `/l/${signToken('learn', READER, KEY)}`;
const MORE = `${LEARNT}/more/7`;
const LESS = `${LEARNT}/less/7`;
const POST = { method: 'POST' };

const main = (page: string) => textOf(elements(page, 'main')[0]).replace(/\s+/g, ' ');
const buttons = (page: string) => elements(page, 'button').map(textOf);
const actions = (page: string) => elements(page, 'form').map(form => attribute(form, 'action'));

test('the link in a mail shows the paper, what it would do and one button, and changes nothing', async () => {
  const { acts, read } = testSite();
  const page = await read(MORE);
  expect(buttons(page)).toEqual(['More like this']);
  expect(actions(page)).toEqual([MORE]);
  expect(main(page)).toContain('Papers about bee colonies, swarms move up');
  expect(main(page)).toContain('Nothing has changed yet');
  expect(acts).toEqual([]);
});

test('less names what it will lower before it does', async () => {
  const { read } = testSite();
  const page = await read(LESS);
  expect(main(page)).toContain('Papers about bee colonies, swarms move down');
  expect(buttons(page)).toEqual(['Less like this']);
});

test('the title of a paper is text, whatever is in it', async () => {
  const page = await testSite().read(MORE);
  expect(elements(page, 'b').map(textOf)).toEqual(['bee colonies', 'swarms']);
  expect(main(page)).toContain('Counting <b>Bees</b> & Other "Swarms"');
});

test('the button acts without cookie, Origin or body, and the answer offers the way back', async () => {
  const { site, acts } = testSite();
  const answer = await site.request(MORE, POST);
  const page = await answer.text();
  expect([answer.status, answer.headers.has('set-cookie')]).toEqual([200, false]);
  expect(actions(page)).toEqual([`${MORE}/undo`]);
  const undone = await site.request(`${MORE}/undo`, POST);
  expect([undone.status, undone.headers.get('location')]).toEqual([303, LEARNT]);
  expect(acts).toEqual(['more of 7 for 1', 'take back 7 for 1']);
});

test('coming back by the link shows what was said, and that the other takes its place', async () => {
  const { site, read } = testSite();
  await site.request(MORE, POST);
  expect(buttons(await read(MORE))).toEqual(['Take it back']);
  expect(main(await read(LESS))).toContain('You asked for more like this before; this takes its place.');
});

test('what was never said cannot be taken back, and more does not take back less', async () => {
  const { site, acts } = testSite();
  const never = await site.request(`${MORE}/undo`, POST);
  expect([never.status, main(await never.text())]).toEqual([200, expect.stringContaining('Nothing to take back')]);
  await site.request(LESS, POST);
  const other = await (await site.request(`${MORE}/undo`, POST)).text();
  expect(main(other)).toContain('You did not ask for more like this, but for less: that stays.');
  expect(acts).toEqual(['less of 7 for 1']);
});

test('switched off, no page promises an effect, and each has the way to switch it on', async () => {
  const { site, read } = testSite();
  await site.request(`${LEARNT}/off`, POST);
  for (const page of [await read(MORE), await (await site.request(LESS, POST)).text(), await read(LESS)]) {
    expect(main(page)).toContain('Learning is switched off');
    expect(main(page)).not.toMatch(/You will get|move (up|down)|next mail/);
    const way = elements(page, 'a').find(link => textOf(link) === 'Switch it on');
    expect(attribute(way, 'href')).toBe(LEARNT);
  }
});

test('a reader who gets no mail is promised nothing either, and told the way back where there is one', async () => {
  const leave = `/u/${signToken('unsubscribe', READER, KEY)}`;
  const left = testSite({}, subscriber({ status: 'unsubscribed' }));
  for (const page of [await left.read(MORE), await (await left.site.request(LESS, POST)).text()]) {
    expect(main(page)).toContain('You are unsubscribed');
    expect(main(page)).not.toMatch(/You will get|move (up|down)|next mail/);
    expect(elements(page, 'a').map(link => attribute(link, 'href'))).toContain(leave);
  }
  await left.site.request(`${LEARNT}/off`, POST);
  expect(main(await left.read(LEARNT))).toContain('You are unsubscribed');
  expect(main(await left.read(LEARNT))).not.toContain('next mail');
  const unlisted = testSite({}, subscriber({ listed: false }));
  expect(main(await unlisted.read(MORE))).toContain('You are no longer on the list');
});

test('what was learnt can be read, taken out word by word and put back', async () => {
  const { site, acts, read } = testSite();
  await site.request(MORE, POST);
  const page = await read(LEARNT);
  expect(elements(page, 'h2').map(textOf)).toEqual([
    'Moves papers up',
    'Moves papers down',
    'More like these',
    'Stop or start over',
  ]);
  expect(main(page)).toContain('bee colonies strongly');
  expect(main(page)).toContain('swarms clearly');
  expect(main(page)).toContain('<i>wasps</i> a little');
  expect(elements(page, 'button').map(button => attribute(button, 'aria-label'))).toContain('Take out: bee colonies');
  const drop = actions(page).find(action => action?.includes('/drop/'))!;
  const answer = await site.request(drop, POST);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, LEARNT]);
  const without = await read(LEARNT);
  expect(main(without)).not.toContain('bee colonies');
  await site.request(actions(without).find(action => action?.includes('/keep/'))!, POST);
  expect(main(await read(LEARNT))).toContain('bee colonies');
  expect(acts.slice(1)).toEqual(['drop bee colony for 1', 'keep bee colony for 1']);
});

test('a word that was not learnt cannot be taken out', async () => {
  const { site, acts } = testSite();
  expect((await site.request(`${LEARNT}/drop/anything%20at%20all`, POST)).status).toBe(303);
  expect(acts).toEqual([]);
});

test('learning can be switched off and on, and everything forgotten after a question', async () => {
  const { site, acts, read } = testSite();
  await site.request(MORE, POST);
  await site.request(`${LEARNT}/off`, POST);
  expect(main(await read(LEARNT))).toContain('This is switched off');
  await site.request(`${LEARNT}/on`, POST);
  expect(buttons(await read(LEARNT))).toContain('Switch it off');
  expect(buttons(await read(`${LEARNT}/forget`))).toEqual(['Forget everything']);
  await site.request(`${LEARNT}/forget`, POST);
  expect(main(await read(LEARNT))).toContain('Nothing yet');
  expect(acts.slice(1)).toEqual(['turn off for 1', 'turn on for 1', 'forget for 1']);
});

test('GET, HEAD and OPTIONS change nothing, and nothing is stored, indexed or referred to', async () => {
  const { site, acts } = testSite();
  const paths = [MORE, `${MORE}/undo`, `${LEARNT}/drop/swarm`, `${LEARNT}/off`, `${LEARNT}/forget`, LEARNT];
  for (const path of paths) {
    for (const method of ['GET', 'HEAD', 'OPTIONS']) {
      const { headers } = await site.request(path, { method });
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-robots-tag')).toContain('noindex');
    }
  }
  expect(acts).toEqual([]);
});

test('links that are not ours are refused alike: another purpose, another paper, no number', async () => {
  const { site, acts } = testSite();
  const other = `/l/${signToken('unsubscribe', READER, KEY)}`;
  const gone = `/l/${signToken('learn', 'somebodywhoisgon', KEY)}`;
  const paths = [`${other}/more/7`, other, `${gone}/more/7`, gone, `${LEARNT}/more/8`, `${LEARNT}/more/07`, '/l/x'];
  for (const path of [...paths, `${LEARNT}/more/7e1`, `${LEARNT}/much/7`]) {
    expect([path, (await site.request(path, POST)).status]).toEqual([path, 404]);
    expect([path, (await site.request(path)).status]).toEqual([path, 404]);
  }
  expect(acts).toEqual([]);
});
