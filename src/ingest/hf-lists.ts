// The lists of Hugging Face's daily_papers API: which days to ask for, and when there is another page.

const ROWS_PER_PAGE = 100;
/** What the API gives where no limit is asked for. */
const DEFAULT_ROWS_PER_PAGE = 50;
const DAYS_BACK = 14;
const DAY_MS = 86_400_000;

/**
 * The first pages of the days that may still change or were missed, the newest first: whatever goes wrong with an older one,
 * today's is there.
 * @param readAt ISO 8601 instant of the last good reading
 */
export function dailyLists(endpoint: string, now: Date, readAt?: string): string[] {
  return daysToRead(now, readAt).map(day => `${endpoint}/api/daily_papers?date=${day}&limit=${ROWS_PER_PAGE}&p=0`);
}

/** The page after this one. */
export function nextPage(page: string): string {
  const url = new URL(page);
  url.searchParams.set('p', String(Number(url.searchParams.get('p') ?? 0) + 1));
  return url.href;
}

/** Each row of a list holds its paper. */
const ROW = /"paper"\s{0,10}:\s{0,10}\{/g;

/** Whether the operator asked for one page of many. */
export function namesPage(url: string): boolean {
  return new URL(url).searchParams.has('p');
}

/** Whether there may be another page: this one has as many rows as it can. What is no list of rows has no next page. */
export function isFull(page: string, bytes: Uint8Array): boolean {
  const asked = new URL(page).searchParams.get('limit') ?? '';
  const limit = /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : DEFAULT_ROWS_PER_PAGE;
  return countRows(bytes) >= limit;
}

/** Counted without building anything: what a server sends is read in a thread of its own, and only there. */
function countRows(bytes: Uint8Array): number {
  const text = new TextDecoder().decode(bytes).trim();
  if (!text.startsWith('[') || !text.endsWith(']')) return 0;
  let rows = 0;
  for (const _ of text.matchAll(ROW)) rows += 1;
  return rows;
}

/**
 * A day's list fills until about 06:00 UTC of the next day, so the last reading may have seen the weekday before it unfinished.
 * There are no lists of weekends.
 */
function daysToRead(now: Date, readAt: string | undefined): string[] {
  const today = startOfDay(now.getTime());
  const lastRead = startOfDay(Math.min(readAt === undefined ? today : Date.parse(readAt), today));
  let first = lastRead - DAY_MS;
  while (isWeekend(first)) first -= DAY_MS;
  first = Math.max(first, today - DAYS_BACK * DAY_MS);
  const days: string[] = [];
  for (let day = today; day >= first; day -= DAY_MS) {
    if (!isWeekend(day)) days.push(new Date(day).toISOString().slice(0, 10));
  }
  return days;
}

function startOfDay(instant: number): number {
  return instant - (instant % DAY_MS);
}

function isWeekend(day: number): boolean {
  return [0, 6].includes(new Date(day).getUTCDay());
}
