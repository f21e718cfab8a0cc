// How fast mails go out, beside nodemailer's pool, Postfix's own sender and the scripts people write instead.
import { madeUpDkimKey } from '../delivery/dkim-key.ts';
import { measureFarAway } from '../delivery/far-away.ts';
import { measureLineOut } from '../delivery/line-out.ts';
import { machine } from '../delivery/machine.ts';
import { MAIL_DOMAIN } from '../delivery/made-up-house.ts';
import { together } from '../delivery/part.ts';
import { makePlannedIssue } from '../delivery/planned-issue.ts';
import { measureWholeIssue } from '../delivery/whole-issue.ts';
import { judge, type Measured } from '../measured.ts';

const READERS = 3000;

/** @throws MissingData where Postfix is not installed */
export async function measure(): Promise<Measured> {
  const key = madeUpDkimKey(MAIL_DOMAIN);
  const issue = await makePlannedIssue(READERS);
  try {
    const parts = [await measureLineOut(issue, key), await measureFarAway(issue), await measureWholeIssue(issue, key)];
    const { lines, ...rest } = together(parts);
    return judge({ lines: [machine(), '', ...lines], ...rest });
  } finally {
    await issue.close();
  }
}
