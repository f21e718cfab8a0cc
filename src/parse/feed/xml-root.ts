// Where an XML document really begins: its root element, past declaration, comments and document type.

/** @returns the qualified name of the root element and where it begins; undefined for no XML */
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

/** A general entity that is a file or an address, or an entity made of others: no feed needs one, every attack does. */
const HOSTILE_ENTITY =
  /<!ENTITY\s{1,20}(?:([^\s%<>"']{1,100})\s{1,20}(?:SYSTEM|PUBLIC)\b|(?:%\s{1,20})?([^\s<>"']{1,100})\s{1,20}["'][^<>"']{0,10000}[&%][a-z_])/i;

/** @returns the name of an entity, declared before the root, that stands for others or for something elsewhere */
export function hostileEntity(prolog: string): string | undefined {
  const match = HOSTILE_ENTITY.exec(prolog);
  return match?.[1] ?? match?.[2];
}

/** The `>` that ends a document type declaration, past quoted strings, comments and its internal subset. */
function endOfDoctype(xml: string, start: number): number {
  let depth = 0;
  for (let at = start; at < xml.length; at++) {
    const sign = xml[at];
    if (sign === '"' || sign === "'") {
      at = xml.indexOf(sign, at + 1);
      if (at < 0) return -1;
    } else if (sign === '<' && xml.startsWith('<!--', at)) {
      at = after(xml, '-->', at) - 1;
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
