// A key to sign with, made for one benchmark, and how long this machine takes for one signature.
import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { spreadOf } from '../interleave.ts';

export interface DkimKey {
  domain: string;
  selector: string;
  privateKeyPem: string;
}

const BITS = 2048;
const SIGNATURES = 200;

export function madeUpDkimKey(domain: string): DkimKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: BITS });
  return { domain, selector: 'bench', privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string };
}

/** @returns median microseconds of one RSA-2048 signature on one core: no program that signs can be faster */
export function signatureTime({ privateKeyPem }: DkimKey): number {
  const key = createPrivateKey(privateKeyPem);
  const text = Buffer.alloc(1000, 'a header of a mail ');
  const times = Array.from({ length: SIGNATURES }, () => {
    const start = performance.now();
    sign('sha256', text, key);
    return 1000 * (performance.now() - start);
  });
  return Math.round(spreadOf(times).median);
}
