// A short mail to the operator when mail stops by itself, outside of the ledger.
import { randomUUID } from 'node:crypto';
import { smtpSubmitter } from '../deliver/smtp-submitter.ts';
import type { SendEvent } from '../domain/delivery.ts';
import type { House } from './house.ts';
import { lineOut } from './line-out.ts';

/** Each fact becomes news once: when it comes about. Does nothing without `OPERATOR_EMAIL`; an alert that cannot be sent is left: the report says the same. */
export async function alertOperator(
  { config, clock }: Pick<House, 'config' | 'clock'>,
  events: readonly SendEvent[],
  smtpUrl: string,
): Promise<void> {
  if (config.operatorEmail === undefined || events.length === 0) return;
  const submitter = smtpSubmitter({ ...lineOut(config, smtpUrl), connections: 1 });
  try {
    await submitter.submit(
      {
        from: config.mailFrom,
        to: { address: config.operatorEmail },
        subject: events.length === 1 ? subjectOf(events[0]!) : `Paperboy needs a look: ${events.length} things`,
        html: [],
        text: [{ text: `${events.map(sentenceOf).join('\n\n')}\n`, slots: [] }],
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

function subjectOf(event: SendEvent): string {
  switch (event.kind) {
    case 'canary_held':
      return `Paperboy holds the issue of ${event.date}`;
    case 'domain_paused':
      return `Paperboy pauses mail to ${event.domain}`;
    case 'daily_limit':
      return 'Paperboy has sent its mails for today';
  }
}

function sentenceOf(event: SendEvent): string {
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
    case 'daily_limit':
      return `${event.limit} mails went out in 24 hours, which is MAX_PER_DAY. The others wait.`;
  }
}
