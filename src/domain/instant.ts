// Instants as programs write them: ISO 8601, never read through the machine's own time zone.

const ISO =
  /^\d{4}(?:-\d{2}(?:-\d{2}(?<time>[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?<offset> ?(?:Z|[+-]\d{2}:?\d{2}))?)?)?)?$/i;

/** @returns the text as it is, with `Z` where it has an hour and no offset; undefined where it is no ISO 8601 date or instant */
export function utcInstant(text: string): string | undefined {
  const parts = ISO.exec(text)?.groups;
  if (!parts) return undefined;
  const instant = parts.time !== undefined && parts.offset === undefined ? `${text}Z` : text;
  return Number.isNaN(Date.parse(instant)) ? undefined : instant;
}
