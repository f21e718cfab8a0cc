import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LAYOUTS } from '../../src/domain/issue.ts';
import { NO_INTERESTS, WEEKDAYS, type Wish } from '../../src/domain/subscriber.ts';
import { readPeopleFile } from '../../src/people/people-file.ts';
import { writePeople } from '../../src/people/write-people.ts';
import { RULES, TOPICS } from './rules.ts';

const oneLine = fc
  .string({ unit: fc.constantFrom(...'aZé7 =+-@\'",:#&*[]{}|>%!`~?\\/'), minLength: 1, maxLength: 12 })
  .map(text => text.replace(/ +/g, ' ').trim())
  .filter(text => /[\p{L}\p{N}]/u.test(text));
const tricky = fc.constantFrom(
  'null',
  'true',
  '2048',
  '07:00',
  '=1+1',
  "'=1",
  "''-a",
  '- a',
  '*alias',
  '{a: b}',
  '@x',
  'a #b',
);
const words = fc.uniqueArray(fc.oneof(oneLine, tricky), { maxLength: 3 });
const part = fc.constantFrom('rl', 'world model', 'robot*', '"protein design"', '“C++”', '2048', '- a', '=1');
const keywords = fc.uniqueArray(
  fc.array(part, { minLength: 1, maxLength: 3 }).map(parts => parts.join(' + ')),
  { maxLength: 3 },
);

const wish: fc.Arbitrary<Wish> = fc.record(
  {
    address: fc.constantFrom(
      'ada@lab.org',
      '=ada@lab.org',
      '+eve@lab.org',
      "'zoe@lab.org",
      '用户@lab.org',
      'Bob@lab.org',
    ),
    name: fc.oneof(oneLine, tricky),
    interests: fc.record({
      topics: fc.uniqueArray(fc.constantFrom(...TOPICS)),
      keywords,
      muted: keywords,
      authors: words,
      labs: words,
      categories: fc.uniqueArray(fc.constantFrom('cs.LG', 'cs.CL')),
      outside: fc.boolean(),
    }),
    rhythm: fc.record({
      timeZone: fc.constantFrom('Europe/Berlin', 'Asia/Kolkata'),
      sendAt: fc.constantFrom('00:00', '07:00', '23:59'),
      days: fc.constantFrom('daily', 'weekdays', ...WEEKDAYS.map(day => `weekly:${day}` as const)),
    }),
    papersPerMail: fc.integer({ min: 1, max: 50 }),
    layout: fc.constantFrom(...LAYOUTS),
  },
  { requiredKeys: ['address', 'interests', 'rhythm', 'papersPerMail', 'layout'] },
);
const people = fc.uniqueArray(wish, { selector: ({ address }) => address, maxLength: 4 });

function readBack(format: 'yaml' | 'csv', wishes: readonly Wish[]) {
  const { people, faults } = readPeopleFile(`people.${format}`, writePeople(wishes, format), RULES);
  return { wishes: people.map(({ wish }) => wish), faults };
}

describe.each(['yaml', 'csv'] as const)('people written as %s', format => {
  test('read back as they were', () => {
    fc.assert(
      fc.property(people, wishes => {
        const read = readBack(format, wishes);
        expect(read).toEqual({ wishes, faults: [] });
      }),
    );
  });

  test('are nobody where there is nobody', () => {
    expect(readBack(format, [])).toEqual({ wishes: [], faults: [] });
  });

  test('may share one list', () => {
    const shared = { ...NO_INTERESTS, topics: ['rl'], keywords: ['world model'] };
    const rhythm = { timeZone: 'Europe/Berlin', sendAt: '07:00', days: 'daily' as const };
    const wishes = ['ada@lab.org', 'eve@lab.org'].map(address => ({
      address,
      interests: shared,
      rhythm,
      papersPerMail: 3,
      layout: 'full' as const,
    }));
    expect(readBack(format, wishes)).toEqual({ wishes, faults: [] });
  });
});

test('no cell of a CSV export is a formula to a spreadsheet', () => {
  fc.assert(
    fc.property(people, wishes => {
      const cells = (parse(writePeople(wishes, 'csv')) as string[][]).flat();
      expect(cells.filter(cell => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    }),
  );
});
