// How fast mail goes to each recipient domain: a rate, messages under way at once, and a breaker for domains that refuse us.
import type { DomainLimit, DomainPace } from '../domain/delivery.ts';
import type { DomainLimits } from '../domain/domain-limits.ts';

const SECOND = 1000;
const FIRST_PAUSE_MS = 5 * 60_000;
const LONGEST_PAUSE_MS = 4 * 3_600_000;
/** How long a message is taken to be under way before any was. */
const GUESSED_DURATION_MS = 500;

interface Domain {
  limit: DomainLimit;
  /** Theoretical arrival time of the next message, ms. */
  arrival: number;
  /** From when on nobody waits for a turn yet, ms. */
  promised: number;
  pausedUntil: number;
  pauses: number;
  reply?: string;
  underWay: number;
  /** How long messages were under way lately, ms. */
  duration: number;
}

export interface DomainGate {
  /** Lets a message go, which must `leave` again. @returns when to come back, where it may not go now */
  enter(domain: string, now: Date): Date | undefined;
  /** The message is done. */
  leave(domain: string, enteredAt: Date, now: Date): void;
  /** The domain refuses us: nothing goes there for a while, each time in a row for twice as long. @returns until when */
  pause(domain: string, reply: string, now: Date): Date;
  isPaused(domain: string, now: Date): boolean;
  /** It took a message: the next pause is a first one again. */
  took(domain: string): void;
  /** What changed since the last call. */
  changes(): DomainPace[];
}

/**
 * The rate is the generic cell rate algorithm (ITU-T I.371) with a burst of one second. Who must wait gets a turn of its own, so that
 * not all come back at once.
 * @param kept as they were put down by an earlier process
 */
export function domainGate(limits: DomainLimits, kept: readonly DomainPace[]): DomainGate {
  const domains = new Map<string, Domain>();
  const changed = new Set<string>();
  for (const pace of kept) {
    const domain = newDomain(limitOf(limits, pace.domain) ?? {});
    domain.arrival = Date.parse(pace.nextAt);
    domain.pausedUntil = pace.pausedUntil === undefined ? 0 : Date.parse(pace.pausedUntil);
    domain.pauses = pace.pauses;
    domain.reply = pace.reply;
    domains.set(pace.domain, domain);
  }

  /** Undefined for a domain without limit and pause: most. */
  const known = (name: string): Domain | undefined => {
    const domain = domains.get(name);
    if (domain) return domain;
    const limit = limitOf(limits, name);
    if (!limit) return undefined;
    const made = newDomain(limit);
    domains.set(name, made);
    return made;
  };

  return {
    enter(name, at) {
      const domain = known(name);
      if (!domain) return undefined;
      const now = at.getTime();
      if (domain.pausedUntil > now) return turn(domain, domain.pausedUntil);
      const gap = gapOf(domain.limit);
      const { connections = Number.POSITIVE_INFINITY } = domain.limit;
      if (domain.arrival - now > Math.max(0, SECOND - gap) || domain.underWay >= connections) return turn(domain, now);
      domain.underWay += 1;
      if (gap > 0) {
        domain.arrival = Math.max(domain.arrival, now) + gap;
        changed.add(name);
      }
      return undefined;
    },

    leave(name, enteredAt, now) {
      const domain = domains.get(name);
      if (!domain) return;
      domain.underWay = Math.max(0, domain.underWay - 1);
      domain.duration += (now.getTime() - enteredAt.getTime() - domain.duration) / 8;
    },

    pause(name, reply, now) {
      const domain = known(name) ?? newDomain({});
      domains.set(name, domain);
      // Messages that were under way when the domain was paused say nothing new.
      if (domain.pausedUntil <= now.getTime()) {
        domain.pausedUntil = now.getTime() + Math.min(FIRST_PAUSE_MS * 2 ** domain.pauses, LONGEST_PAUSE_MS);
        domain.pauses += 1;
        domain.reply = reply;
        changed.add(name);
      }
      return new Date(domain.pausedUntil);
    },

    isPaused: (name, now) => (domains.get(name)?.pausedUntil ?? 0) > now.getTime(),

    took(name) {
      const domain = domains.get(name);
      if (!domain || domain.pauses === 0) return;
      domain.pauses = 0;
      domain.pausedUntil = 0;
      domain.reply = undefined;
      changed.add(name);
    },

    changes() {
      const paces = [...changed].map(name => toPace(name, domains.get(name)!));
      changed.clear();
      return paces;
    },
  };
}

function limitOf(limits: DomainLimits, name: string): DomainLimit | undefined {
  return limits.get(name) ?? limits.get('*');
}

function newDomain(limit: DomainLimit): Domain {
  return {
    limit,
    arrival: 0,
    promised: 0,
    pausedUntil: 0,
    pauses: 0,
    underWay: 0,
    duration: GUESSED_DURATION_MS,
  };
}

/** Milliseconds between two messages; 0 without a rate. */
function gapOf({ messagesPerSecond }: DomainLimit): number {
  return messagesPerSecond === undefined ? 0 : SECOND / messagesPerSecond;
}

/** The next instant that is promised to nobody, at the pace at which the domain takes messages. */
function turn(domain: Domain, notBefore: number): Date {
  const gap = Math.max(gapOf(domain.limit), domain.duration / (domain.limit.connections ?? Number.POSITIVE_INFINITY));
  const at = Math.max(notBefore, domain.promised, domain.arrival - Math.max(0, SECOND - gap));
  domain.promised = at + gap;
  return new Date(Math.ceil(at));
}

function toPace(name: string, { arrival, pausedUntil, pauses, reply }: Domain): DomainPace {
  return {
    domain: name,
    nextAt: new Date(arrival).toISOString(),
    ...(pausedUntil > 0 && { pausedUntil: new Date(pausedUntil).toISOString() }),
    pauses,
    ...(reply !== undefined && { reply }),
  };
}
