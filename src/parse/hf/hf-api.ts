// The JSON of `GET https://huggingface.co/api/daily_papers`, as it was fetched or as archives keep it.
import type { Format } from '../format.ts';
import { oncePerInput } from '../once-per-input.ts';
import { readPythonLiteral } from '../python-literal.ts';
import { addRows, rowsIn } from './rows.ts';

/** A list or an object that Python printed, which is no JSON. */
const PRINTED = /^\[?\s*\{\s*'/;

export const hfApi: Format = {
  name: 'hf-api',
  looksLike: 'JSON of the Hugging Face daily_papers API (a list of rows with "paper")',
  recognises: input => rowsOf(input) !== undefined,
  read(input, harvest) {
    addRows(rowsOf(input) ?? [], harvest);
  },
};

const rowsOf = oncePerInput((input): unknown[] | undefined => {
  // Only now is the JSON asked for: a large text that is none need not be tried.
  if (!/^[[{]/.test(input.head)) return undefined;
  if ('value' in input.json) return rowsIn(input.json.value);
  const literal = PRINTED.test(input.head) ? readPythonLiteral(input.text) : undefined;
  return literal && 'value' in literal ? rowsIn(literal.value) : undefined;
});
