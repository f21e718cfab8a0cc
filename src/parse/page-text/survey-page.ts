// What must be known of the whole page before its first line is read.
import type { Line } from '../read-lines.ts';

interface PageSurvey {
  /** Numbers to addresses, where the page lists them. */
  references: ReadonlyMap<string, string>;
  /** It writes links as Markdown does. */
  hasLinks: boolean;
  /** Some lines end with a backslash, as Markdown writes hard line ends. */
  hasHardBreaks: boolean;
}

/** `[12]: https://…`, which text browsers list below the page. */
const REFERENCE = /^\[(\d{1,6})\]:? (https?:\/\/\S{1,2000})$/;

export function surveyPage(lines: readonly Line[]): PageSurvey {
  const references = new Map<string, string>();
  let hasLinks = false;
  let hasHardBreaks = false;
  for (const { text } of lines) {
    const reference = text.startsWith('[') ? REFERENCE.exec(text) : undefined;
    if (reference?.[1] && reference[2]) references.set(reference[1], reference[2]);
    hasLinks ||= text.includes('](');
    hasHardBreaks ||= text.endsWith('\\');
  }
  return { references, hasLinks, hasHardBreaks };
}

export function isReference(text: string): boolean {
  return REFERENCE.test(text);
}
