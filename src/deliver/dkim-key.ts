// The private key that signs mail: what it must be, and the trial that it works.
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { AppError } from '../domain/errors.ts';

/** RFC 8301 §3.2: what every verifier can check; less is not safe any more. */
const [BITS_MIN, BITS_MAX] = [2048, 4096];
const SAMPLE = Buffer.from('Does the public half verify what the private half signed?');

/**
 * @param pem never shown in an error
 * @throws AppError dkim_invalid
 */
export function readDkimKey(pem: string): KeyObject {
  const key = parseKey(pem);
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  // Hardly a verifier knows Ed25519 (RFC 8463) yet, and one that does not takes the mail for unsigned.
  if (type !== 'rsa') throw invalid(`it is of the kind ${type}`);
  const bits = details?.modulusLength ?? 0;
  if (bits < BITS_MIN || bits > BITS_MAX) throw invalid(`it is RSA of ${bits} bits`);
  tryKey(key);
  return key;
}

function parseKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    throw invalid(
      /ENCRYPTED/.test(pem) ? 'it is locked with a password' : 'it cannot be read as a private key in PEM form',
      cause,
    );
  }
}

/** A damaged key may load, and then sign what nobody can verify. */
function tryKey(key: KeyObject): void {
  let isGood: boolean;
  try {
    isGood = verify('sha256', SAMPLE, createPublicKey(key), sign('sha256', SAMPLE, key));
  } catch (cause) {
    throw invalid('it cannot sign a sample', cause);
  }
  if (!isGood) throw invalid('its public half does not verify what it signed');
}

function invalid(fault: string, cause?: unknown): AppError {
  return new AppError(
    'dkim_invalid',
    `the DKIM key cannot be used: ${fault}; expected an RSA private key of ${BITS_MIN} to ${BITS_MAX} bits`,
    { cause },
  );
}
