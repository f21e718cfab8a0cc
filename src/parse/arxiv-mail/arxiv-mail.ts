// The mail in which arXiv announces a day's papers, as its lists send it or as somebody forwarded it.
import type { Format } from '../format.ts';
import { candidateOfRecord } from './record-candidate.ts';
import { splitRecords } from './split-records.ts';

/**
 * A line of two backslashes, and below it the id of the record it opens; perhaps quoted. Backslashes are found first
 * and the beginning of their line looked back for, which takes a quarter of the time.
 */
const RECORD = /(?<=^[> \t]{0,20})\\\\[ \t]{0,20}\r?\n[> \t]{0,20}(?:arXiv|Paper(?: \(\*cross-listing\*\))?):/m;

export const arxivMail: Format = {
  name: 'arxiv-mail',
  looksLike: 'an arXiv announcement mail',
  recognises: ({ text }) => text.includes('\\\\') && RECORD.test(text),
  read({ lines }, harvest) {
    for (const record of splitRecords(lines)) {
      const [{ number, text } = { number: 1, text: '' }] = record.header;
      const place = { line: number, text };
      // The list of a week names each day between backslashes.
      if (/^\/\*.{1,40}\*\/$/.test(text)) continue;
      if (record.isWhole) harvest.add(candidateOfRecord(record, harvest.fetchedAt), place);
      else harvest.reject('the mail ends within the record', place);
    }
  },
};
