// The ways in which one address may stand in texts and bytes, so that nothing of it is left where it is taken out, and nothing of
// others is touched: `xada@lab.org` and `ada@lab.org.uk` are somebody else's.

/** Stands in place of an address that was taken out. */
const ERASED_MARK = '[erased]';

const LETTERS = '\\p{L}\\p{N}';

/** Not at the end of a longer local part; an escaped sign, an SMTP code (`550-`) and VERP's plus may stand before. */
function begins(letters: string, isVerp: boolean): string {
  const escaped = '(?<=[%=](?!2[bde]|5f)[0-9a-f]{2})';
  return `(?:${escaped}|(?<=\\b\\d{3}-)|(?<![${letters}_.${isVerp ? '' : '+'}-]))`;
}

/** Not before the rest of a longer domain. */
function ends(letters: string): string {
  return `(?![${letters}_]|[.-][${letters}])`;
}

/** One way to write an address. */
export interface Spelling {
  /** In lower case. */
  text: string;
  isVerp: boolean;
}

/** As written, in links, in quoted-printable, and as the local part of a return address. RFC 3986 §2.1, RFC 2045 §6.7, VERP. */
export function addressSpellings(addresses: readonly string[]): Spelling[] {
  const at = /@(?=[^@]*$)/;
  const spellings = addresses.flatMap(address => [
    { text: address, isVerp: false },
    { text: encodeURIComponent(address), isVerp: false },
    { text: address.replace(at, '=40'), isVerp: false },
    { text: address.replace(at, '='), isVerp: true },
  ]);
  return [
    ...new Map(
      spellings.map(({ text, isVerp }) => [text.toLowerCase(), { text: text.toLowerCase(), isVerp }]),
    ).values(),
  ];
}

export function holdsAddress(bytes: Uint8Array, spellings: readonly Spelling[]): boolean {
  const text = latin1(bytes);
  return spellings.some(spelling => inBytes(spelling).test(text));
}

export function blotText(text: string, spellings: readonly Spelling[]): string {
  return spellings.reduce((blotted, spelling) => blotted.replace(pattern(spelling), ERASED_MARK), text);
}

/** Of the same length, since other data may point into it. */
export function blotBytes(bytes: Uint8Array, spellings: readonly Spelling[]): Uint8Array {
  const blotted = Buffer.from(bytes);
  const text = latin1(bytes);
  for (const spelling of spellings)
    for (const { index, 0: found } of text.matchAll(inBytes(spelling))) blotted.fill('x', index, index + found.length);
  return blotted;
}

function pattern({ text, isVerp }: Spelling, letters = LETTERS): RegExp {
  return new RegExp(`${begins(letters, isVerp)}${RegExp.escape(text)}${ends(letters)}`, 'giu');
}

/** A byte is a character; which letters those beyond ASCII make is not known. */
function inBytes({ text, isVerp }: Spelling): RegExp {
  return pattern({ text: latin1(Buffer.from(text)), isVerp }, 'a-z0-9');
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
