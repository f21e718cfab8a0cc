// The sample mails as files to read: a change of theirs is looked at, and then accepted by `vitest run test/mail/snapshots.test.ts -u`.
import { beforeAll, expect, test } from 'vitest';
import { READERS, type SampleMail, sampleMails } from './readers.ts';

let mails: SampleMail[];
beforeAll(async () => {
  mails = await sampleMails();
});

test.each(READERS)(
  'the mail of a reader of the kind "$name" is as it was last looked at',
  async ({ name, selection }) => {
    const { mail } = mails.find(sample => sample.name === name)!;
    await expect(`Subject: ${mail.subject}\n\n${mail.text}`).toMatchFileSnapshot(`snapshots/${name}.txt`);
    if (selection.layout !== 'text') await expect(mail.html).toMatchFileSnapshot(`snapshots/${name}.html`);
    else expect(mail.html).toBe('');
  },
);
