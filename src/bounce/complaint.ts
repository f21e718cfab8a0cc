// Feedback reports: what a recipient, or a recipient's provider, says about a mail that arrived. RFC 5965.
import type { BounceVerdict } from './bounce-verdict.ts';
import { type Fields, fieldOf, readFields } from './fields.ts';
import { addressOfField } from './recipients.ts';

/** Reports that are not about a reader who wants no more: a wrong verdict taken back, our own signatures, a scanner's finding. */
const NO_COMPLAINT = /^(?:not-spam|auth-failure|dmarc|virus|other)/;
const RECIPIENT_FIELDS = [
  'original-rcpt-to',
  'x-original-to',
  'removal-recipient',
  'final-recipient',
  'original-recipient',
];
/** A report on more recipients than these is written to cost time. */
const MAX_RECIPIENTS = 500;
/** Where providers that send no report of fields leave the recipient. */
const HIDDEN_RECIPIENT = [
  'x-hmxmroriginalrecipient',
  'x-hmxmr-originalrecipient',
  'x-original-recipient',
  'delivered-to',
  'to',
];

/**
 * One verdict for each recipient that a report names. A type is needed only to be no complaint: a report without one is.
 * @param reports the groups of fields of a feedback report
 * @param returned the mail that is complained about
 */
export function readFeedback(reports: readonly Fields[], returned: string): BounceVerdict[] {
  const returnedRecipient = returnedTo(returned);
  const verdicts = reports.flatMap((report): BounceVerdict[] => {
    const feedbackType = fieldOf(report, 'feedback-type')?.toLowerCase().split(/[\s;]/)[0];
    const verdict = NO_COMPLAINT.test(feedbackType ?? '') ? 'none' : 'complaint';
    const named = RECIPIENT_FIELDS.map(name => (report.get(name) ?? []).flatMap(value => value.split(','))).find(
      values => values.length > 0,
    ) ?? [undefined];
    return named.map(value => ({
      verdict,
      reason: 'feedback',
      ...present({ feedbackType, recipient: addressOfField(value) ?? returnedRecipient }),
    }));
  });
  return verdicts.slice(0, MAX_RECIPIENTS);
}

/** To whom the mail that came back was addressed. */
export function returnedTo(returned: string): string | undefined {
  const head = readFields(returned.slice(0, 100_000))[0];
  if (!head) return undefined;
  for (const name of HIDDEN_RECIPIENT) {
    const address = addressOfField(fieldOf(head, name)?.replace(/^mailto:/i, ''));
    if (address !== undefined) return address;
  }
  return undefined;
}

function present(fields: { feedbackType?: string | undefined; recipient?: string | undefined }) {
  const { feedbackType, recipient } = fields;
  return { ...(feedbackType && { feedbackType }), ...(recipient && { recipient }) };
}
