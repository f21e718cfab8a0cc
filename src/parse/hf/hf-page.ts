// The HTML of huggingface.co/papers: its components carry their data, the API's rows, as JSON in `data-props`.
import type { Format } from '../format.ts';
import { oncePerInput } from '../once-per-input.ts';
import { readJson } from '../read-json.ts';
import { walkMarkup } from '../walk-markup.ts';
import { addRows, isRow, rowsIn } from './rows.ts';

export const hfPage: Format = {
  name: 'hf-page',
  looksLike: 'the HTML of a Hugging Face papers page',
  recognises: input => rowsOf(input) !== undefined,
  read(input, harvest) {
    addRows(rowsOf(input) ?? [], harvest);
  },
};

/** The first list of rows, a page of papers; else a single row, the page of one paper. */
const rowsOf = oncePerInput(({ head, text }): unknown[] | undefined => {
  if (!head.startsWith('<') || !text.includes('data-props')) return undefined;
  const props = readProps(text).filter(value => rowsIn(value) !== undefined);
  return rowsIn(props.find(value => !isRow(value)) ?? props[0]);
});

function readProps(html: string): unknown[] {
  const props: unknown[] = [];
  walkMarkup(html, {
    open(_, { 'data-props': json }) {
      if (json?.includes('aper')) props.push(decode(json));
    },
  });
  return props;
}

/** A component whose data is no JSON is none of ours. */
function decode(json: string): unknown {
  const read = readJson(json);
  return 'value' in read ? read.value : undefined;
}
