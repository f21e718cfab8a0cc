// An announcement mail to its records: two backslashes open one, divide header from abstract, and close it.
import { readPartialDate, resolveDate } from '../partial-date.ts';
import type { Line } from '../read-lines.ts';

/** What a rule of the mail opens: new submissions, cross-lists, replacements. */
export type Section = 'new' | 'cross' | 'replace';

export interface MailRecord {
  section: Section;
  /** Day under which arXiv lists what the mail announces, YYYY-MM-DD. */
  listedAt?: string;
  /** Never empty. */
  header: Line[];
  abstract: string[];
  /** Its end was seen: the closing line, a rule, or the backslashes below its abstract. */
  isWhole: boolean;
}

const QUOTE_MARKS = /^(?:> ?)+/;
const BACKSLASHES = '\\\\';
/** `\\ ( https://arxiv.org/abs/2411.13560 , 31214kb)`; a replacement has no abstract in front of it. */
const CLOSING = /^\\\\ ?\(/;
type Part = 'outside' | 'header' | 'abstract';
/** What two backslashes open. */
const NEXT_PART: Record<Part, Part> = { outside: 'header', header: 'abstract', abstract: 'outside' };
const RULE = /^-{20,}$/;
const SECTION_RULES: readonly [RegExp, Section][] = [
  [/^(?:%-){6}/, 'cross'],
  [/^(?:%%--){3}/, 'replace'],
  // The end; the mail below it, if there is one, begins again.
  [/^(?:%%%---){2}/, 'new'],
];
const RECEIVED = /^received from .{5,60} to (?:[a-z]{3},? )?(\d{1,2} [a-z]{3}) (?:20)?(\d{2})\b/i;
const SATURDAY = 6;
const SUNDAY = 0;

export function splitRecords(lines: readonly Line[]): MailRecord[] {
  const records: MailRecord[] = [];
  let part: Part = 'outside';
  let section: Section = 'new';
  let listedAt: string | undefined;
  let record: MailRecord | undefined;
  for (const line of lines) {
    const text = line.text.replace(QUOTE_MARKS, '');
    const opened = SECTION_RULES.find(([rule]) => rule.test(text))?.[1];
    const isEnd = opened !== undefined || RULE.test(text) || CLOSING.test(text);
    if (isEnd || text === BACKSLASHES) {
      if (record) record.isWhole = isEnd || part === 'abstract';
      section = opened ?? section;
      part = isEnd ? 'outside' : NEXT_PART[part];
      if (part !== 'abstract') record = undefined;
    } else if (part === 'outside') {
      const day = listingDay(text);
      if (day) [listedAt, section] = [day, 'new'];
    } else if (part === 'abstract') {
      record?.abstract.push(text);
    } else if (record) {
      record.header.push({ ...line, text });
    } else {
      record = { section, listedAt, header: [{ ...line, text }], abstract: [], isWhole: false };
      records.push(record);
    }
  }
  return records;
}

/**
 * What came in until Thursday afternoon is announced that evening and listed under Friday; what came in until Friday
 * is listed under Monday. https://info.arxiv.org/help/availability.html
 */
function listingDay(text: string): string | undefined {
  const [, day, year] = RECEIVED.exec(text) ?? [];
  const until = day && year && readPartialDate(`${day} 20${year}`);
  if (!until) return undefined;
  const at = new Date(`${resolveDate(until, '').date}T00:00:00Z`);
  do at.setUTCDate(at.getUTCDate() + 1);
  while (at.getUTCDay() === SATURDAY || at.getUTCDay() === SUNDAY);
  return at.toISOString().slice(0, 10);
}
