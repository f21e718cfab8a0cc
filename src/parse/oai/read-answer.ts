// An OAI-PMH answer to raw records: the leaves of each by name, whatever the metadata format. No DTD, no entities but XML's own.
import { walkMarkup } from '../walk-markup.ts';

export interface OaiRecord {
  /** The repository withdrew it; its metadata is gone. */
  isDeleted: boolean;
  /** Its end tag was seen. */
  isWhole: boolean;
  /** Text of its elements by their names without prefix, such as `title`; several where it repeats. */
  fields: Map<string, string[]>;
  /** Parts of each author's name, where the format takes names apart. */
  authors: { keyname?: string; forenames?: string; suffix?: string }[];
  /** Where the format tells the history of versions. */
  versions: { version: number; date: string }[];
}

export interface OaiAnswer {
  records: OaiRecord[];
  errors: { code: string; message: string }[];
  /** The end tag of the document was seen. */
  isWhole: boolean;
}

export function readAnswer(xml: string): OaiAnswer {
  const answer: OaiAnswer = { records: [], errors: [], isWhole: false };
  let record: OaiRecord | undefined;
  let words: string[] = [];
  walkMarkup(
    xml,
    {
      open(qualified, attributes) {
        const name = localName(qualified);
        words = [];
        if (name === 'record') {
          record = { isDeleted: false, isWhole: false, fields: new Map(), authors: [], versions: [] };
          answer.records.push(record);
        } else if (name === 'error') answer.errors.push({ code: attributes.code ?? '', message: '' });
        else if (name === 'header' && record) record.isDeleted = attributes.status === 'deleted';
        else if (name === 'author') record?.authors.push({});
        else if (name === 'version') record?.versions.push({ version: versionOf(attributes.version), date: '' });
      },
      text(part) {
        words.push(part);
      },
      close(qualified, isMissing) {
        const name = localName(qualified);
        const value = words.join('').trim();
        words = [];
        if (name === 'OAI-PMH') answer.isWhole = !isMissing;
        const error = name === 'error' ? answer.errors.at(-1) : undefined;
        if (error) error.message = value;
        if (!record) return;
        if (name === 'record') {
          record.isWhole = !isMissing;
          record = undefined;
        } else if (value !== '') keep(record, name, value);
      },
    },
    'xml',
  );
  return answer;
}

function keep(record: OaiRecord, name: string, value: string): void {
  const author = record.authors.at(-1);
  const version = record.versions.at(-1);
  if (author && (name === 'keyname' || name === 'forenames' || name === 'suffix')) author[name] = value;
  else if (version?.date === '' && name === 'date') version.date = value;
  else {
    const values = record.fields.get(name);
    if (values) values.push(value);
    else record.fields.set(name, [value]);
  }
}

function localName(qualified: string): string {
  return qualified.slice(qualified.indexOf(':') + 1);
}

/** `v2` is 2. */
function versionOf(text = ''): number {
  return Number(/^v(\d{1,3})$/.exec(text)?.[1] ?? 1);
}
