// What proves that two messages are the same bytes.
import { createHash } from 'node:crypto';

/** SHA-256, in hex, of a complete message before anything signs it. */
export function mimeSha256(mime: Uint8Array): string {
  return createHash('sha256').update(mime).digest('hex');
}
