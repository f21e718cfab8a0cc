// The charsets that a document is said to be in: by its server, and by the markup itself.

/** What browsers look at. https://html.spec.whatwg.org/#determining-the-character-encoding */
const HEAD_BYTES = 1024;
const XML_DECLARATION = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']\s*([\w.:-]{1,40})/;
/** `<meta charset="x">`, and `<meta http-equiv="Content-Type" content="text/html; charset=x">`. */
const HTML_META = /<meta\s[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})/i;

/** Most trusted first: server, then declaration (RFC 7303 §3.2), each once. @param server as in the header, if it said */
export function declaredCharsets(bytes: Uint8Array, server: string | undefined): string[] {
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1');
  const labels = [server, XML_DECLARATION.exec(head)?.[1], HTML_META.exec(head)?.[1]];
  return [...new Set(labels.flatMap(label => label?.trim().toLowerCase() || []))];
}
