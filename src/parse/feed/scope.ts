// What an element of XML hands down to those inside it: the namespaces it declares and its base address.
import { decodeOnce } from './field-content.ts';
import { declaredBy, type Namespaces } from './namespaces.ts';

export interface Scope {
  namespaces: Namespaces;
  /** Absolute, or '' where nobody has said. `xml:base`, https://www.w3.org/TR/xmlbase/ */
  base: string;
}

/** @returns the same scope where the attributes change nothing */
export function scopeInside(attributes: Record<string, string>, outer: Scope): Scope {
  const namespaces = declaredBy(attributes, outer.namespaces);
  const own = attributes['xml:base'];
  if (own === undefined && namespaces === outer.namespaces) return outer;
  const base = own === undefined ? undefined : URL.parse(decodeOnce(own), outer.base || undefined)?.href;
  return { namespaces, base: base ?? outer.base };
}
