import { expect, test } from 'vitest';
import { InputText } from '../../src/parse/input-text.ts';
import { oncePerInput } from '../../src/parse/once-per-input.ts';

test('computes once for each document, even where the answer is none', () => {
  const asked: string[] = [];
  const find = oncePerInput(({ locator }) => void asked.push(locator));
  const [first, second] = [new InputText('x', 'first'), new InputText('x', 'second')];
  for (const input of [first, second, first]) expect(find(input)).toBeUndefined();
  expect(asked).toEqual(['first', 'second']);
});
