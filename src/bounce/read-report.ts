// The bytes of a mail to what a report is read from: its head, the words for people, and the fields for programs.
import PostalMime, { type Attachment, type Email } from 'postal-mime';
import { type Fields, readFields } from './fields.ts';
import { cutReturnedMail } from './returned-mail.ts';

export interface Report {
  /** Of the mail itself, by lower-case name. */
  head: Fields;
  subject: string;
  /** Display name and address. */
  from: string;
  /** What a person is told, without the mail that came back. */
  notice: string;
  /** Groups of fields, one for each recipient or report. */
  groups: readonly Fields[];
  /** Whether the fields stand in a part of their own, and not somewhere in the text. */
  declared: boolean;
  /** The mail that came back, as far as it did. */
  returned: string;
}

const RETURNED_TYPE = /^(?:message\/(?:rfc822|global)|text\/rfc822)/;
const REPORT_TYPE = /^message\/(?:(?:global-)?delivery-status|feedback-report|(?:global-)?disposition-notification)/;
/** A field that only a report has. */
const REPORT_FIELD = ['final-recipient', 'original-recipient', 'feedback-type', 'diagnostic-code'];
const MAIL_HEADERS = ['from', 'to', 'subject', 'date', 'message-id', 'received', 'return-path', 'content-type'];
/** What a longer mail says first is enough, and an endless one costs no more. */
const MAX_BYTES = 1_000_000;

/**
 * @param bytes a mail with any line ends, whole or not
 * @returns undefined for what is no mail: without a head, or nested hundreds deep
 */
export async function readReport(bytes: Uint8Array): Promise<Report | undefined> {
  const plain = withLineFeeds(bytes.subarray(0, MAX_BYTES));
  const mail = await PostalMime.parse(plain, { forceRfc822Attachments: true }).catch(() => undefined);
  if (!mail?.headers.some(({ key }) => MAIL_HEADERS.includes(key))) return undefined;
  const source = plain.toString('latin1');
  const parts = partsOf(mail);
  const body = cutReturnedMail(parts.text.trim() === '' ? bodyOf(source) : parts.text);
  const status = cutReturnedMail(parts.status);
  // Where the boundaries are broken, the fields stand between other lines.
  const fields = [status.own, body.own, cutReturnedMail(bodyOf(source)).own].map(text =>
    readFields(text).filter(isReport),
  );
  return {
    head: new Map(
      Map.groupBy(mail.headers, ({ key }) => key)
        .entries()
        .map(([key, headers]) => [key, headers.map(({ value }) => value.trim())] as const),
    ),
    subject: mail.subject ?? '',
    from: `${mail.from?.name ?? ''} <${mail.from?.address ?? ''}>`,
    notice: body.own,
    groups: fields.find(groups => groups.length > 0) ?? [],
    declared: fields[0]!.length > 0,
    returned: parts.returned || status.returned || body.returned,
  };
}

function isReport(fields: Fields): boolean {
  return REPORT_FIELD.some(name => fields.has(name)) || (fields.has('action') && fields.has('status'));
}

/** CR alone and CRLF become LF: some mailers and many mail files have lost one half. */
function withLineFeeds(bytes: Uint8Array): Buffer {
  return Buffer.from(
    Buffer.from(bytes)
      .toString('latin1')
      .replace(/\r\n?/g, '\n')
      .replace(/^From .*\n/, ''),
    'latin1',
  );
}

function bodyOf(source: string): string {
  const end = source.indexOf('\n\n');
  return end < 0 ? '' : source.slice(end + 2);
}

function partsOf({ text, html, attachments }: Email): { text: string; status: string; returned: string } {
  const texts = (wanted: (type: string) => boolean) =>
    attachments.filter(({ mimeType }) => wanted(mimeType)).map(contentOf);
  const words = [text?.trim() ? text : plainText(html ?? ''), ...texts(type => type === 'text/plain')];
  return {
    text: words.join('\n').replaceAll('\r\n', '\n'),
    status: texts(type => REPORT_TYPE.test(type)).join('\n\n'),
    returned: texts(type => RETURNED_TYPE.test(type)).join('\n\n'),
  };
}

function contentOf({ content }: Attachment): string {
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
  return text.replaceAll('\r\n', '\n');
}

function plainText(html: string): string {
  return html
    .replace(/<(style|script)\b[\s\S]*?(?:<\/\1>|$)/gi, ' ')
    .replace(/<(?:br|\/?(?:p|div|tr|table|h\d|li))\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&(?:nbsp|#160);/g, ' ');
}
