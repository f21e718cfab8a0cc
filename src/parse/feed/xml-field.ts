// One field of a feed as it was found in the XML, and what can be asked of it.

export interface XmlField {
  /** What a reader sees, or HTML with the attribute `markup` where there were elements inside. */
  text: string;
  /** Those of the source that anybody reads, in lower case; ours: `base`, `markup`, and `name`, `email`, `url` of persons. */
  attributes: Readonly<Record<string, string | undefined>>;
}

/** The fields of a feed or an entry by canonical name, each as often as it occurs. */
export type XmlFields = ReadonlyMap<string, readonly XmlField[]>;

/** The first of these fields that holds any text, the best name first. */
export function firstOf(fields: XmlFields, ...names: string[]): XmlField | undefined {
  for (const name of names) {
    const found = fields.get(name)?.find(({ text }) => text !== '');
    if (found) return found;
  }
  return undefined;
}

/** @returns the address as written if it is absolute, else resolved where the field has a base to resolve it against */
export function resolvedUrl(url: string, field: XmlField): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(url)) return url;
  return URL.parse(url, field.attributes.base || undefined)?.href ?? url;
}
