// Due instants of many readers in the order of time, as planning would find them one after another.
import type { Rhythm } from '../domain/subscriber.ts';
import { nextDue, nextDueAfterIssue } from './next-due.ts';
import { localDate } from './time-zones.ts';

/** Readers who are due at the same instants from some instant on. */
export interface DueGroup<Reader> {
  rhythm: Rhythm;
  /** The first due instant. */
  from: Date;
  readers: readonly Reader[];
}

/** The readers of a group, due together. */
export interface DueTogether<Reader> {
  at: Date;
  /** Local date of the issue. */
  date: string;
  group: DueGroup<Reader>;
}

/** All that falls on one instant, instant by instant, without end; nothing where there are no groups. */
export function* dueSeries<Reader>(groups: readonly DueGroup<Reader>[]): Generator<DueTogether<Reader>[]> {
  const waiting = groups.map(group => together(group, group.from));
  while (waiting.length > 0) {
    const at = waiting.reduce((first, next) => (next.at < first ? next.at : first), waiting[0]!.at);
    const now: DueTogether<Reader>[] = [];
    for (const [place, due] of waiting.entries()) {
      if (due.at > at) continue;
      now.push(due);
      waiting[place] = together(due.group, nextDueAfterIssue(due.group.rhythm, due.date, due.at));
    }
    yield now;
  }
}

function together<Reader>(group: DueGroup<Reader>, at: Date): DueTogether<Reader> {
  return { at, date: localDate(at, group.rhythm.timeZone), group };
}

/**
 * Puts readers together who are due at the same instants.
 * @param firstOf the instant from which a reader is due by the rhythm; the first due one is the first at it or after it
 */
export function groupByDue<Reader extends { rhythm: Rhythm }>(
  readers: Iterable<Reader>,
  firstOf: (reader: Reader) => Date,
): DueGroup<Reader>[] {
  const groups = new Map<string, { rhythm: Rhythm; start: Date; readers: Reader[] }>();
  for (const reader of readers) {
    const { rhythm } = reader;
    const start = firstOf(reader);
    const key = `${rhythm.timeZone} ${rhythm.sendAt} ${rhythm.days} ${start.getTime()}`;
    const group = groups.get(key) ?? { rhythm, start, readers: [] };
    groups.set(key, group);
    group.readers.push(reader);
  }
  return Array.from(groups.values(), ({ rhythm, start, readers }) => ({
    rhythm,
    from: nextDue(rhythm, new Date(start.getTime() - 1)),
    readers,
  }));
}
