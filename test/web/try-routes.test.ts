import { describe, expect, test } from 'vitest';
import { AppError } from '../../src/domain/errors.ts';
import { signToken } from '../../src/domain/link-token.ts';
import { NO_INTERESTS } from '../../src/domain/subscriber.ts';
import type { TriedOut } from '../../src/web/ports.ts';
import { attribute, elements, textOf } from '../elements.ts';
import { KEY, READER, subscriber, testSite } from './public-site-fixture.ts';
import { TRIED, trialsInMemory } from './trials-in-memory.ts';

const MANAGE = `/m/${signToken('manage', READER, KEY)}`;
const TRY = `${MANAGE}/try`;

const main = (page: string) => textOf(elements(page, 'main')[0]).replace(/\s+/g, ' ');
const headings = (page: string) => elements(page, 'h2').map(textOf);
const ticked = (page: string) =>
  elements(page, 'input')
    .filter(input => attribute(input, 'checked') !== undefined)
    .map(input => attribute(input, 'value'));
const typed = (page: string) =>
  Object.fromEntries(
    elements(page, 'textarea').map(field => [attribute(field, 'name'), textOf(field).replace(/^\n/, '')]),
  );
const answered = (answer: Partial<TriedOut>, query = 'topics=rl') =>
  testSite({ trials: trialsInMemory({ ...TRIED, ...answer }) }).read(`${TRY}?${query}`);

describe('the form', () => {
  const interests = { ...NO_INTERESTS, topics: ['rl'], keywords: ['bee*', '<b>'], categories: ['cs.LG', 'cs.CL'] };

  test('has what the reader chose in it, and a button that tries it with a GET', async () => {
    const page = await testSite({}, subscriber({ interests, papersPerMail: 7 })).read(MANAGE);
    const [save, tries] = elements(page, 'button');
    expect(textOf(save)).toBe('Save');
    expect(attribute(tries, 'formaction')).toBe(TRY);
    expect(attribute(tries, 'formmethod')).toBe('get');
    expect(textOf(tries)).toBe('Try on the last 30 days');
    expect(ticked(page)).toEqual(['rl']);
    expect(typed(page)).toMatchObject({ keywords: 'bee*\n<b>', muted: '', categories: 'cs.LG cs.CL' });
    expect(elements(page, 'input').map(input => attribute(input, 'value'))).toContain('7');
  });

  test('has topics in their groups, each with what it is about, and ticks those that an old id stands for', async () => {
    const page = await testSite({}, subscriber({ interests: { ...NO_INTERESTS, topics: ['apiary'] } })).read(MANAGE);
    expect(elements(page, 'summary').map(summary => textOf(summary).replace(/\s+/g, ' ').trim())).toEqual([
      'Agents & decisions 2 topics Reinforcement learningRobotics',
      'Far <away> 1 topic Bees & "hives"',
    ]);
    expect(main(page)).toContain('All about Robotics');
    expect(ticked(page)).toEqual(['bees']);
  });

  test('names every field, says what belongs in it, and groups what belongs together', async () => {
    const page = await testSite().read(MANAGE);
    const ids = new Set(elements(page, 'span').map(span => attribute(span, 'id')));
    const labels = new Set(elements(page, 'label').map(label => attribute(label, 'for')));
    const inLabels = elements(page, 'label').flatMap(label => label.childNodes);
    for (const field of [...elements(page, 'textarea'), ...elements(page, 'input')]) {
      expect(labels.has(attribute(field, 'id')) || inLabels.includes(field)).toBe(true);
      for (const id of attribute(field, 'aria-describedby')?.split(' ') ?? []) expect(ids).toContain(id);
    }
    expect(elements(page, 'legend').map(textOf)).toEqual(['Topics']);
  });
});

describe('a try', () => {
  test('asks for what was typed, changes nothing, and keeps it in the form', async () => {
    const trials = trialsInMemory();
    const { acts, read } = testSite({ trials });
    const page = await read(`${TRY}?topics=rl&keywords=bee*%0D%0Ahive&muted=&papers=3&outside=yes`);
    expect(trials.asked).toEqual([
      {
        topics: ['rl'],
        keywords: ['bee*', 'hive'],
        muted: [],
        authors: [],
        labs: [],
        categories: [],
        papers: '3',
        outside: true,
      },
    ]);
    expect(ticked(page)).toEqual(['rl', 'yes']);
    expect(typed(page).keywords).toBe('bee*\nhive');
    expect(main(page)).toContain('Nothing is saved by trying');
    expect(acts).toEqual([]);
  });

  test('of a reader whom a file manages can be changed and tried, and not saved', async () => {
    const page = await testSite({}, subscriber({ managed: true })).read(`${TRY}?topics=rl`);
    expect(main(page)).toContain('keep your settings in a file of theirs');
    expect(elements(page, 'button').map(textOf)).toEqual(['Try on the last 30 days']);
    expect(headings(page).at(-2)).toBe('Change something and try again');
  });

  test('without any words tries what the reader has', async () => {
    const trials = trialsInMemory();
    await testSite({ trials }, subscriber({ interests: { ...NO_INTERESTS, topics: ['bees'] } })).read(TRY);
    expect(trials.asked).toMatchObject([{ topics: ['bees'], papers: '10' }]);
  });

  test('tells mails, papers per mail and examples with their reasons', async () => {
    const page = await answered({});
    expect(elements(page, 'dd').map(textOf)).toEqual(['3', '2', '3']);
    expect(elements(page, 'dt').map(textOf)).toEqual([
      'mails, of 23 that were due',
      'papers in the middle one, 1 to 4',
      'of 1,204 papers match',
    ]);
    expect(main(page)).toContain('Counting <b>Bees</b>Because you follow Bees: “bee <i>” and 1 more');
    expect(elements(page, 'a').map(link => attribute(link, 'href'))).toContain('https://arxiv.org/abs/2509.00007');
  });

  test('tells what keywords bring, what muted words remove, and what was just missed by which word', async () => {
    const page = await answered({});
    expect(headings(page)).toEqual([
      'Such as',
      'What keywords bring',
      'What muted words remove',
      'Just missed',
      'Save it, or change something and try again',
    ]);
    const rows = elements(page, 'li').map(row => textOf(row).replace(/\s+/g, ' '));
    expect(rows.slice(1)).toEqual([
      'bee*3 papers, 2 by it alone',
      'hivenothing',
      'surveysuch as Hives: a Survey 2 papers',
      'wasp nothing',
      'WaspsOf bee + wasp only bee is not in it.',
      'Nests: a SurveyIt matches, but survey is muted.',
      'A RobotThe topic Robotics would bring it.',
    ]);
    expect(main(page)).toContain('The most that nothing else brings comes by bee*');
  });

  test('tells for how many papers a category is known, where one is chosen', async () => {
    expect(await answered({})).not.toContain('arXiv categories</h2>');
    expect(main(await answered({ categoriesKnown: 800 }))).toContain('Known for 800 of the 1,204 papers');
    expect(main(await answered({ categoriesKnown: 1204 }))).toContain('Known for all 1,204 papers.');
  });

  test('says so where fewer days were looked at, where nothing matches, and where there are no papers', async () => {
    const fewer = await answered({ days: 9 });
    expect(textOf(elements(fewer, 'h1')[0])).toBe('Tried on the last 9 days');
    expect(main(fewer)).toContain('only the last 9 days were looked at');
    const none = await answered({ matched: 0, mails: [], examples: [], keywords: [], muted: [], missed: [] });
    expect(elements(none, 'dd').map(textOf)).toEqual(['0', '0']);
    expect(headings(none)).toEqual(['Save it, or change something and try again']);
    expect(main(await answered({ considered: 0 }))).toContain('there is nothing to try on yet');
  });
});

describe('what cannot be read', () => {
  const wrong = `${TRY}?topics=rl&topics=chess&keywords=%22offline%0Aworld+model&muted=r*&papers=ten&authors=${'x'.repeat(201)}`;

  test('is told at its field and at the top, quoted, with what was expected, and nothing is lost', async () => {
    const { site } = testSite();
    const answer = await site.request(wrong);
    const page = await answer.text();
    expect(answer.status).toBe(400);
    const said = [
      ['keywords', '"offline: expected a second " to close the quotes'],
      ['muted', 'r*: expected at least two letters before the *'],
      ['papers', 'ten: expected a whole number from 1 to 50'],
      ['topics', 'chess: expected one of the topics below'],
      ['authors', `${'x'.repeat(80)}…: expected a word or phrase of at most 200 characters without ";"`],
    ] as const;
    const faults = elements(page, 'span').filter(span => attribute(span, 'class') === 'fault');
    for (const [field, words] of said) {
      const fault = faults.find(span => attribute(span, 'id') === `field-${field}-fault`);
      expect(textOf(fault)).toBe(words);
      const control = ['input', 'textarea', 'fieldset']
        .flatMap(name => elements(page, name))
        .find(element => attribute(element, 'id') === `field-${field}`);
      expect(attribute(control, 'aria-describedby')?.split(' ')).toContain(`field-${field}-fault`);
      expect(elements(page, 'a').map(link => attribute(link, 'href'))).toContain(`#field-${field}`);
    }
    expect(faults).toHaveLength(said.length);
    expect(typed(page)).toMatchObject({ keywords: '"offline\nworld model', muted: 'r*' });
    expect(ticked(page)).toEqual(['rl']);
    expect(elements(page, 'input').map(input => attribute(input, 'value'))).toContain('ten');
  });

  test('may be a list without end', async () => {
    const list = Array.from({ length: 201 }, (_, at) => `w${at}`).join('%0A');
    expect(main(await testSite().read(`${TRY}?keywords=${list}`))).toContain(
      'Keywords: 201 of them: expected at most 200',
    );
  });

  test('may be a try that costs too much, which is told like any other fault of a visitor', async () => {
    const trials = {
      ...trialsInMemory(),
      tryOut: () => Promise.reject(new AppError('usage', 'Trying this takes more than 10 seconds')),
    };
    const { site, reported } = testSite({ trials });
    const answer = await site.request(`${TRY}?keywords=th*`);
    expect(answer.status).toBe(400);
    expect(main(await answer.text())).toContain('Trying this takes more than 10 seconds');
    expect(reported).toEqual([]);
  });
});

test('nobody tries without a link of their own', async () => {
  const trials = trialsInMemory();
  const { site } = testSite({ trials });
  const other = `/m/${signToken('unsubscribe', READER, KEY)}/try`;
  const gone = `/m/${signToken('manage', 'somebodywhoisgon', KEY)}/try`;
  for (const path of [other, gone, '/m/x/try', '/m//try']) {
    expect([path, (await site.request(`${path}?topics=rl`)).status]).toEqual([path, 404]);
  }
  expect((await site.request(TRY, { method: 'POST' })).status).toBe(404);
  expect(trials.asked).toEqual([]);
});

test('what is tried is neither stored, indexed nor referred to', async () => {
  const { headers } = await testSite().site.request(`${TRY}?topics=rl`);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-robots-tag')).toContain('noindex');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
});
