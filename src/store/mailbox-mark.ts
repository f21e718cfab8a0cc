// What stands in a message's To header, as the ledger remembers it: nothing can be read from it, but it tells a change.
import { createHmac, type KeyObject } from 'node:crypto';

/**
 * Each delivery has a mark of its own, so that marks tell nothing of who got several mails; without the key nobody can try
 * addresses on them.
 */
export function mailboxMark(
  key: KeyObject,
  { publicId, name, address }: { publicId: string; name?: string; address: string },
): string {
  return createHmac('sha256', key)
    .update(JSON.stringify(['to', publicId, name ?? '', address]))
    .digest('base64url');
}
