// A returned mail to its verdicts, one for each recipient in it.
import type { BounceVerdict, Reason, Verdict } from './bounce-verdict.ts';
import { readFeedback, returnedTo } from './complaint.ts';
import { type Diagnosis, findReason, findStage, foldWords } from './diagnosis.ts';
import { type Fields, fieldOf, readFields } from './fields.ts';
import { kindOf } from './mail-kind.ts';
import { type Report, readReport } from './read-report.ts';
import { addressOfField, type Passage, plainAddress, readPassages } from './recipients.ts';
import { findReply, findStatus } from './status-code.ts';

const NOBODY_THERE: readonly Reason[] = ['userunknown', 'hostunknown', 'hasmoved', 'notaccept'];
const MAX_HEAD_CHARS = 100_000;
/** A report on more recipients than these is written to cost time. */
const MAX_RECIPIENTS = 500;
const NOTHING_RETURNED: readonly Reason[] = ['delivered', 'vacation', 'unrelated'];

/**
 * Reads delivery reports (RFC 3464), feedback reports (RFC 5965) and notices in plain words, by what they say and not by who sent
 * them. A mail that reports on nothing has one verdict, `none`.
 * @param bytes a mail with any line ends, whole or not
 * @returns nothing for what is no mail
 */
export async function readBounce(bytes: Uint8Array): Promise<BounceVerdict[]> {
  const report = await readReport(bytes);
  return report ? verdictsOf(report) : [];
}

/** What `readBounce` says of a mail that was read. @returns at least one verdict */
export function verdictsOf(report: Report): BounceVerdict[] {
  const kind = kindOf(report);
  if (kind === 'complaint') {
    const feedback = report.groups.filter(group => group.has('feedback-type'));
    return readFeedback(feedback.length > 0 ? feedback : [new Map()], report.returned);
  }
  if (kind !== 'delivery') return [{ verdict: 'none', reason: kind }];
  const passages = readPassages(report.notice, senders(report));
  const groups = report.groups
    .filter(
      group =>
        !group.has('feedback-type') &&
        (group.has('final-recipient') || group.has('original-recipient') || group.has('action')),
    )
    .slice(0, MAX_RECIPIENTS);
  if (groups.length > 0)
    return groups.map(group => fromFields(group, passages, { report, alone: groups.length === 1 }));
  if (passages.length > 0) return passages.map(passage => fromWords(passage, report, passages.length === 1));
  const named = (fieldOf(report.head, 'x-failed-recipients') ?? '')
    .split(',', MAX_RECIPIENTS)
    .flatMap(text => plainAddress(text) ?? []);
  const recipients = named.length > 0 ? named : [returnedTo(report.returned)];
  return recipients.map(address => fromWords({ address: address ?? '', text: report.notice }, report, true));
}

/** The addresses of the sender, to whom the report went: a notice names them beside the recipients. */
function senders({ head, returned }: Report): Set<string> {
  const failed = (fieldOf(head, 'x-failed-recipients') ?? '').toLowerCase();
  const came = readFields(returned.slice(0, MAX_HEAD_CHARS))[0];
  const own = [
    ...['to', 'delivered-to', 'x-original-to', 'envelope-to'].flatMap(name => head.get(name) ?? []),
    ...['from', 'sender', 'return-path'].flatMap(name => came?.get(name) ?? []),
  ];
  const addresses = own.flatMap(value => addressOfField(value)?.toLowerCase() ?? []);
  return new Set(addresses.filter(address => !failed.includes(address)));
}

function fromFields(
  group: Fields,
  passages: readonly Passage[],
  { report, alone }: { report: Report; alone: boolean },
): BounceVerdict {
  const final = addressOfField(fieldOf(group, 'final-recipient'));
  const original = addressOfField(fieldOf(group, 'original-recipient', 'x-actual-recipient'));
  const recipient =
    original ?? final ?? (alone ? addressOfField(fieldOf(report.head, 'x-failed-recipients')) : undefined);
  const names = [final, original].flatMap(address => address?.toLowerCase() ?? []);
  const passage =
    passages.find(({ address }) => names.includes(address)) ??
    (alone && passages.length <= 1 ? passages[0] : undefined);
  const code = fieldOf(group, 'diagnostic-code') ?? '';
  const status = fieldOf(group, 'status') ?? '';
  return conclude({
    recipient,
    action: fieldOf(group, 'action')
      ?.toLowerCase()
      .split(/[\s;(]/)[0],
    texts: [code, passage?.text ?? '', status.replace(/^[\d.\s]+/, '')],
    given: status,
    notice: alone ? report.notice : '',
    isLocal: /^x-unix\b/i.test(code),
    hasCode: code !== '',
  });
}

function fromWords({ address, text }: Passage, report: Report, alone: boolean): BounceVerdict {
  return conclude({
    recipient: plainAddress(address),
    action: isDelay(report) ? 'delayed' : undefined,
    texts: [text],
    given: '',
    notice: alone ? report.notice : '',
    isLocal: /\bpipe to \|/i.test(report.notice),
    hasCode: false,
  });
}

/** The mailer still tries. */
function isDelay({ subject, notice }: Report): boolean {
  return (
    /\b(?:delay|delayed|warning)\b|still being retried/i.test(subject) &&
    /\bdelay|not yet been|will (?:be retried|continue|keep)|temporary|still trying/i.test(notice)
  );
}

interface Finding {
  recipient: string | undefined;
  action: string | undefined;
  /** Raw words about this recipient, the most reliable first. */
  texts: readonly string[];
  /** The `Status` field. */
  given: string;
  notice: string;
  isLocal: boolean;
  hasCode: boolean;
}

function conclude({ recipient, action, texts, given, notice, isLocal, hasCode }: Finding): BounceVerdict {
  const status = findStatus([...texts.slice(0, 1), given, ...texts.slice(1), notice]);
  const reply = findReply([...texts, notice]);
  const stage = findStage([...texts, notice]);
  const diagnosis: Diagnosis = {
    texts: texts.map(text => foldWords(text, recipient)),
    notice: foldWords(notice, recipient),
    status,
    reply,
    stage,
    isLocal,
    hasCode,
  };
  const isDelivered = /^(?:deliver|relayed|expanded)/.test(action ?? '') || status?.startsWith('2.') === true;
  const reason = isDelivered ? 'delivered' : certain(findReason(diagnosis), diagnosis);
  return {
    verdict: verdictOf(reason, { action, status: given === '' ? status : (findStatus([given]) ?? status) }),
    reason,
    ...(status && { status }),
    ...(reply && { smtpReply: reply }),
    ...(recipient && { recipient }),
    ...(action && { action }),
  };
}

/**
 * A mail refused as a whole, after its data, is refused by a filter, whatever words it is refused with: to be sure that a mailbox
 * does not exist, a status code or the command must say so too, or a notice in plain words that quotes no server.
 */
function certain(reason: Reason, { stage, status, reply, hasCode }: Diagnosis): Reason {
  if (reason !== 'userunknown') return reason;
  if (stage === 'data') return 'filtered';
  const isSure = stage === 'rcpt' || /^[45]\.(?!0)/.test(status ?? '') || (reply === undefined && !hasCode);
  return isSure ? 'userunknown' : 'filtered';
}

function verdictOf(
  reason: Reason,
  { action, status }: { action: string | undefined; status: string | undefined },
): Verdict {
  if (NOTHING_RETURNED.includes(reason)) return 'none';
  if (!NOBODY_THERE.includes(reason) || action === 'delayed') return 'soft';
  return reason === 'notaccept' && status?.startsWith('4') ? 'soft' : 'hard';
}
