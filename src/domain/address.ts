// E-mail addresses: which we accept, and when two are one person. RFC 5321 §4.1.2, RFC 6531.

const LOCAL_PART = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
/** Checked before the URL parser turns an IDN into ASCII, since that drops tabs and line ends and decodes `%70`. */
const WRITTEN_DOMAIN = /^[\p{L}\p{M}\p{N}.-]+$/u;
const DOMAIN = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;
/** RFC 2606 and RFC 6761: nobody can receive mail there. */
const RESERVED_DOMAIN = /(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)$/;

export interface Address {
  /** As written, with the domain in ASCII lower case. */
  address: string;
  /** Equal for two spellings of one mailbox; the identity of a subscriber. */
  key: string;
  domain: string;
}

/** Reads one plain address; no display name, group, comment or quoted local part. @returns undefined if it is none */
export function parseAddress(text: string): Address | undefined {
  const trimmed = text.trim().normalize('NFC');
  const at = trimmed.lastIndexOf('@');
  const local = trimmed.slice(0, at);
  const domain = asciiDomain(trimmed.slice(at + 1));
  if (at < 1 || Buffer.byteLength(local) > 64 || !LOCAL_PART.test(local) || !DOMAIN.test(domain)) return undefined;
  return { address: `${local}@${domain}`, key: `${local.toLowerCase()}@${domain}`, domain };
}

function asciiDomain(written: string): string {
  // Most are plain, and the URL parser is slow.
  if (/^[\dA-Za-z.-]+$/.test(written) && !/xn--/i.test(written)) return written.toLowerCase();
  return WRITTEN_DOMAIN.test(written) ? (URL.parse(`http://${written}`)?.hostname ?? '') : '';
}

/** True for `example.org`, `.test`, `.invalid` and the like, which never get mail through a real server. */
export function isReservedDomain(domain: string): boolean {
  return RESERVED_DOMAIN.test(domain);
}
