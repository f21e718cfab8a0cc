import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TOKEN_LENGTH } from '../../src/domain/link-token.ts';
import { type Fragment, fillSlots } from '../../src/domain/mail.ts';
import { slotMark, toFragment } from '../../src/render/fragment.ts';
import { TOKENS } from './sample.ts';

const filled = (...html: Fragment[]): string => fillSlots({ subject: 'S', html, text: [] }, TOKENS).html;

test('ends at a line end', () => {
  expect(toFragment('one\ntwo').text).toBe('one\ntwo\n');
  expect(toFragment('one\n').text).toBe('one\n');
});

test('holds a slot of the length of a token for every mark, and fills it', () => {
  const fragment = toFragment(`a ${slotMark('manage')} b ${slotMark('unsubscribe')} c ${slotMark('view')}\n`);
  expect(fragment.slots.map(({ purpose }) => purpose)).toEqual(['manage', 'unsubscribe', 'view']);
  expect(fragment.text).toHaveLength('a  b  c \n'.length + 3 * TOKEN_LENGTH);
  expect(filled(fragment)).toBe(`a ${TOKENS.manage} b ${TOKENS.unsubscribe} c ${TOKENS.view}\n`);
});

test('folds long lines at spaces to 900 octets and changes nothing else', () => {
  const word = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 100 }).map(text => text.replace(/\s|\u0001/gu, '')),
    fc.constant('x'.repeat(90)),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 100 }), words => {
      const line = words.join(' ');
      const { text } = toFragment(`${line}\n`);
      for (const folded of text.split('\n')) expect(Buffer.byteLength(folded)).toBeLessThanOrEqual(900);
      expect(text.replace(/\n/g, ' ').trimEnd()).toBe(line.trimEnd());
    }),
    { numRuns: 300 },
  );
});

test('finds its slots again after folding', () => {
  const fragment = toFragment(`${'word '.repeat(400)}${slotMark('view')} end\n`);
  expect(fragment.text.split('\n').length).toBeGreaterThan(2);
  expect(filled(fragment)).toContain(`${TOKENS.view} end`);
});

test('does not fold inside a condition that Outlook reads', () => {
  const line = `${'x'.repeat(880)} <!--[if mso | IE | gte ${'y'.repeat(30)}]><td><![endif]-->`;
  expect(toFragment(line).text).toContain('<!--[if mso | IE | gte ');
});
