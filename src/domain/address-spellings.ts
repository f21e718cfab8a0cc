// The ways in which one address may stand in texts and bytes, so that nothing of it is left where it is taken out.

/** Stands in place of an address that was taken out. */
const ERASED_MARK = '[erased]';

/** As written, in links, and as the local part of a return address. RFC 3986 §2.1, VERP. */
export function addressSpellings(addresses: readonly string[]): string[] {
  const spellings = addresses.flatMap(address => [
    address,
    encodeURIComponent(address),
    address.replace(/@(?=[^@]*$)/, '='),
    address.replace(/@(?=[^@]*$)/, '=40'),
  ]);
  return [...new Set(spellings.map(spelling => spelling.toLowerCase()))];
}

/** @param spellings in lower case */
export function holdsAddress(bytes: Uint8Array, spellings: readonly string[]): boolean {
  const text = latin1(bytes);
  return spellings.some(spelling => text.includes(latin1(Buffer.from(spelling))));
}

/** A byte is a character, so that any bytes can be searched and cut. */
function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').toLowerCase();
}

/** @param spellings in lower case */
export function blotText(text: string, spellings: readonly string[]): string {
  return spellings.reduce(
    (blotted, spelling) => blotted.replace(new RegExp(RegExp.escape(spelling), 'giu'), ERASED_MARK),
    text,
  );
}

/** Of the same length, since other data may point into it. */
export function blotBytes(bytes: Uint8Array, spellings: readonly string[]): Uint8Array {
  const blotted = Buffer.from(bytes);
  const text = latin1(bytes);
  for (const spelling of spellings.map(one => latin1(Buffer.from(one))))
    for (let at = text.indexOf(spelling); at >= 0; at = text.indexOf(spelling, at + spelling.length))
      blotted.fill('x', at, at + spelling.length);
  return blotted;
}
