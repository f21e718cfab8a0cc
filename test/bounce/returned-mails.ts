// Returned mails as mailers write them, made up for tests.

export const COPY = `Return-Path: <letter@papers.lab.org>
Received: from papers.lab.org by mx.lab.org; Mon, 3 Feb 2025 07:00:01 +0000
From: Paperboy <letter@papers.lab.org>
To: ada@uni.example
Subject: Ten papers on bees
Message-ID: <17@papers.lab.org>

Bees, and why they do not exist in winter.
`;

interface Notice {
  from?: string;
  to?: string;
  subject?: string;
  headers?: readonly string[];
  body: string;
}

/** A mail in plain text from a mailer. */
export function notice({ from, to, subject, headers = [], body }: Notice): string {
  return [
    'Return-Path: <>',
    `From: ${from ?? 'Mail Delivery Subsystem <MAILER-DAEMON@mx.lab.org>'}`,
    `To: ${to ?? 'letter@papers.lab.org'}`,
    `Subject: ${subject ?? 'Undelivered Mail Returned to Sender'}`,
    ...headers,
    '',
    body,
  ].join('\n');
}

interface Status {
  /** What people are told. */
  text?: string;
  /** The fields of each recipient. */
  recipients: readonly string[];
  type?: string;
  subject?: string;
  to?: string;
  /** The mail that came back. */
  copy?: string;
}

/** A multipart report with a part of fields and the mail that came back. RFC 6522. */
export function statusReport({
  text = 'Sorry.',
  recipients,
  type = 'delivery-status',
  subject,
  to,
  copy = COPY,
}: Status): string {
  const parts = [
    `Content-Type: text/plain; charset=utf-8\n\n${text}\n`,
    `Content-Type: message/${type}\n\n${['Reporting-MTA: dns; mx.lab.org', ...recipients].join('\n\n')}\n`,
    `Content-Type: message/rfc822\n\n${copy}`,
  ];
  return notice({
    ...(subject !== undefined && { subject }),
    ...(to !== undefined && { to }),
    headers: ['MIME-Version: 1.0', `Content-Type: multipart/report; report-type=${type}; boundary="=_b"`],
    body: `${parts.map(part => `--=_b\n${part}`).join('\n')}\n--=_b--\n`,
  });
}

/** A complaint. RFC 5965. */
export function feedbackReport(fields: string, copy = COPY): string {
  return notice({
    from: 'Feedback <fbl@provider.example>',
    subject: 'Feedback',
    headers: ['MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=feedback-report; boundary="=_b"'],
    body: `--=_b\nContent-Type: text/plain\n\nA reader complains.\n\n--=_b\nContent-Type: message/feedback-report\n\n${fields}\n\n--=_b\nContent-Type: message/rfc822\n\n${copy}\n--=_b--\n`,
  });
}
