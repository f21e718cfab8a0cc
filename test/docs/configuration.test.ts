// docs/configuration.md, .env.example and the code name the same variables, with the same defaults.
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { readConfig, VARIABLES } from '../../src/config.ts';
import { onlyCode, readProjectFile, tableRows } from './markdown.ts';

const rows = tableRows(readProjectFile('docs/configuration.md'), 'variable').map(
  ([name, meaning, fallback, example]) => ({
    name: onlyCode(name ?? '') ?? '',
    meaning: meaning ?? '',
    fallback: onlyCode(fallback ?? ''),
    example: onlyCode(example ?? '') ?? '',
  }),
);
const envExample = readProjectFile('.env.example');
const edited = parseEnv(envExample) as Record<string, string>;
const commentedOut = parseEnv(envExample.replace(/^# ?(?=[A-Z_]+=)/gm, '')) as Record<string, string>;

test('docs/configuration.md names every variable the program reads, in its order, and no other', () => {
  expect(rows.map(({ name }) => name)).toEqual(VARIABLES);
});

test('.env.example names every variable the program reads, in its order, and no other', () => {
  expect(envExample.match(/^#? ?[A-Z_]+(?==)/gm)?.map(name => name.replace(/^# ?/, ''))).toEqual(VARIABLES);
});

test('.env.example begins with the four lines to edit, and the rest is commented out', () => {
  expect(Object.keys(edited).sort()).toEqual(VARIABLES.slice(0, 4).sort());
  expect(VARIABLES.slice(0, 4)).toEqual(['SOURCES', 'SMTP_URL', 'MAIL_FROM', 'PUBLIC_URL']);
});

test('.env.example is a valid configuration as it stands', () => {
  expect(readConfig(edited)).toMatchObject({ tryingOut: false, sources: ['hf://daily'] });
});

test.each(rows)('the default of $name is what the program does without it, in both documents', ({ name, fallback }) => {
  if (fallback !== undefined) expect(readConfig({ [name]: fallback })).toEqual(readConfig({}));
  if (!(name in edited)) expect(commentedOut[name]).toBe(fallback ?? '');
});

const examples = Object.fromEntries(rows.map(({ name, example }) => [name, example]));

test('the examples for sending work together', () => {
  const sending = Object.fromEntries(Object.keys(edited).map(name => [name, examples[name]]));
  expect(readConfig(sending)).toMatchObject({ tryingOut: false });
});

/** They mean something only together. */
const dkim = Object.fromEntries(Object.entries(examples).filter(([name]) => name.startsWith('DKIM_')));

test('the examples for signing work together', () => {
  expect(readConfig(dkim).dkim).toBeDefined();
});

test.each(rows.filter(({ name }) => !(name in edited) && !(name in dkim)))(
  'the example of $name is accepted and changes something',
  row => {
    expect(readConfig({ [row.name]: row.example })).not.toEqual(readConfig({}));
  },
);
