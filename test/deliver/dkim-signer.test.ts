import { spawnSync } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composeMime } from '../../src/deliver/compose-mime.ts';
import { dkimSigner } from '../../src/deliver/dkim-signer.ts';
import type { Message } from '../../src/domain/ports.ts';
import { findProgram } from '../programs.ts';
import { DNS_RECORD, DOMAIN, PRIVATE_KEY, SELECTOR, verdicts } from './dkim-key.ts';
import { message } from './message.ts';

const signer = dkimSigner({ domain: DOMAIN, selector: SELECTOR, privateKeyPem: PRIVATE_KEY });

async function signed(mime: Uint8Array): Promise<Buffer> {
  return Buffer.concat([Buffer.from(await signer.sign(mime)), mime]);
}

const MESSAGES: Record<string, Message> = {
  'a newsletter': message(),
  'one of text only': message('ada@lab.org', { html: '' }),
  'one with letters beyond ASCII in its names': {
    ...message('ада@пример.рф'),
    from: { name: 'Vertrauensstelle für Prüfungen', address: 'paperboy@lab.org' },
  },
  'one with a long subject': message('ada@lab.org', { subject: 'Grüße aus dem Labor — '.repeat(40) }),
  'one whose text ends in empty lines': message('ada@lab.org', { html: '', text: 'Hallo\n\n\n\n' }),
  'one without text': message('ada@lab.org', { html: '', text: '' }),
};

describe('mailauth verifies', () => {
  test.each(Object.entries(MESSAGES))('%s', async (_, sample) => {
    expect(await verdicts(await signed(composeMime(sample)))).toEqual(['pass']);
  });

  test.each(['', '\r\n', '\r\n\r\n\r\n', 'no line end', 'line\r\n\r\n', '.\r\n..\r\n', ' \r\n'])(
    'a body of %j',
    async body => {
      expect(await verdicts(await signed(Buffer.from(`From: a@lab.org\r\n\r\n${body}`)))).toEqual(['pass']);
    },
  );

  test('whatever strangers write into subject, names and text', async () => {
    // Control characters and line ends, and letters of every script with halves of pairs among them.
    const octets = fc.tuple(fc.uint8Array({ maxLength: 200 }), fc.constantFrom('latin1' as const, 'utf16le' as const));
    const text = octets.map(([octets, encoding]) => Buffer.from(octets).toString(encoding));
    await fc.assert(
      fc.asyncProperty(text, text, text, text, async (name, subject, text, html) => {
        const sample = message('ada@lab.org', { subject, text: `${text}\n`, html: `${html}\n` });
        const mime = composeMime({ ...sample, from: { name, address: 'paperboy@lab.org' } });
        expect(await verdicts(await signed(mime))).toEqual(['pass']);
      }),
      { numRuns: 60 },
    );
  });

  test('headers in any number, order, case, folding and encoding', async () => {
    const name = fc.constantFrom('To', 'tO', 'Subject', 'List-Id', 'LIST-ID', 'List-Own', 'Feedback-ID ', 'X-Other');
    const word = fc.uint8Array({ minLength: 1, maxLength: 20 }).map(octets => {
      const printable = octets.map(octet => (octet <= 32 || octet === 127 ? 97 : octet));
      return Buffer.from(printable).toString('latin1');
    });
    const gap = fc.constantFrom(' ', '\t', '  ', ' \t ', '\r\n ', '\r\n\t', ' \r\n  ');
    const value = fc.array(fc.tuple(gap, word), { maxLength: 5 }).map(parts => parts.flat().join(''));
    const field = fc.tuple(name, value).map(([name, value]) => `${name}:${value}\r\n`);
    const body = fc.array(fc.constantFrom('', ' ', 'text', 'text '), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.array(field, { maxLength: 8 }), body, async (fields, lines) => {
        const raw = `From: a@lab.org\r\n${fields.join('')}\r\n${lines.join('\r\n')}`;
        expect(await verdicts(await signed(Buffer.from(raw, 'latin1')))).toEqual(['pass']);
      }),
      { numRuns: 100 },
    );
  });
});

const dkimpy = findProgram('dkimverify');

describe.skipIf(!dkimpy)('dkimpy verifies', () => {
  // The program asks DNS; the library behind it can be told what stands there.
  const python = () => /^#! *(\S+)/.exec(readFileSync(dkimpy!, 'utf8'))![1]!;
  const verify = [
    'import dkim, sys',
    'record = sys.argv[1].encode()',
    'print(dkim.verify(sys.stdin.buffer.read(), dnsfunc=lambda name, timeout=5: record))',
  ].join('\n');

  test.each(Object.entries(MESSAGES))('%s', async (_, sample) => {
    const input = await signed(composeMime(sample));
    const { stdout, stderr } = spawnSync(python(), ['-c', verify, DNS_RECORD], { input, encoding: 'utf8' });
    expect(`${stdout}${stderr}`.trim()).toBe('True');
  });
});

describe('breaks when somebody', () => {
  const CHANGES: Record<string, (mail: string) => string> = {
    'adds a second sender above': mail => `From: evil@evil.example\r\n${mail}`,
    'adds a second sender below': mail => mail.replace('\r\n\r\n', '\r\nFrom: evil@evil.example\r\n\r\n'),
    'adds another address to answer to': mail => `Reply-To: evil@evil.example\r\n${mail}`,
    'adds a copy': mail => `Cc: evil@evil.example\r\n${mail}`,
    'adds a second subject': mail => `Subject: You have won\r\n${mail}`,
    'adds another way to unsubscribe': mail => `List-Unsubscribe: <https://evil.example>\r\n${mail}`,
    'adds another way to unsubscribe at one click': mail => `List-Unsubscribe-Post: evil\r\n${mail}`,
    'adds an owner of the list': mail => `List-Owner: <mailto:evil@evil.example>\r\n${mail}`,
    'adds a boundary': mail => `Content-Type: multipart/mixed; boundary="evil"\r\n${mail}`,
    'adds an encoding of the whole': mail => `Content-Transfer-Encoding: base64\r\n${mail}`,
    'takes the one click off': mail => mail.replace(/List-Unsubscribe-Post: .*\r\n/, ''),
    'changes the date': mail => mail.replace('Date: Mon, 02', 'Date: Mon, 09'),
    'changes the text': mail => mail.replace('Hallo', 'Gallo'),
    'appends to the text': mail => `${mail}Buy more.\r\n`,
  };

  test.each(Object.entries(CHANGES))('%s', async (_, change) => {
    const mail = (await signed(composeMime(message()))).toString('latin1');
    const changed = change(mail);
    expect(changed).not.toBe(mail);
    expect(await verdicts(Buffer.from(changed, 'latin1'))).not.toContain('pass');
  });
});

test('holds while a relay puts its own headers above and drops empty lines at the end', async () => {
  const mail = await signed(composeMime(message()));
  const relayed = Buffer.concat([Buffer.from('Received: by relay.example; now\r\nX-Spam: no\r\n'), mail]);
  expect(await verdicts(relayed)).toEqual(['pass']);
  expect(await verdicts(Buffer.concat([mail, Buffer.from('\r\n\r\n')]))).toEqual(['pass']);
});

test('has lines of at most 76 characters, and is the same for the same message', async () => {
  const field = await signer.sign(composeMime(message()));
  expect(field).toMatch(/^DKIM-Signature: v=1; .*\r\n$/s);
  for (const line of field.split('\r\n')) expect(line.length).toBeLessThanOrEqual(76);
  expect(await signer.sign(composeMime(message()))).toBe(field);
});

test('keeps messages apart that are signed at the same time', async () => {
  const mails = Array.from({ length: 20 }, (_, index) => composeMime(message(`reader${index}@lab.org`)));
  const results = await Promise.all(mails.map(async mime => verdicts(await signed(mime))));
  expect(results.flat()).toEqual(mails.map(() => 'pass'));
});

describe('refuses', () => {
  const refusalOf = (privateKeyPem: string): { code?: string; message: string } => {
    try {
      dkimSigner({ domain: DOMAIN, selector: SELECTOR, privateKeyPem });
    } catch (error) {
      return error as Error;
    }
    return { message: 'taken' };
  };
  const pkcs8 = { type: 'pkcs8', format: 'pem' } as const;
  const BAD: Record<string, [() => string, RegExp]> = {
    'an RSA key of 1024 bits': [
      () => generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export(pkcs8) as string,
      /RSA of 1024 bits; expected .* 2048 to 4096 bits/,
    ],
    'an Ed25519 key': [() => generateKeyPairSync('ed25519').privateKey.export(pkcs8) as string, /of the kind ed25519/],
    'a locked key': [
      () =>
        generateKeyPairSync('ed25519').privateKey.export({
          ...pkcs8,
          cipher: 'aes-256-cbc',
          passphrase: 'x',
        }) as string,
      /locked with a password/,
    ],
    'a key whose halves do not belong together': [
      () => {
        const { n } = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
        const own = createPrivateKey(PRIVATE_KEY).export({ format: 'jwk' });
        return createPrivateKey({ key: { ...own, n: n! }, format: 'jwk' }).export(pkcs8) as string;
      },
      /cannot sign a sample|does not verify what it signed/,
    ],
    'a key that is cut off': [() => PRIVATE_KEY.slice(0, 800), /cannot be read as a private key/],
    'a text that is no key': [() => 'secret words', /cannot be read as a private key/],
    'an empty file': [() => '', /cannot be read as a private key/],
  };

  test.each(Object.entries(BAD))('%s, without showing it', (_, [make, fault]) => {
    const pem = make();
    const { code, message } = refusalOf(pem);
    expect(code).toBe('dkim_invalid');
    expect(message).toMatch(fault);
    for (const line of pem.split('\n').filter(line => line !== '')) expect(message).not.toContain(line);
  });
});
