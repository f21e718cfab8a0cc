// Counts with their nouns, as reports print them.

export const papers = (count: number): string => plural(count, 'paper');
export const mails = (count: number): string => plural(count, 'mail');
export const people = (count: number): string => plural(count, 'subscriber');
const days = (count: number): string => plural(count, 'day');
export const lastDays = (count: number): string => (count === 1 ? 'last day' : `last ${days(count)}`);
export const documents = (count: number): string => plural(count, 'document');

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
