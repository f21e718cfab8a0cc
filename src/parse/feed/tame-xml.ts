// Makes feeds of the wild fit for a strict XML reader: no DTD, no entities of its own, no bare ampersands.
import { namedCharacter } from '../html-text.ts';

const REFERENCE = /&(?:#(\d{1,7});|#x([0-9a-f]{1,6});|([a-z][a-z0-9]{0,31});)?/gi;
const XML_NAMES = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);
const MAX_CODE_POINT = 0x10ffff;

/** @returns the name of the root element and where it begins, past declaration, comments and DTD; undefined for no XML */
export function findRoot(xml: string): { name: string; start: number } | undefined {
  let at = 0;
  for (;;) {
    while (/\s|\ufeff/.test(xml.charAt(at))) at++;
    const rest = xml.slice(at, at + 200);
    const name = /^<([a-z_][\w:.-]{0,60})/i.exec(rest)?.[1];
    if (name) return { name, start: at };
    if (rest.startsWith('<?')) at = after(xml, '?>', at);
    else if (rest.startsWith('<!--')) at = after(xml, '-->', at);
    else if (/^<!doctype\b/i.test(rest)) at = endOfDoctype(xml, at);
    else return undefined;
    if (at < 0) return undefined;
  }
}

/**
 * The document from its root on, so that no DTD reaches the reader and no entity can expand (XML 1.0 §4.4); references
 * the reader would refuse become characters or plain text, CDATA stays as it is.
 */
export function tameXml(xml: string, rootStart: number): string {
  const parts: string[] = [];
  for (let at = rootStart; at < xml.length; ) {
    const open = xml.indexOf('<![CDATA[', at);
    const close = open < 0 ? -1 : xml.indexOf(']]>', open);
    const end = close < 0 ? xml.length : open;
    parts.push(xml.slice(at, end).replace(REFERENCE, tameReference));
    if (close >= 0) parts.push(xml.slice(open, close + 3));
    at = close < 0 ? xml.length : close + 3;
  }
  return parts.join('');
}

function tameReference(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (decimal !== undefined || hex !== undefined) {
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= MAX_CODE_POINT ? whole : `&amp;${whole.slice(1)}`;
  }
  if (name === undefined) return '&amp;';
  if (XML_NAMES.has(name)) return whole;
  return namedCharacter(name) ?? `&amp;${name};`;
}

/** The `>` that ends a document type declaration, past quoted strings and its internal subset. */
function endOfDoctype(xml: string, start: number): number {
  let depth = 0;
  for (let at = start; at < xml.length; at++) {
    const sign = xml[at];
    if (sign === '"' || sign === "'") {
      at = xml.indexOf(sign, at + 1);
      if (at < 0) return -1;
    } else if (sign === '[') depth++;
    else if (sign === ']') depth--;
    else if (sign === '>' && depth <= 0) return at + 1;
  }
  return -1;
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? -1 : found + mark.length;
}
