// Counts with their nouns.

export function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

/** `last day`, `last 30 days` */
export function lastDays(count: number): string {
  return count === 1 ? 'last day' : `last ${plural(count, 'day')}`;
}
