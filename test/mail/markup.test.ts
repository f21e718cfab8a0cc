// The HTML of a mail as two independent readers of HTML judge it.
import { HtmlValidate } from 'html-validate';
import { parse } from 'parse5';
import { beforeAll, expect, test } from 'vitest';
import { type SampleMail, sampleMails } from './readers.ts';

/** Rules of html-validate that are off; each is a habit of MJML, or of all mail. */
const HABITS: Readonly<Record<string, string>> = {
  'doctype-style': 'MJML writes <!doctype> in lower case, which HTML allows',
  'void-style': 'MJML closes meta elements that pass through mj-raw as XML does',
  'no-conditional-comment': 'Outlook on Windows lays out by the tables within them',
  'no-inline-style': 'Gmail takes a style sheet only in part, and its mobile page none at all',
  'no-deprecated-attr': 'Outlook’s tables need align, border, cellpadding, cellspacing and width',
  'prefer-native-element': 'mail programs drop <main>, <article> and <footer>, and keep a <div> with a role',
  'presentation-role-style': 'older screen readers know role="presentation" and not its new name',
};

let mails: SampleMail[];
beforeAll(async () => {
  mails = (await sampleMails()).filter(({ mail }) => mail.html !== '');
});

async function faultsOf(html: string, off: readonly string[]): Promise<string[]> {
  const rules = Object.fromEntries(off.map(rule => [rule, 'off' as const]));
  const validate = new HtmlValidate({ root: true, extends: ['html-validate:recommended'], rules });
  const { results } = await validate.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, line, message }) => `${ruleId} ${line}: ${message}`),
  );
}

test('html-validate finds nothing but the habits of MJML', async () => {
  for (const { name, mail } of mails) expect(await faultsOf(mail.html, Object.keys(HABITS)), name).toEqual([]);
});

test('each habit is still one', async () => {
  const all = (await faultsOf(mails[0]!.mail.html, [])).map(fault => fault.split(' ')[0]!);
  expect(Object.keys(HABITS).filter(rule => !all.includes(rule))).toEqual([]);
});

test('parse5 reads every mail without a parse error', () => {
  for (const { name, mail } of mails) {
    const errors: string[] = [];
    parse(mail.html, {
      sourceCodeLocationInfo: true,
      onParseError: ({ code, startLine }) => errors.push(`${code} ${mail.html.split('\n')[startLine - 1]}`),
    });
    // HTML wants nothing behind a void element's name; XML's slash is ignored.
    expect(
      errors.filter(error => !error.startsWith('non-void-html-element-start-tag-with-trailing-solidus')),
      name,
    ).toEqual([]);
  }
});
