// The headers of an answer.

/** By lower-case name; a header that came more than once has several values. */
export type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** The value as one line, empty where there is none. RFC 9110 §5.3 */
export function headerText(headers: AnswerHeaders, name: string): string {
  const value = headers[name];
  return (Array.isArray(value) ? value.join(', ') : (value ?? '')).trim();
}
