// docs/operations.md tells the operator about every state.
import { expect, test } from 'vitest';
import { DELIVERY_STATES } from '../../src/domain/delivery.ts';
import { onlyCode, readProjectFile, tableRows } from './markdown.ts';

const document = readProjectFile('docs/operations.md');

test('every state of a delivery is explained', () => {
  const explained = tableRows(document, 'state').map(([state = '']) => onlyCode(state));
  expect(explained).toEqual([...DELIVERY_STATES]);
});
