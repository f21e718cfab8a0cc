// Notices in plain words: what many mailers write, without a part for programs.
import { describe, expect, test } from 'vitest';
import { readBounce } from '../../src/bounce/read-bounce.ts';
import { COPY, notice } from './returned-mails.ts';

const only = async (mail: string) => {
  const verdicts = await readBounce(Buffer.from(mail));
  expect(verdicts).toHaveLength(1);
  return verdicts[0];
};

describe('one recipient', () => {
  test.each<[string, string, object]>([
    [
      'qmail, with the words of the other server',
      `Hi. This is the qmail-send program at mx.lab.org.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<ada@uni.example.edu>:
192.0.2.9 does not like recipient.
Remote host said: 550 sorry, no mailbox here by that name
Giving up on 192.0.2.9.

--- Below this line is a copy of the message.

${COPY}`,
      { verdict: 'hard', reason: 'userunknown', recipient: 'ada@uni.example.edu', smtpReply: '550' },
    ],
    [
      'qmail, the recipient is over quota',
      `<ada@uni.example.edu>:
The users mailfolder is over the allowed quota (size). (#5.2.2)

--- Below this line is a copy of the message.

${COPY}`,
      { verdict: 'soft', reason: 'mailboxfull', status: '5.2.2' },
    ],
    [
      'qmail, no such domain',
      `<ada@uni.example.edu>:
Sorry, I couldn't find any host named uni.example.edu. (#5.1.2)

--- Below this line is a copy of the message.

${COPY}`,
      { verdict: 'hard', reason: 'hostunknown', status: '5.1.2' },
    ],
    [
      'Sendmail, with a transcript',
      `The original message was received at Mon, 3 Feb 2025 07:00:02 GMT
from papers.lab.org [192.0.2.1]

   ----- The following addresses had permanent fatal errors -----
<ada@uni.example.edu>
    (reason: 550 5.1.1 <ada@uni.example.edu>... User unknown)

   ----- Transcript of session follows -----
... while talking to mx.uni.example.edu.:
>>> RCPT To:<ada@uni.example.edu>
<<< 550 5.1.1 <ada@uni.example.edu>... User unknown
550 5.1.1 <ada@uni.example.edu>... User unknown

   ----- Original message follows -----

${COPY}`,
      { verdict: 'hard', reason: 'userunknown', status: '5.1.1', smtpReply: '550', recipient: 'ada@uni.example.edu' },
    ],
    [
      'Exim, refused at once for the sender network',
      `This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  ada@uni.example.edu
    host mx.uni.example.edu [192.0.2.9]
    SMTP error from remote mail server after RCPT TO:<ada@uni.example.edu>:
    554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org

------ This is a copy of the message, including all the headers. ------

${COPY}`,
      { verdict: 'soft', reason: 'blocked', recipient: 'ada@uni.example.edu' },
    ],
    [
      'Exim, with a route that does not exist',
      `  ada@uni.example.edu
    Unrouteable address

------ This is a copy of the message, including all the headers. ------

${COPY}`,
      { verdict: 'hard', recipient: 'ada@uni.example.edu' },
    ],
    [
      'Exchange, an old one',
      `Your message

  To:      ada@uni.example.edu
  Subject: Ten papers on bees
  Sent:    Mon, 3 Feb 2025 07:00:01 +0000

did not reach the following recipient(s):

ada@uni.example.edu on Mon, 3 Feb 2025 07:00:09 +0000
    The recipient name is not recognized
	The MTS-ID of the original message is: c=us;a= ;p=uni
    MSEXCH:IMS:UNI:EDU:EXCHANGE 0 (000C05A6) Unknown Recipient
`,
      { verdict: 'hard', reason: 'userunknown', recipient: 'ada@uni.example.edu' },
    ],
    [
      'Exchange, a newer one',
      `Delivery has failed to these recipients or distribution lists:

ada@uni.example.edu
The e-mail address you entered could not be found.

Diagnostic information for administrators:

Generating server: mx.uni.example.edu

ada@uni.example.edu
#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##

Original message headers:

${COPY}`,
      { verdict: 'hard', reason: 'userunknown', status: '5.1.1' },
    ],
    [
      'Domino',
      `Your message

  Subject: Ten papers on bees

was not delivered to:

  ada@uni.example.edu

because:

  User Ada Love (ada@uni.example.edu) not listed in Domino Directory
`,
      { verdict: 'hard', reason: 'userunknown', recipient: 'ada@uni.example.edu' },
    ],
    [
      'Gmail, the address is gone',
      `Delivery to the following recipient failed permanently:

     ada@uni.example.edu

Technical details of permanent failure:
Google tried to deliver your message, but it was rejected by the server for the recipient domain.

The error that the other server returned was:
550 5.1.1 The email account that you tried to reach does not exist.

----- Original message -----

${COPY}`,
      { verdict: 'hard', reason: 'userunknown', recipient: 'ada@uni.example.edu' },
    ],
    [
      'Yahoo, an account that is closed for a while',
      `Sorry, we were unable to deliver your message to the following address.

<ada@uni.example.edu>:
Remote host said:
554 delivery error: dd This user's account has been disabled or suspended [-5]
[BODY]

--- Below this line is a copy of the message.

${COPY}`,
      { verdict: 'soft', reason: 'suspend' },
    ],
    [
      'Amazon SES in words',
      `The following message to <ada@uni.example.edu> was undeliverable.
The reason for the problem:
5.1.0 - Unknown address error 550-'5.1.1 <ada@uni.example.edu>... User Unknown'
`,
      { verdict: 'hard', reason: 'userunknown', recipient: 'ada@uni.example.edu' },
    ],
    [
      'Courier, with a transcript',
      `UNDELIVERABLE MAIL

Your message to the following recipients cannot be delivered:

<ada@uni.example.edu>:
    mx.uni.example.edu [192.0.2.9]:
>>> RCPT TO:<ada@uni.example.edu>
<<< 552 5.3.4 Message size exceeds fixed limit
`,
      { verdict: 'soft', reason: 'mesgtoobig', status: '5.3.4' },
    ],
    [
      'a small mailer that quotes the command',
      `This is the DragonFly Mail Agent at papers.lab.org.

There was an error delivering your mail to <ada@uni.example.edu>.

mx.uni.example.edu [192.0.2.9] did not like our RCPT TO:
550 5.1.1 <ada@uni.example.edu>: User unknown

Message headers follow.

${COPY}`,
      { verdict: 'hard', reason: 'userunknown', recipient: 'ada@uni.example.edu' },
    ],
    [
      'a gateway with the reply in brackets',
      `We had trouble delivering your message. Full details follow:

Subject: 'Ten papers on bees'

1 error(s):

SMTP Server <mx.uni.example.edu> rejected recipient <ada@uni.example.edu>
  (Error following RCPT command). It responded as follows: [550 5.1.1 User unknown]
`,
      { verdict: 'hard', reason: 'userunknown', recipient: 'ada@uni.example.edu' },
    ],
    [
      'a gateway that names the recipient last',
      `Your message:
  From:    letter@papers.lab.org
  Subject: Ten papers on bees

Could not be delivered because of

550 5.1.1 User unknown

The following recipients were affected:
    ada@uni.example.edu
`,
      { verdict: 'hard', reason: 'userunknown', recipient: 'ada@uni.example.edu' },
    ],
    [
      'a gateway that tells of time',
      `Failed to send to identified host,
ada@uni.example.edu: [192.0.2.9], 451 Temporary local problem - please try later
--- Message non-deliverable.
`,
      { verdict: 'soft', reason: 'systemerror', smtpReply: '451' },
    ],
    [
      'a warning that the mailer still tries',
      `This is a warning message only. You do not need to resend your message.

  ada@uni.example.edu
    Delay reason: connection timed out
`,
      { verdict: 'soft', reason: 'expired' },
    ],
  ])('%s', async (_, body, expected) => {
    expect(await only(notice({ body }))).toMatchObject(expected);
  });
});

test.each([
  ['German', 'Unzustellbar: Ten papers', 'Empfänger unbekannt', 'userunknown'],
  ['German, full', 'Unzustellbar: Ten papers', 'Das Postfach ist voll', 'mailboxfull'],
  ['French', 'Non remis : Ten papers', "L'adresse n'existe pas", 'userunknown'],
  ['Spanish', 'Undeliverable', 'El buzón está lleno', 'mailboxfull'],
  ['Russian', 'Недоставленное сообщение', 'Пользователь не найден', 'userunknown'],
  ['Japanese', '配信エラー', '宛先のメールアドレスは存在しません', 'userunknown'],
  ['Chinese', '系统退信', '收件人邮箱已满', 'mailboxfull'],
  ['Korean', 'Undeliverable', '사용자를 찾을 수 없습니다', 'userunknown'],
])('reads the reason in %s', async (_, subject, words, reason) => {
  const mail = notice({
    subject,
    headers: ['MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit'],
    body: `<ada@uni.example.edu>:\n${words}\n`,
  });
  expect(await only(mail)).toMatchObject({ reason, recipient: 'ada@uni.example.edu' });
});

test('each recipient of one notice has the verdict of its own words', async () => {
  const body = `The following addresses failed:

<ada@uni.example.edu>: host mx.uni.example.edu[192.0.2.9] said: 550 5.1.1 User unknown (in reply to RCPT TO command)

<bob@uni.example.edu>: host mx.uni.example.edu[192.0.2.9] said: 552 5.2.2 Mailbox full (in reply to RCPT TO command)
`;
  expect(await readBounce(Buffer.from(notice({ body })))).toMatchObject([
    { recipient: 'ada@uni.example.edu', verdict: 'hard', reason: 'userunknown' },
    { recipient: 'bob@uni.example.edu', verdict: 'soft', reason: 'mailboxfull' },
  ]);
});

test('the words of the mail that came back, of addresses and of host names are no reason', async () => {
  const body = `<spam-virus@quota-exceeded.example.edu>: host user-unknown.example.edu[192.0.2.9] said: 550 no thanks

--- Below this line is a copy of the message.

${COPY}`;
  expect(await only(notice({ body }))).toMatchObject({ verdict: 'soft', reason: 'onhold' });
});

test('a mail refused after its data is filtered, whatever words it is refused with', async () => {
  const body =
    '<ada@uni.example.edu>: host mx.uni.example.edu said: 550 User unknown (in reply to end of DATA command)';
  expect(await only(notice({ body }))).toMatchObject({ verdict: 'soft', reason: 'filtered' });
});
