import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanText, excerptOf } from '../../src/parse/clean-text.ts';

describe('cleanText', () => {
  test.each([
    ['Two  spaces,\ta tab,\na line end', 'Two spaces, a tab, a line end'],
    ['no\u00a0break\u2003space', 'no break space'],
    ['Andre\u0301', 'André'],
    ['soft\u00adhyphen and zero\u200bwidth', 'softhyphen and zerowidth'],
    ['evil \u202egnp.exe\u202c name', 'evil gnp.exe name'],
    ['bell\u0007 and nul\u0000 and C1\u0090', 'bell and nul and C1'],
    ['a\u200dlone joiner', 'alone joiner'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['👩\u200d💻 codes', '👩\u200d💻 codes'],
    ['half a \ud83d surrogate', 'half a \ufffd surrogate'],
  ])('%j becomes %j', (dirty, clean) => {
    expect(cleanText(dirty)).toBe(clean);
  });

  test('leaves nothing to clean', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const once = cleanText(text);
        expect(cleanText(once)).toBe(once);
        expect(once).toBe(once.normalize('NFC'));
        expect(once).not.toMatch(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069\u200b]|^\s|\s$|\s\s/);
      }),
    );
  });

  test('an excerpt has at most 200 characters and no broken surrogate', () => {
    expect(excerptOf('😀'.repeat(500)).length).toBeLessThanOrEqual(200);
    expect(excerptOf(`${'x'.repeat(199)}😀`).isWellFormed()).toBe(true);
  });
});

test('a run of marks as long as a text ends in a moment, and no letter loses the marks of any script', () => {
  const marks = '\u0301\u0323'.repeat(500_000);
  expect(cleanText(`a${marks}b`)).toMatch(/^ạ\p{M}{1,30}b$/u);
  expect(cleanText('Việt Nam, נִקּוּד, ภาษาไทย')).toBe('Việt Nam, נִקּוּד, ภาษาไทย'.normalize('NFC'));
});
