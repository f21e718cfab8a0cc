import { expect, test } from 'vitest';
import { authorNames } from '../../src/parse/feed/author-names.ts';

test.each([
  ['one field for all', ['Ann One, Bob Two'], ['Ann One', 'Bob Two']],
  ['a field for each', ['Ann One', 'Bob Two'], ['Ann One', 'Bob Two']],
  ['a field for each, filed by family', ['One, Ann', 'Two, Bob'], ['Ann One', 'Bob Two']],
  ['one field, families and initials', ['One, A., Two, B. C.'], ['A. One', 'B. C. Two']],
  ['one field, with affiliations', ['Li Wei (MIT, USA) and Bo He'], ['Li Wei', 'Bo He']],
  ['one field, filed by family', ['Doe, Jane M.'], ['Jane M. Doe']],
  ['one field, a given name each', ['Ada, Bob'], ['Ada', 'Bob']],
  ['one field, an acronym that is no initials', ['Jane Doe, CERN'], ['Jane Doe', 'CERN']],
  ['markup and references', ['<b>Ann</b> Ones&ouml;'], ['Ann Onesö']],
])('names of %s', (_, written, names) => {
  expect(authorNames(written.map(name => ({ name })))).toEqual(names);
});

test('an author without a name is nobody', () => {
  expect(authorNames([{ email: 'a@example.org' }])).toEqual([]);
});
