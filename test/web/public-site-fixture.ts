// A public site over values in memory that writes down each act.
import type { RankedPaper } from '../../src/domain/issue.ts';
import type { TokenKey } from '../../src/domain/link-token.ts';
import { NO_INTERESTS, type Subscriber } from '../../src/domain/subscriber.ts';
import type { MailMatches, PublicIssue, PublicSitePorts } from '../../src/web/ports.ts';
import { createPublicSite } from '../../src/web/public-site.ts';
import { readingInMemory } from './reading-in-memory.ts';
import { settingsInMemory, signUpsInMemory } from './sign-ups-in-memory.ts';
import { tasteInMemory } from './taste-in-memory.ts';
import { TOPICS, trialsInMemory } from './trials-in-memory.ts';

export const KEY: TokenKey = { kid: 'test', secret: new Uint8Array(32).fill(7) };
export const READER = 'readerreader0001';
export const TODAY = '2025-09-16';
export const NOW = new Date('2025-09-16T08:00:00Z');
export const DELIVERY = 'delivery00000001';

export function paper(facts: Partial<RankedPaper> = {}): RankedPaper {
  return { id: 1, enteredAt: '2025-09-16T06:00:00Z', title: 'A paper', score: 1, signals: [], ...facts };
}

/** Of three papers two were in the mail. */
export const MATCHES: MailMatches = {
  date: '2025-09-16',
  papers: ['First', 'Second', 'Third'].map((title, at) => ({
    paper: paper({ id: at + 1, title }),
    why: { lead: 'Because you follow', items: [{ name: 'Robotics', words: '“grasping”' }], more: '' },
    isInMail: at < 2,
  })),
  matched: 3,
  inMail: 2,
  beside: 0,
};

export function issue(facts: Partial<PublicIssue> = {}): PublicIssue {
  return { date: '2025-09-16', papers: [paper()], dueAt: '2025-09-16T07:00:00Z', ...facts };
}

export function subscriber(facts: Partial<Subscriber> = {}): Subscriber {
  return {
    id: 1,
    publicId: READER,
    address: 'jane.doe@lab.example',
    status: 'confirmed',
    origin: 'lab.yaml',
    listed: true,
    createdAt: '2025-09-01T00:00:00Z',
    nextDueAt: '2025-09-17T05:00:00Z',
    interests: NO_INTERESTS,
    rhythm: { timeZone: 'Europe/Berlin', sendAt: '07:00', days: 'weekdays' },
    papersPerMail: 10,
    layout: 'full',
    ...facts,
  };
}

export interface TestSite {
  site: ReturnType<typeof createPublicSite>;
  /** What was done, in order: `unsubscribe readerreader0001`. */
  acts: string[];
  reported: unknown[];
  /** GET, as text. */
  read(path: string): Promise<string>;
}

/** One subscriber, one mail, one issue; `ports` replaces any of it. */
export function testSite(ports: Partial<PublicSitePorts> = {}, reader: Subscriber = subscriber()): TestSite {
  const acts: string[] = [];
  const reported: unknown[] = [];
  let { status } = reader;
  let pausedUntil: string | undefined;
  const act = (name: string, after: Subscriber['status']) => async (publicId: string) => {
    acts.push(`${name} ${publicId}`);
    if (publicId !== reader.publicId) return false;
    status = after;
    return true;
  };
  const site = createPublicSite({
    name: 'Paperboy',
    basePath: '',
    publicUrl: 'https://papers.test',
    reading: readingInMemory(),
    privacy: { contact: 'papers@lab.example', readsReturnedMail: false },
    keys: [KEY],
    issueDates: async () => ['2025-09-16', '2025-09-15', '2025-08-29'],
    issue: async date => (date === undefined || date === '2025-09-16' ? issue() : undefined),
    subscriber: async publicId => (publicId === reader.publicId ? { ...reader, status } : undefined),
    unsubscribe: act('unsubscribe', 'unsubscribed'),
    resubscribe: act('resubscribe', 'confirmed'),
    mail: async publicId => (publicId === DELIVERY ? { html: '<p style="color:red">The mail</p>' } : undefined),
    allMatches: async publicId => (publicId === DELIVERY ? MATCHES : undefined),
    pauses: {
      stateOf: () => ({ today: TODAY, until: pausedUntil, nextMail: pausedUntil ?? '2025-09-17' }),
      async pause({ publicId }, until) {
        acts.push(`pause ${publicId} ${until ?? 'over'}`);
        pausedUntil = until;
        return true;
      },
    },
    taste: tasteInMemory(acts),
    trials: trialsInMemory(),
    signUps: signUpsInMemory(acts),
    settings: settingsInMemory(acts),
    async sayWhyLeft(publicId, reason) {
      acts.push(`left ${publicId} ${reason}`);
    },
    now: () => NOW,
    catalogue: TOPICS,
    topicName: id => `Topic ${id}`,
    report: error => reported.push(error),
    ...ports,
  });
  return { site, acts, reported, read: async path => (await site.request(path)).text() };
}
