// A day of the calendar, written YYYY-MM-DD.

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** True for YYYY-MM-DD that the calendar has: not for 2025-02-30. */
export function isCalendarDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  const instant = new Date(text);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}
