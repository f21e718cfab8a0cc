// How our mails are named, so that what comes back leads to one of them: return path, unsubscribe address, Message-ID.

/** Room before the @ of a bounce address for `+` and the name of a delivery; RFC 5321 §4.5.3.1.1 allows 64 octets. */
export const BOUNCE_LOCAL_MAX = 64 - 1 - 16;

const UNSUBSCRIBE = 'unsubscribe';
const PUBLIC_ID = /^[\w-]{16}$/;
const MESSAGE_ID = /\b\d{4}-\d\d-\d\d\.([\w-]{16})@/g;

/** The envelope's sender of one delivery, `bounces+k3v9…@lab.org`: whatever comes back to it is about that mail. */
export function returnPathOf(bounceAddress: string, publicId: string): string {
  return withDetail(bounceAddress, publicId);
}

/** Where a mail program may write to unsubscribe its reader, with the token of the link as the subject. RFC 2369 §3.2, RFC 6068. */
export function unsubscribeMailto(bounceAddress: string, token: string): string {
  const [local, domain] = split(withDetail(bounceAddress, UNSUBSCRIBE));
  // A plus sign may stand as it is, and not every mail program decodes one.
  return `mailto:${encodeURIComponent(local).replaceAll('%2B', '+')}@${domain}?subject=${token}`;
}

/** Without angle brackets. */
export function messageIdOf(issueDate: string, publicId: string, domain: string): string {
  return `${issueDate}.${publicId}@${domain}`;
}

/**
 * What an address of ours was made for.
 * @returns undefined for the bounce address itself, and for any other address
 */
export function readReturnAddress(
  address: string,
  bounceAddress: string,
): { publicId: string } | 'unsubscribe' | undefined {
  const detail = detailOf(address, bounceAddress);
  if (detail?.toLowerCase() === UNSUBSCRIBE) return 'unsubscribe';
  return detail !== undefined && PUBLIC_ID.test(detail) ? { publicId: detail } : undefined;
}

/** The bounce address, with whatever detail. */
export function isReturnAddress(address: string, bounceAddress: string): boolean {
  return detailOf(address, bounceAddress) !== undefined;
}

/** The deliveries whose Message-IDs stand in a text, each once, in their order. */
export function deliveriesNamedIn(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(MESSAGE_ID), match => match[1]!))];
}

function withDetail(address: string, detail: string): string {
  const [local, domain] = split(address);
  return `${local}+${detail}@${domain}`;
}

/** What stands behind the plus sign; empty for the plain address. RFC 5233. */
function detailOf(address: string, bounceAddress: string): string | undefined {
  const [local, domain] = split(address.trim());
  const [ours, ourDomain] = split(bounceAddress);
  const written = local.slice(0, ours.length);
  if (domain.toLowerCase() !== ourDomain.toLowerCase() || written.toLowerCase() !== ours.toLowerCase())
    return undefined;
  if (local === written) return '';
  return local[ours.length] === '+' ? local.slice(ours.length + 1) : undefined;
}

function split(address: string): [local: string, domain: string] {
  const at = address.lastIndexOf('@');
  return [address.slice(0, at), address.slice(at + 1)];
}
