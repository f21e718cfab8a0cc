// The complete message as it leaves: each header, the limits of lines, and what two independent parsers read in it.
import { simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';
import { beforeAll, describe, expect, test } from 'vitest';
import { TOKENS } from '../render/sample.ts';
import { messageOf } from './message.ts';
import { READERS, type SampleMail, sampleMails } from './readers.ts';

let mails: Map<string, SampleMail>;
beforeAll(async () => {
  mails = new Map((await sampleMails()).map(mail => [mail.name, mail]));
});

/** Line ends as the parsers have them, and none at the end. */
const plain = (text: string): string => text.replaceAll('\r\n', '\n').trimEnd();

describe.each(READERS.map(({ name }) => name))('%s', name => {
  let sample: SampleMail;
  let mime: Buffer;
  beforeAll(() => {
    sample = mails.get(name)!;
    mime = messageOf(sample.fragments);
  });

  test('postal-mime reads exactly the text, the HTML and the subject that were rendered', async () => {
    const read = await PostalMime.parse(mime);
    expect(plain(read.text ?? '')).toBe(plain(sample.mail.text));
    expect(plain(read.html ?? '')).toBe(plain(sample.mail.html));
    expect(read.subject).toBe(sample.mail.subject);
    expect(read.attachments).toEqual([]);
  });

  test('mailparser reads the same', async () => {
    const read = await simpleParser(mime, { skipTextToHtml: true, skipHtmlToText: true, skipTextLinks: true });
    expect(plain(read.text ?? '')).toBe(plain(sample.mail.text));
    expect(plain(read.html || '')).toBe(plain(sample.mail.html));
    expect(read.subject).toBe(sample.mail.subject);
    expect(read.to).toMatchObject({ value: [{ name: 'Zoë Müller', address: 'zoe@lab.example' }] });
  });

  test('every line is ASCII, ends with CRLF and has at most 78 octets, an encoded word at most 75', () => {
    const lines = mime.toString('latin1').split('\r\n');
    for (const line of lines) {
      expect(line).toMatch(/^[\x20-\x7e\t]*$/);
      for (const [word] of line.matchAll(/=\?[^?\s]+\?[QB]\?[^?\s]*\?=/gi)) expect(word.length).toBeLessThanOrEqual(75);
    }
    const bare = lines.filter(line => line.length > 78 && !/^(?:List-\S+:)? ?<https:\S+>$/.test(line));
    expect(bare).toEqual([]);
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(998);
  });

  test('the same mail is the same bytes', () => {
    expect(messageOf(sample.fragments)).toEqual(mime);
  });

  test('the text part has at most 78 columns, but for links and words that are longer', () => {
    const long = sample.mail.text.split('\n').filter(line => [...line].length > 78);
    expect(long.filter(line => !/^ *(?:[\w ]+: )?https?:\S+$/.test(line) && !/^\s*\S+$/.test(line))).toEqual([]);
    expect(sample.mail.text).not.toMatch(/\n{4}|[ \t]\n|&(?:amp|lt|gt|quot|#\d+);|<\/?\w+[^>]*>/);
  });

  test('TeX is readable in both parts', () => {
    for (const part of [sample.mail.text, sample.mail.html]) expect(part).not.toMatch(/\$|\\[a-z]/);
  });

  test('both parts have the reader’s own links, and nothing of the reader else', () => {
    for (const part of [sample.mail.text, sample.mail.html].filter(Boolean)) {
      for (const purpose of ['unsubscribe', 'manage', 'view'] as const) expect(part).toContain(TOKENS[purpose]);
      expect(part).not.toMatch(/Zo|Müller|zoe@/);
    }
  });
});

describe('headers', () => {
  let headers: [string, string][];
  beforeAll(() => {
    const head = messageOf(mails.get('topics')!.fragments).toString('latin1').split('\r\n\r\n')[0]!;
    headers = head
      .replace(/\r\n(?=[ \t])/g, '')
      .split('\r\n')
      .map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]);
  });

  const values: [string, string | RegExp][] = [
    ['From', 'Paperboy <paperboy@papers.example.org>'],
    ['To', /^=\?utf-8\?Q\?Zo=C3=AB_M=C3=BCller\?= <zoe@lab\.example>$/i],
    ['Subject', 'Tendon, Not Torque, Offline Reinforcement Learning, and 8 more'],
    ['Date', 'Fri, 20 Nov 2026 06:00:00 +0000'],
    ['Message-ID', '<2026-11-20.delivery00000001@papers.example.org>'],
    ['List-Id', '"Paperboy" <daily.papers.example.org>'],
    ['List-Unsubscribe', `<https://papers.example.org/u/${TOKENS.unsubscribe}>`],
    ['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'],
    ['List-Help', `<https://papers.example.org/m/${TOKENS.manage}>`],
    ['Feedback-ID', '2026-11-20:daily:paperboy:papers.example.org'],
    ['Auto-Submitted', 'auto-generated'],
    ['Precedence', 'bulk'],
    ['MIME-Version', '1.0'],
    ['Content-Type', /^multipart\/alternative; boundary="[^"]+"$/],
  ];

  test.each(values)('%s', (name, value) => {
    const found = headers.filter(([header]) => header === name).map(([, text]) => text);
    expect(found).toEqual([value instanceof RegExp ? expect.stringMatching(value) : value]);
  });

  test('there are no others', () => {
    expect(headers.map(([name]) => name).sort()).toEqual(values.map(([name]) => name).sort());
  });
});
