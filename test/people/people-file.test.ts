import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { NO_INTERESTS } from '../../src/domain/subscriber.ts';
import { readPeopleFile } from '../../src/people/people-file.ts';
import type { PeopleRules } from '../../src/people/wish.ts';
import { RULES } from './rules.ts';

function readFile(file: string, text: string, rules: PeopleRules = RULES) {
  const { people, faults } = readPeopleFile(file, text, rules);
  return { wishes: people.map(({ wish }) => wish), faults };
}

const yaml = (text: string) => readFile('people.yaml', text);
const csv = (text: string) => readFile('people.csv', text);
const addresses = ({ wishes }: ReturnType<typeof yaml>) => wishes.map(({ address }) => address);
const faults = ({ faults }: ReturnType<typeof yaml>) => faults.map(({ line, reason }) => `${line}: ${reason}`);

describe('a YAML file', () => {
  test('with only an address gets the defaults', () => {
    expect(yaml('- email: ada@lab.org\n')).toEqual({
      wishes: [
        {
          address: 'ada@lab.org',
          interests: NO_INTERESTS,
          rhythm: { timeZone: 'Europe/Berlin', sendAt: '07:00', days: 'weekdays' },
          papersPerMail: 10,
          layout: 'full',
        },
      ],
      faults: [],
    });
  });

  test('can say everything', () => {
    const text = `
# our people
- email: Ada@Lab.org
  name: Ada  Byron
  topics: [rl, 3d]
  keywords: ["world model", 2048]
  muted:
    - survey
    - survey
  authors: [He Kaiming]
  labs: [DeepMind, Lab of Bees]
  categories: [cs.LG]
  outside: true
  papers: 5
  time_zone: Asia/Kolkata
  at: 18:30
  days: weekly:fri
  layout: compact
`;
    expect(yaml(text)).toEqual({
      wishes: [
        {
          address: 'Ada@lab.org',
          name: 'Ada Byron',
          interests: {
            topics: ['rl', '3d'],
            keywords: ['world model', '2048'],
            muted: ['survey'],
            authors: ['He Kaiming'],
            labs: ['DeepMind', 'Lab of Bees'],
            categories: ['cs.LG'],
            outside: true,
          },
          rhythm: { timeZone: 'Asia/Kolkata', sendAt: '18:30', days: 'weekly:fri' },
          papersPerMail: 5,
          layout: 'compact',
        },
      ],
      faults: [],
    });
  });

  test('may have its list under a name, and weekly is Monday', () => {
    const { wishes } = yaml('subscribers:\n  - email: ada@lab.org\n    days: weekly\n');
    expect(wishes).toMatchObject([{ address: 'ada@lab.org', rhythm: { days: 'weekly:mon' } }]);
  });

  test.each(['', '# nobody yet\n', '[]\n', '\uFEFF[]'])('may be empty: %j', text => {
    expect(yaml(text)).toEqual({ wishes: [], faults: [] });
  });

  test('that comes with the program as an example is without fault', () => {
    const file = new URL('../../subscribers/people.example.yaml', import.meta.url);
    const topics = JSON.parse(readFileSync(new URL('../../topics/catalogue.json', import.meta.url), 'utf8'));
    const rules: PeopleRules = { ...RULES, topicIds: new Set(topics.topics.map(({ id }: { id: string }) => id)) };
    const read = readFile('people.example.yaml', readFileSync(file, 'utf8'), rules);
    expect(read.faults).toEqual([]);
    expect(read.wishes).toHaveLength(3);
  });
});

test('categories are kept as arXiv writes them, archives too', () => {
  const { wishes } = yaml('- email: a@lab.org\n  categories: [CS.lg, q-bio, Cond-Mat.Mtrl-Sci, cs, cs.LG]');
  expect(wishes[0]?.interests.categories).toEqual(['cs.LG', 'q-bio', 'cond-mat.mtrl-sci', 'cs']);
});

test.each([
  ['1', true],
  ['TRUE', true],
  ['yes', true],
  ['0', false],
  ['False', false],
  ['', false],
])('a spreadsheet may say %j for the place from outside', (cell, outside) => {
  expect(csv(`email,outside\na@lab.org,${cell}\n`)).toMatchObject({ wishes: [{ interests: { outside } }], faults: [] });
});

describe('a fault is named by its line, value and what was expected', () => {
  test.each([
    ['name: Ada', 'email is missing: expected one plain address such as ada@lab.org'],
    ['email: ada at lab', 'email is "ada at lab": expected one plain address such as ada@lab.org'],
    ['email: 7', 'email is 7: expected one plain address'],
    ['email: a@lab.org\n  topic: [rl]', '"topic" is not a field: expected email, name, topics, keywords, muted'],
    [
      'email: a@lab.org\n  topics: [rl, chess, go]',
      'topics names "chess": expected topic ids, which `paperboy topics list` shows; topics names "go"',
    ],
    ['email: a@lab.org\n  topics: rl', 'topics is "rl": expected a list such as [one, another]'],
    ['email: a@lab.org\n  keywords: ["+++"]', 'keywords, the 1st, is "+++": expected a word or phrase'],
    ['email: a@lab.org\n  keywords: [{a: 1}]', 'keywords, the 1st, is {"a":1}: expected a word or phrase'],
    [
      'email: a@lab.org\n  keywords: [rl; robots]',
      'keywords, the 1st, is "rl; robots": expected a word or phrase of at most 200 characters without ";"',
    ],
    ['email: a@lab.org\n  muted: [~]', 'muted, the 1st, is null: '],
    [
      `email: a@lab.org\n  keywords: [rl, '"protein design']`,
      'keywords, the 2nd, is "\\"protein design": expected a second "',
    ],
    ['email: a@lab.org\n  muted: [r*]', 'muted, the 1st, is "r*": expected at least two letters before the *'],
    [
      'email: a@lab.org\n  categories: [cs.LG, cs.LGG]',
      'categories, the 2nd, is "cs.LGG": expected an arXiv category such as',
    ],
    [
      'email: a@lab.org\n  categories: [machine learning]',
      'categories, the 1st, is "machine learning": expected an arXiv',
    ],
    ['email: a@lab.org\n  outside: 2', 'outside is 2: expected true or false'],
    ['email: a@lab.org\n  outside: perhaps', 'outside is "perhaps": expected true or false'],
    ['email: a@lab.org\n  papers: 51', 'papers is 51: expected a whole number from 1 to 50'],
    ['email: a@lab.org\n  papers: 0', 'papers is 0: expected a whole number from 1 to 50'],
    ['email: a@lab.org\n  papers: ten', 'papers is "ten": expected a whole number from 1 to 50'],
    ['email: a@lab.org\n  papers: true', 'papers is true: expected a whole number from 1 to 50'],
    ['email: a@lab.org\n  at: 7:00', 'at is "7:00": expected a time of day such as "07:00"'],
    ['email: a@lab.org\n  at: "24:00"', 'at is "24:00": expected a time of day'],
    ['email: a@lab.org\n  layout: fancy', 'layout is "fancy": expected one of full, compact, text'],
    ['email: a@lab.org\n  days: sometimes', 'days is "sometimes": expected one of daily, weekdays, weekly:mon'],
    [
      'email: a@lab.org\n  time_zone: Berlin',
      'time_zone is "Berlin": expected an IANA time zone such as Europe/Berlin',
    ],
    ['email: a@lab.org\n  papers: 0\n  at: noon', 'papers is 0: expected a whole number from 1 to 50; at is "noon": '],
  ])('%j', (entry, reason) => {
    const read = yaml(`- email: first@lab.org\n- ${entry}\n- email: last@lab.org\n`);
    expect(faults(read)).toEqual([expect.stringContaining(`2: ${reason}`)]);
    expect(read.faults[0]?.file).toBe('people.yaml');
    expect(addresses(read)).toEqual(['first@lab.org', 'last@lab.org']);
  });

  test('once for each value, and counted as people count', () => {
    expect(faults(yaml('- email: a@lab.org\n  keywords: ["", a, b, "+"]'))).toEqual([
      expect.stringMatching(/^1: keywords, the 1st, is "": [^;]*";"; keywords, the 4th, is "\+": [^;]*";"$/),
    ]);
    const words = Array.from({ length: 23 }, (_, at) => (at < 10 || at === 11 ? 'word' : '"'));
    const [fault = ''] = faults(yaml(`- email: a@lab.org\n  authors: ${JSON.stringify(words)}`));
    expect(fault.match(/\d+(?=st|nd|rd|th,)\w+/g)).toEqual([
      '11th',
      '13th',
      '14th',
      '15th',
      '16th',
      '17th',
      '18th',
      '19th',
      '20th',
      '21st',
      '22nd',
      '23rd',
    ]);
  });

  test('and the others are read, however many there are', () => {
    const read = yaml('- just text\n-\n- [a, b]\n- email: ada@lab.org\n- email: nobody\n');
    expect(faults(read)).toEqual([
      expect.stringMatching(/^1: "just text" is not an entry/),
      expect.stringMatching(/^2: null is not an entry/),
      expect.stringMatching(/^3: \["a","b"\] is not an entry/),
      expect.stringMatching(/^5: email is "nobody"/),
    ]);
    expect(addresses(read)).toEqual(['ada@lab.org']);
  });

  test('a value without end is quoted in part', () => {
    expect(faults(yaml(`- email: ${'x'.repeat(10_000)}`))[0]?.length).toBeLessThan(250);
  });

  test('a person who is there twice is read once', () => {
    const read = yaml('- email: Ada@lab.org\n  papers: 5\n- email: eve@lab.org\n- email: ada@LAB.org\n  papers: 7\n');
    expect(faults(read)).toEqual(['4: ada@lab.org is listed a second time: line 1 has it already']);
    expect(read.wishes.map(({ papersPerMail }) => papersPerMail)).toEqual([5, 10]);
  });

  test('something that is no list of people', () => {
    for (const text of ['hello', 'people:\n  - email: ada@lab.org', '42']) {
      expect(faults(yaml(text))).toEqual([expect.stringMatching(/^1: expected a list of people/)]);
    }
  });
});

describe('an error of syntax takes only its own entry with it', () => {
  test.each([
    ['an open bracket', 'topics: [rl', 3],
    ['an open quote', 'name: "Eve', 3],
    ['a tab', '\tname: Eve', 3],
    ['a field twice', 'email: eve@lab.org', 3],
    ['a colon too much', 'name: Eve: the second', 3],
  ])('%s', (_, line, place) => {
    const read = yaml(`- email: ada@lab.org\n- email: eve@lab.org\n  ${line}\n- email: zoe@lab.org\n  name: Zoe\n`);
    expect(read.wishes).toMatchObject([{ address: 'ada@lab.org' }, { address: 'zoe@lab.org', name: 'Zoe' }]);
    expect(read.faults).toHaveLength(1);
    expect(Math.abs(read.faults[0]!.line - place)).toBeLessThanOrEqual(1);
  });

  test('also under a name and with lists inside', () => {
    const read = yaml('subscribers:\n- email: ada@lab.org\n  topics:\n  - rl\n- email: "eve\n- email: zoe@lab.org\n');
    expect(addresses(read)).toEqual(['ada@lab.org', 'zoe@lab.org']);
    expect(read.wishes[0]?.interests.topics).toEqual(['rl']);
    expect(read.faults.map(({ line }) => line)).toEqual([5]);
  });

  test('and where it is in no entry, the file is still at fault', () => {
    const read = yaml('subscribers: }\n- email: ada@lab.org\n- email: zoe@lab.org\n');
    expect(addresses(read)).toEqual(['ada@lab.org', 'zoe@lab.org']);
    expect(read.faults.map(({ line }) => line)).toEqual([1]);
  });
});

describe('aliases, which could be nested into a bomb, are refused', () => {
  test('one by one', () => {
    const read = yaml(
      '- &ada {email: ada@lab.org}\n- *ada\n- email: eve@lab.org\n  topics: *nobody\n- email: zoe@lab.org\n',
    );
    expect(addresses(read)).toContain('ada@lab.org');
    expect(addresses(read)).toContain('zoe@lab.org');
    expect(read.faults.map(({ line }) => line)).toContain(2);
  });

  test('without unfolding them', () => {
    const levels = Array.from(
      { length: 30 },
      (_, level) => `- &l${level} [${level === 0 ? 'x' : `*l${level - 1}, *l${level - 1}`}]`,
    );
    const read = yaml(`${levels.join('\n')}\n- email: ada@lab.org\n`);
    expect(addresses(read)).toEqual(['ada@lab.org']);
    expect(read.faults).toHaveLength(30);
  });
});

describe('a CSV file', () => {
  test('has a header line and lists separated by semicolons', () => {
    const read = csv(
      '\uFEFFEmail, Name ,topics,papers,days\r\nada@lab.org,"Byron, Ada",rl; 3d;,5,weekly:fri\r\n\r\nzoe@lab.org,,,,\r\n',
    );
    expect(read).toMatchObject({
      wishes: [
        {
          address: 'ada@lab.org',
          name: 'Byron, Ada',
          interests: { topics: ['rl', '3d'] },
          rhythm: { days: 'weekly:fri' },
          papersPerMail: 5,
        },
        { address: 'zoe@lab.org', papersPerMail: 10 },
      ],
      faults: [],
    });
  });

  test('names faults by line and reads the others', () => {
    const read = csv(
      'email,papers,topics\nada@lab.org,5,rl\neve@lab.org,many,chess\nnobody,,\nzoe@lab.org,,\nADA@lab.org,,\n',
    );
    expect(faults(read)).toEqual([
      expect.stringMatching(/^3: papers is "many": expected a whole number/),
      expect.stringMatching(/^4: email is "nobody": /),
      '6: ADA@lab.org is listed a second time: line 2 has it already',
    ]);
    expect(addresses(read)).toEqual(['ada@lab.org', 'zoe@lab.org']);
  });

  test.each([
    ['a cell too much', 'eve@lab.org,Eve,rl'],
    ['a cell too few', 'eve@lab.org'],
    ['an open quote', 'eve@lab.org,"Eve'],
    ['a quote inside', 'eve@lab.org,"E"ve'],
  ])('with %s in one line reads the others', (_, row) => {
    const read = csv(`email,name\nada@lab.org,Ada\n${row}\nzoe@lab.org,"Zoe"\n`);
    expect(addresses(read)).toEqual(['ada@lab.org', 'zoe@lab.org']);
    expect(read.faults.map(({ line }) => line)).toEqual([3]);
  });

  test('with an unknown column says so', () => {
    const read = csv('email,phone\nada@lab.org,12345\n');
    expect(faults(read)).toEqual([expect.stringMatching(/^2: "phone" is not a field: expected email, name/)]);
  });

  test.each(['', 'email,name\n'])('may be empty: %j', text => {
    expect(csv(text)).toEqual({ wishes: [], faults: [] });
  });

  test('keeps no line ends in a name', () => {
    expect(csv('email,name\nada@lab.org,"Ada\r\nBcc: eve@lab.org"\n').wishes[0]?.name).toBe('Ada Bcc: eve@lab.org');
  });
});
