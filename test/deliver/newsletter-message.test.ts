// What a bounce address adds to a mail.
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { composeMime } from '../../src/deliver/compose-mime.ts';
import { dkimSigner } from '../../src/deliver/dkim-signer.ts';
import { newsletterMessage } from '../../src/deliver/newsletter-message.ts';
import { DOMAIN, PRIVATE_KEY, SELECTOR, verdicts } from './dkim-key.ts';
import { fragment, TOKENS } from './message.ts';

function newsletter(bounceAddress?: string) {
  return newsletterMessage({
    from: { name: 'Paperboy', address: 'paperboy@lab.org' },
    to: { address: 'ada@uni.example.edu' },
    mail: { subject: 'Two papers', html: [], text: [fragment('Bees.\n')] },
    tokens: TOKENS,
    publicId: 'delivery00000001',
    issueDate: '2026-03-02',
    listHost: 'papers.lab.org',
    unsubscribeUrl: `https://papers.lab.org/u/${TOKENS.unsubscribe}`,
    helpUrl: 'https://papers.lab.org/m/TOKEN',
    bounceAddress,
    date: new Date('2026-03-02T07:00:00Z'),
  });
}

test('without one, mail comes back to the sender, and unsubscribing is a link', () => {
  const { returnPath, headers } = newsletter();
  expect(returnPath).toBeUndefined();
  expect(new Map(headers).get('List-Unsubscribe')).toBe(`<https://papers.lab.org/u/${TOKENS.unsubscribe}>`);
});

test('with one, each mail has a return path of its own', () => {
  expect(newsletter('bounces@lab.org').returnPath).toBe('bounces+delivery00000001@lab.org');
});

test('a mail program may unsubscribe its reader by mail, after the link, and both are signed', async () => {
  const mime = composeMime(newsletter('bounces@lab.org'));
  const { headers } = await PostalMime.parse(mime);
  expect(headers.filter(({ key }) => key === 'list-unsubscribe').map(({ value }) => value)).toEqual([
    `<https://papers.lab.org/u/${TOKENS.unsubscribe}>, <mailto:bounces+unsubscribe@lab.org?subject=${TOKENS.unsubscribe}>`,
  ]);
  expect(headers.find(({ key }) => key === 'list-unsubscribe-post')?.value).toBe('List-Unsubscribe=One-Click');
  const signer = dkimSigner({ domain: DOMAIN, selector: SELECTOR, privateKeyPem: PRIVATE_KEY });
  expect(await verdicts(Buffer.concat([Buffer.from(await signer.sign(mime)), mime]))).toEqual(['pass']);
});

test('the field is folded between the two, and not within one', () => {
  const lines = composeMime(newsletter('bounces@lab.org')).toString().split('\r\n');
  const at = lines.findIndex(line => line.startsWith('List-Unsubscribe:'));
  const field = lines.slice(
    at,
    lines.findIndex((line, place) => place > at && !line.startsWith(' ')),
  );
  expect(field.join('').match(/<[^<> ]*>/g)).toHaveLength(2);
  for (const line of field) expect(line.match(/</g)?.length ?? 0).toBeLessThanOrEqual(1);
});

test('no address of the reader stands in it', () => {
  const { headers, returnPath } = newsletter('bounces@lab.org');
  expect(`${returnPath} ${JSON.stringify(headers)}`).not.toMatch(/ada|uni\.example/);
});
