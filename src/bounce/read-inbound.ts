// A mail that came in, to all that a decision about it needs: to whom it came, what it says, and which mails it names.
import type { BounceVerdict } from './bounce-verdict.ts';
import { verdictsOf } from './read-bounce.ts';
import { type Report, readReport } from './read-report.ts';
import { addressOfField } from './recipients.ts';

export interface InboundMail {
  /** Addresses that its head says it was sent to, those of the envelope first. */
  recipients: readonly string[];
  subject: string;
  /** Where the Message-ID of the mail that came back would stand, likeliest place first. */
  quoted: string;
  /** At least one. */
  verdicts: readonly BounceVerdict[];
}

/** Headers in which servers note the recipient of the envelope, before those that the sender wrote. */
const RECIPIENT_HEADERS = [
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'x-delivered-to',
  'to',
  'cc',
];
const MAX_RECIPIENTS = 100;

/**
 * @param bytes a mail with any line ends, whole or not
 * @returns undefined for what is no mail
 */
export async function readInbound(bytes: Uint8Array): Promise<InboundMail | undefined> {
  const report = await readReport(bytes);
  return (
    report && {
      recipients: recipientsOf(report),
      subject: report.subject,
      quoted: quotedIn(report),
      verdicts: verdictsOf(report),
    }
  );
}

function recipientsOf({ head }: Report): string[] {
  return RECIPIENT_HEADERS.flatMap(name => head.get(name) ?? [])
    .flatMap(value => value.split(',', MAX_RECIPIENTS))
    .slice(0, MAX_RECIPIENTS)
    .flatMap(value => addressOfField(value) ?? []);
}

function quotedIn({ head, notice, groups, returned }: Report): string {
  const answered = ['in-reply-to', 'references'].flatMap(name => head.get(name) ?? []);
  const fields = groups.flatMap(group => [...group.values()].flat());
  return [returned, ...answered, notice, ...fields].join('\n');
}
