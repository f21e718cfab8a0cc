// What proves that two messages are the same bytes.
import { hash } from 'node:crypto';

/** SHA-256, in hex, of a complete message before anything signs it. */
export function mimeSha256(mime: Uint8Array): string {
  return hash('sha256', mime, 'hex');
}
