// A private site over values in memory.
import type { Hono } from 'hono';
import { NO_INTERESTS } from '../../src/domain/subscriber.ts';
import type { Topic } from '../../src/domain/topic.ts';
import type { PrivateSitePorts } from '../../src/preview/ports.ts';
import type { SampleReader } from '../../src/preview/preview-ports.ts';
import { createPrivateSite } from '../../src/preview/private-site.ts';

const topic = (id: string, name: string, group: string): Topic => ({
  id,
  name,
  group,
  description: name,
  strong: [id],
  weak: [],
  exclude: [],
});

export const CATALOGUE = {
  groups: { learn: 'Learning', act: 'Acting' },
  topics: [topic('rl', 'Reinforcement learning', 'learn'), topic('agents', 'Agents', 'act')],
};

export const PUBLIC_URL = 'https://papers.example.org';

export const JANE: SampleReader = {
  id: 'jane',
  address: 'jane@lab.example',
  name: 'Jane',
  interests: { ...NO_INTERESTS, topics: ['rl'], keywords: ['offline'], muted: ['survey'] },
};

export interface TestPrivateSite {
  site: Hono;
  reported: unknown[];
  /** GET, as text. */
  read(path: string): Promise<string>;
}

/** No mails, one reader; `ports` replaces any of it. */
export function testPrivateSite(ports: Partial<PrivateSitePorts> = {}): TestPrivateSite {
  const reported: unknown[] = [];
  const site = createPrivateSite({
    name: 'Paperboy',
    hosts: [],
    mailbox: { list: async () => ({ mails: [], more: false }), read: async () => undefined },
    catalogue: CATALOGUE,
    readers: async () => [JANE],
    publicUrl: PUBLIC_URL,
    issueDates: async () => [],
    previewMail: async () => ({ subject: 'Today', html: '<p>Hello</p>', text: 'Hello', papers: 1 }),
    composeMail: async () => undefined,
    faults: () => [],
    supportGaps: async () => undefined,
    spamVerdict: async () => ({ unknown: 'SpamAssassin is not installed here.' }),
    onChange: async () => () => {},
    releaseMail: async () => ({ refusal: 'not asked for' }),
    report: error => reported.push(error),
    ...ports,
  });
  return { site, reported, read: async path => (await site.request(path)).text() };
}
