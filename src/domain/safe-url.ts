// Which addresses may become a link.

const SCHEMES = new Set(['http:', 'https:', 'mailto:']);
/** Together with its tag it must fit a line of a mail (RFC 5322 §2.1.1: 998 octets). */
const URL_MAX = 600;

/** A path has these percent-encoded already; a host or a mail address may still hold them. */
const BREAKS_OUT = /["<>\\\s]/;

/** The address in its normal, percent-encoded form. @returns undefined unless it is http, https or mailto and of sane length */
export function safeUrl(text: string): string | undefined {
  const url = URL.parse(text);
  if (!url || !SCHEMES.has(url.protocol) || url.href.length > URL_MAX || BREAKS_OUT.test(url.href)) return undefined;
  // A name and password before the host only make one address look like another.
  if (url.username || url.password) return undefined;
  return url.href.replace(/'/g, '%27');
}
