// Answers of OAI-PMH repositories, arXiv's above all: one record or a list of them. http://www.openarchives.org/OAI/2.0/
import type { Format } from '../format.ts';
import { readAnswer } from './read-answer.ts';
import { candidateOfRecord } from './record-candidate.ts';

const ROOT = /<(?:[\w.-]{1,40}:)?OAI-PMH[\s>]/;
const HOLDS_RECORDS = /<(?:[\w.-]{1,40}:)?(?:record|error|ListRecords|GetRecord)[\s/>]/;
/** The protocol's way to say that nothing is new. §3.6 */
const NOTHING_NEW = 'noRecordsMatch';

export const oaiPmh: Format = {
  name: 'oai-pmh',
  looksLike: 'records of an OAI-PMH repository',
  recognises: ({ head, text }) => head.startsWith('<') && ROOT.test(head) && HOLDS_RECORDS.test(text),
  read({ text }, harvest) {
    const { records, errors, isWhole } = readAnswer(text);
    for (const { code, message } of errors) {
      if (code === NOTHING_NEW) continue;
      const error = [code, message].filter(part => part !== '').join(': ');
      harvest.reject(`the repository reports an error instead of records: "${error}"`, { text: error });
    }
    for (const record of records) {
      const place = { text: record.fields.get('title')?.[0] ?? record.fields.get('identifier')?.[0] ?? '' };
      if (record.isDeleted) continue;
      if (record.isWhole) harvest.add(candidateOfRecord(record, harvest.fetchedAt), place);
      else harvest.reject('the document ends within the record', place);
    }
    if (!isWhole && records.at(-1)?.isWhole !== false) {
      harvest.reject('the document is cut off or nested too deep: records may be missing', { text: text.slice(-100) });
    }
  },
};
