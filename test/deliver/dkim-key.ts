// A key to sign with, and verifiers that know its public half without asking DNS.
import { generateKeyPairSync } from 'node:crypto';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';

export const DOMAIN = 'lab.org';
export const SELECTOR = 'paperboy1';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'der' },
});

export const PRIVATE_KEY = privateKey;

/** What stands in DNS under `paperboy1._domainkey.lab.org`. */
export const DNS_RECORD = `v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`;

/** @returns mailauth's result for each signature, such as `pass` */
export async function verdicts(mail: Uint8Array): Promise<string[]> {
  const { results } = await dkimVerify(Buffer.from(mail), {
    resolver: async (name: string) => {
      if (name !== `${SELECTOR}._domainkey.${DOMAIN}`) throw Object.assign(new Error(name), { code: 'ENOTFOUND' });
      return [[DNS_RECORD]];
    },
  });
  return results.map(({ status }) => status.result);
}
