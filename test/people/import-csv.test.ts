import { describe, expect, test } from 'vitest';
import { importRows, surveyCsv } from '../../src/people/import-csv.ts';
import { RULES } from './rules.ts';

/** In small pieces, so that lines and signs are cut. */
function inPieces(bytes: Buffer) {
  return async function* () {
    for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
  };
}

async function read(text: string | Buffer) {
  const bytes = inPieces(Buffer.from(text));
  const survey = await surveyCsv('list.csv', bytes);
  const rows = await Array.fromAsync(importRows('list.csv', bytes, { survey, rules: RULES }));
  const people = rows.filter(row => row.kind === 'person');
  return {
    survey,
    people,
    addresses: people.map(({ wish }) => wish.address),
    told: rows.flatMap(row => (row.kind === 'person' ? [] : [`${row.line}: ${row.reason}`])),
  };
}

describe('lists of other programs', () => {
  test('listmonk', async () => {
    const { people, told, survey } = await read(
      [
        'uuid,email,name,attributes,status,created_at,updated_at',
        '0e1f,ada@lab.org,Ada Byron,"{""city"": ""Bonn""}",enabled,2024-05-01 10:00:00+00,2024-05-02',
        '1a2b,eve@lab.org,Eve,{},blocklisted,2024-05-01,2024-05-02',
        '2c3d,zoe@lab.org,Zoe,{},disabled,2024-05-01,2024-05-02',
      ].join('\r\n'),
    );
    expect(people).toMatchObject([
      { wish: { address: 'ada@lab.org', name: 'Ada Byron' }, given: ['name'], since: '2024-05-01 10:00:00+00' },
    ]);
    expect(told).toEqual(['3: eve@lab.org is blocklisted there', '4: zoe@lab.org is disabled there']);
    expect(survey.unused).toEqual(['uuid', 'attributes', 'updated_at']);
  });

  test('Mailchimp', async () => {
    const { people, told } = await read(
      [
        '"Email Address","First Name","Last Name",OPTIN_TIME,CONFIRM_TIME,TIMEZONE,TAGS,UNSUB_TIME',
        'ada@lab.org,Ada,Byron,"2023-01-01 08:00:00","2023-01-02 09:00:00",Asia/Kolkata,"""team""",',
        'eve@lab.org,Eve,,,,Nowhere/Town,,',
        'zoe@lab.org,Zoe,,,,,,"2024-02-03 10:00:00"',
      ].join('\n'),
    );
    expect(people).toMatchObject([
      {
        wish: { name: 'Ada Byron', rhythm: { timeZone: 'Asia/Kolkata' } },
        given: ['name', 'time_zone'],
        since: '2023-01-02 09:00:00',
      },
      { wish: { name: 'Eve', rhythm: { timeZone: 'Europe/Berlin' } }, given: ['name'] },
    ]);
    expect(told).toEqual(['4: zoe@lab.org unsubscribed there at 2024-02-03 10:00:00']);
  });

  test('Ghost', async () => {
    const { addresses, told } = await read(
      [
        'id,email,name,note,subscribed_to_emails,complimentary_plan,stripe_customer_id,created_at,deleted_at,labels,tiers',
        '1,ada@lab.org,Ada,,true,false,,2024-01-01T00:00:00.000Z,,,',
        '2,eve@lab.org,Eve,,false,false,,2024-01-01T00:00:00.000Z,,,',
        '3,zoe@lab.org,Zoe,,true,false,,2024-01-01T00:00:00.000Z,2024-02-02,,',
      ].join('\n'),
    );
    expect(addresses).toEqual(['ada@lab.org']);
    expect(told).toEqual(['3: eve@lab.org gets no mail there', '4: zoe@lab.org was deleted there at 2024-02-02']);
  });

  test('Paperboy, whose lists inside a cell have semicolons, also where semicolons divide the cells', async () => {
    const comma = await read('email,topics,days\nada@lab.org,rl; 3d,weekly:fri\n');
    const semicolon = await read('email;topics;days\nada@lab.org;"rl; 3d";weekly:fri\n');
    const tab = await read('email\ttopics\tdays\nada@lab.org\trl; 3d\tweekly:fri\n');
    for (const { people } of [comma, semicolon, tab])
      expect(people).toMatchObject([
        { wish: { interests: { topics: ['rl', '3d'] }, rhythm: { days: 'weekly:fri' } }, given: ['topics', 'days'] },
      ]);
  });
});

describe('what is wrong with a row is told by its line, and the others follow', () => {
  test('an address that is none, a person twice, a formula, a missing cell', async () => {
    const { addresses, told } = await read(
      [
        'email,name,papers',
        'ada@lab.org,Ada,5',
        'nobody,,',
        'ADA@Lab.org,Ada again,',
        'eve@lab.org,=HYPERLINK(1),',
        '=1+1@lab.org,,',
        "zoe@lab.org,'=1+1,",
        'kim@lab.org,Kim',
        'lee@lab.org,Lee,many',
        'max@lab.org,Max,',
      ].join('\n'),
    );
    expect(addresses).toEqual(['ada@lab.org', 'zoe@lab.org', 'max@lab.org']);
    expect(told).toEqual([
      expect.stringMatching(/^3: email is "nobody": expected one plain address/),
      '4: ADA@lab.org is here a second time: line 2 has it already',
      '5: name is "=HYPERLINK(1)", a formula to spreadsheets: expected an apostrophe before it',
      expect.stringMatching(/^6: email is "=1\+1@lab\.org", a formula/),
      '8: 2 cells: expected 3, as in the first line',
      expect.stringMatching(/^9: papers is "many": /),
    ]);
  });

  test('an open quote, which does not swallow the people after it', async () => {
    const { addresses, told, survey } = await read('email,name\nada@lab.org,Ada\neve@lab.org,"Eve\nzoe@lab.org,Zoe\n');
    expect(survey.isWhole).toBe(false);
    expect(addresses).toEqual(['ada@lab.org', 'zoe@lab.org']);
    expect(told).toEqual([expect.stringMatching(/^3: .*[Qq]uot/)]);
  });

  test('a cell may have several lines', async () => {
    const { addresses, survey } = await read('email,name\nada@lab.org,"Ada\nByron"\nzoe@lab.org,Zoe\n');
    expect(survey).toMatchObject({ rows: 2, isWhole: true });
    expect(addresses).toEqual(['ada@lab.org', 'zoe@lab.org']);
  });
});

test('a byte order mark is no part of the first column', async () => {
  expect((await read('\uFEFFemail,name\nada@lab.org,Ada\n')).addresses).toEqual(['ada@lab.org']);
});

test.each([
  ['name,town\nAda,Bonn\n', 'list.csv:1: no column holds addresses: expected one named email, found "name", "town"'],
  ['', 'found nothing'],
  [Buffer.from([0x65, 0x6d, 0x61, 0x69, 0x6c, 0x0a, 0xfc, 0x40, 0x61, 0x2e, 0x62, 0x0a]), 'list.csv is not UTF-8'],
])('no list of people: %j', async (text, message) => {
  await expect(read(text)).rejects.toMatchObject({
    code: 'input_unreadable',
    message: expect.stringContaining(message),
  });
});
