// A message as it stands between DATA and the dot. RFC 5321 §4.5.2.

const CRLF = Buffer.from('\r\n');
const DOT = Buffer.from('.');

/** @returns its pieces, with a dot before each line that begins with one, and ending with a line end */
export function dotStuffed(message: Uint8Array): Uint8Array[] {
  const bytes = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  const pieces: Uint8Array[] = bytes[0] === DOT[0] ? [DOT] : [];
  let start = 0;
  for (let at = bytes.indexOf('\r\n.'); at >= 0; at = bytes.indexOf('\r\n.', start)) {
    pieces.push(bytes.subarray(start, at + 2), DOT);
    start = at + 2;
  }
  pieces.push(bytes.subarray(start));
  if (!bytes.subarray(-2).equals(CRLF)) pieces.push(CRLF);
  return pieces;
}
