// Text in charsets that no encoder of Node writes: bytes made elsewhere, and UTF-16 and UTF-32 made here.

/** One word in its charset, as other programs write it. */
export const WORDS = [
  { charset: 'koi8-r', word: 'Обзор', hex: 'efc2dacfd2' },
  { charset: 'windows-1251', word: 'Обзор', hex: 'cee1e7eef0' },
  { charset: 'windows-1252', word: '“naïve” – €', hex: '936e61ef76659420962080' },
  { charset: 'windows-1255', word: 'למידה', hex: 'eceee9e3e4' },
  { charset: 'iso-8859-2', word: 'Łukasz Žák', hex: 'a3756b61737a20aee16b' },
  { charset: 'iso-8859-7', word: 'Μάθηση', hex: 'ccdce8e7f3e7' },
  { charset: 'shift_jis', word: '論文', hex: '985f95b6' },
  { charset: 'euc-jp', word: '論文', hex: 'cfc0cab8' },
  { charset: 'iso-2022-jp', word: '論文', hex: '1b24424f404a381b2842' },
  { charset: 'gb18030', word: '论文𠀀', hex: 'c2dbcec495328236' },
  { charset: 'gb2312', word: '论文', hex: 'c2dbcec4' },
  { charset: 'euc-kr', word: '논문', hex: 'b3edb9ae' },
  { charset: 'big5', word: '論文', hex: 'bdd7a4e5' },
] as const;

/** ASCII text with the bytes of a word in the place of every `WORD`. */
export function withWord(text: string, hex: string): Uint8Array {
  return Buffer.from(text.replaceAll('WORD', Buffer.from(hex, 'hex').toString('latin1')), 'latin1');
}

export const WIDE = ['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'] as const;

/** Without a mark, unless the text begins with one. */
export function inWide(charset: (typeof WIDE)[number], text: string): Buffer {
  if (charset === 'utf-16le') return Buffer.from(text, 'utf16le');
  if (charset === 'utf-16be') return Buffer.from(text, 'utf16le').swap16();
  const points = [...text].map(letter => letter.codePointAt(0) ?? 0);
  const bytes = Buffer.alloc(points.length * 4);
  points.forEach((point, at) => {
    if (charset === 'utf-32le') bytes.writeUInt32LE(point, at * 4);
    else bytes.writeUInt32BE(point, at * 4);
  });
  return bytes;
}
