// When mail comes, in words.
import type { Rhythm, Weekday } from '../domain/subscriber.ts';

const WEEKDAY_NAMES: Record<Weekday, string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

export const WEEKDAYS_BY_NAME = Object.entries(WEEKDAY_NAMES);

/** `Monday to Friday at 07:00, Europe/Berlin time`. */
export function rhythmInWords({ days, sendAt, timeZone }: Rhythm): string {
  return `${whichDays(days)} at ${sendAt}, ${timeZone.replaceAll('_', ' ')} time`;
}

function whichDays(days: Rhythm['days']): string {
  if (days === 'daily') return 'Every day';
  if (days === 'weekdays') return 'Monday to Friday';
  return `Every ${WEEKDAY_NAMES[days.slice('weekly:'.length) as Weekday]}`;
}
