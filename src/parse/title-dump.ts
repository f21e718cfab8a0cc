// Dumps of labelled records: `Title:`, `Authors:`, `Abstract:` and their kin, in any order, with continuation lines.
import type { Format } from './format.ts';
import type { Harvest } from './harvest.ts';
import { candidateOfFields } from './labelled-record.ts';
import { type LabelledField, readLabel } from './labels.ts';
import type { Line } from './read-lines.ts';

const RULE = /^(?:[-=*_~#] ?){3,}$|^\\\\$/;

interface LabelledRecord {
  line: number;
  text: string;
  fields: Map<LabelledField, string[]>;
}

export const titleDump: Format = {
  name: 'title-dump',
  looksLike: 'records labelled "Title:", "Authors:", "Abstract:"',
  recognises({ lines }) {
    const seen = new Set<LabelledField>();
    for (const { text } of lines) {
      const field = readLabel(text)?.field;
      if (field) seen.add(field);
      if (seen.has('title') && seen.size > 1) return true;
    }
    return false;
  },
  read({ lines }, harvest) {
    for (const { line, text, fields } of splitRecords(lines, harvest)) {
      harvest.add(candidateOfFields(fields, harvest.fetchedAt), { line, text });
    }
  },
};

/** A record ends at a rule, where a label comes again, and where the label that opened the first record comes. */
function splitRecords(lines: readonly Line[], harvest: Harvest): LabelledRecord[] {
  const records: LabelledRecord[] = [];
  let record: LabelledRecord | undefined;
  let field: LabelledField | undefined;
  let opener: LabelledField | undefined;
  for (const line of lines) {
    const label = readLabel(line.text);
    if (label) {
      field = label.field;
      opener ??= field;
      // A paper may have several links, but only one of everything else.
      if (!record || field === opener || (record.fields.has(field) && field !== 'link')) {
        record = { line: line.number, text: line.text, fields: new Map() };
        records.push(record);
      }
      const values = record.fields.get(field) ?? [];
      record.fields.set(field, values);
      if (label.rest !== '') values.push(label.rest);
    } else if (RULE.test(line.text)) {
      record = undefined;
    } else if (record && field && goesOn(line, field, record)) {
      record.fields.get(field)?.push(line.text);
    } else {
      const place = { line: line.number, text: line.text };
      harvest.reject('the text stands under no label: expected one such as "Title:"', place);
    }
  }
  return records;
}

/** Only an abstract goes on after a blank line; and a label alone on its line has its value below. */
function goesOn({ afterBlank }: Line, field: LabelledField, { fields }: LabelledRecord): boolean {
  return field === 'abstract' || !afterBlank || fields.get(field)?.length === 0;
}
