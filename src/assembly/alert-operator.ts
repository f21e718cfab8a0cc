// A short mail to the operator when mail stops by itself, outside of the ledger.
import { randomUUID } from 'node:crypto';
import { smtpSubmitter } from '../deliver/smtp-submitter.ts';
import type { SendEvent } from '../domain/delivery.ts';
import type { House } from './house.ts';
import { lineOut } from './line-out.ts';

/** What comes back is not read any more. */
interface InboxAlarm {
  kind: 'inbox_broken';
  /** One sentence, without a password. */
  reason: string;
}

/** What the operator did not ask for. */
type Alarm = Exclude<SendEvent, { kind: 'daily_limit' }> | InboxAlarm;

/** Each alarm is news once: when it comes about. Does nothing without `OPERATOR_EMAIL`; an alert that cannot be sent is left: the report says the same. */
export async function alertOperator(
  { config, clock }: Pick<House, 'config' | 'clock'>,
  events: readonly (SendEvent | InboxAlarm)[],
  smtpUrl: string,
): Promise<void> {
  const alarms = events.filter(event => event.kind !== 'daily_limit');
  if (config.operatorEmail === undefined || alarms.length === 0) return;
  const submitter = smtpSubmitter({ ...lineOut(config, smtpUrl), connections: 1 });
  try {
    await submitter.submit(
      {
        from: config.mailFrom,
        to: { address: config.operatorEmail },
        subject: alarms.length === 1 ? subjectOf(alarms[0]!) : `Paperboy needs a look: ${alarms.length} things`,
        html: [],
        text: [{ text: `${alarms.map(sentenceOf).join('\n\n')}\n`, slots: [] }],
        tokens: { unsubscribe: '', manage: '', view: '', learn: '' },
        messageId: `alert.${randomUUID()}@${config.mailFrom.address.split('@').at(-1)}`,
        date: clock.now(),
        headers: [['Auto-Submitted', 'auto-generated']],
      },
      async () => true,
    );
  } finally {
    await submitter.close();
  }
}

function subjectOf(event: Alarm): string {
  switch (event.kind) {
    case 'canary_held':
      return `Paperboy holds the issue of ${event.date}`;
    case 'domain_paused':
      return `Paperboy pauses mail to ${event.domain}`;
    case 'inbox_broken':
      return 'Paperboy cannot read returned mail';
  }
}

function sentenceOf(event: Alarm): string {
  switch (event.kind) {
    case 'canary_held':
      return [
        `The issue of ${event.date} is on hold: ${event.refused} of its first ${event.tried} mails were refused.`,
        `See which:   paperboy deliveries list --date ${event.date}`,
        `Go on:       paperboy issue resume ${event.date}`,
        `Never send:  paperboy issue cancel ${event.date}`,
      ].join('\n');
    case 'domain_paused':
      return `${event.domain} refuses mail from here. Nothing more goes there before ${event.until.toISOString()}.\nIt said: ${event.reply}`;
    case 'inbox_broken':
      return `Returned mail is not read until this is mended, and mail goes out all the same:\n${event.reason}`;
  }
}
