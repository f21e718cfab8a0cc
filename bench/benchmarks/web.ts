// The public pages with a hundred thousand papers in the store: how many front pages a second on one core, how soon a search is
// answered, and whether the time of an answer to the subscribe form tells who is behind an address.
import { once } from 'node:events';
import { resolve } from 'node:path';
import { quantile } from '../delivery/latency.ts';
import { machine } from '../delivery/machine.ts';
import { manyPapers } from '../made-up/many-papers.ts';
import { judge, type Measured } from '../measured.ts';
import { onOneCore, serveArchive } from '../web/served-archive.ts';

const PAPERS = 100_000;
const SECONDS = 8;
const CONNECTIONS = 16;
const SEARCHES = 300;
const FORMS = 500;
const LOAD = resolve(import.meta.dirname, '../web/load.ts');

interface Load {
  perSecond: number;
  failed: number;
  p50: number;
  p99: number;
}

export async function measure(): Promise<Measured> {
  const served = await serveArchive(PAPERS, async ({ subscribers, suppressions }) => {
    const now = new Date();
    for (let at = 0; at < FORMS; at += 1) {
      await subscribers.add(reader(`confirmed${at}@lab.org`), now);
      await suppressions.add(`suppressed${at}@lab.org`, 'hard bounce', now);
    }
  });
  try {
    const pages = [];
    for (const path of ['/', '/papers/500', '/topics/reasoning', '/feed.xml'])
      pages.push({ path, ...(await load(served.url + path)) });
    const searches = await timeSearches(served.url);
    const forms = await timeForms(served.url);
    const medians = Object.entries(forms).map(([kind, times]) => [kind, quantile(times, 0.5)] as const);
    const gap = Math.max(...medians.map(([, median]) => median)) - Math.min(...medians.map(([, median]) => median));
    return judge({
      lines: [
        machine(),
        `${PAPERS} papers; the server on one core, asked from another over ${CONNECTIONS} connections for ${SECONDS} s each`,
        ...pages.map(
          ({ path, perSecond, p50, p99, failed }) =>
            `  GET ${path.padEnd(14)}${String(Math.round(perSecond)).padStart(7)} a second, median ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${failed} failed`,
        ),
        `  GET /search?q=…   ${SEARCHES} different ones: median ${quantile(searches, 0.5).toFixed(1)} ms, p99 ${quantile(searches, 0.99).toFixed(1)} ms`,
        `  POST /subscribe   ${FORMS} for each: ${medians.map(([kind, median]) => `${kind} ${median.toFixed(2)} ms`).join(', ')}`,
      ],
      metrics: {
        'front pages/s': Math.round(pages[0]!.perSecond),
        failed: pages.reduce((sum, { failed }) => sum + failed, 0),
        'search, p99 ms': Math.round(quantile(searches, 0.99) * 10) / 10,
        'gap of medians, ms': Math.round(gap * 100) / 100,
      },
      targets: {
        'front pages/s': '>= 1500',
        failed: '= 0',
        'search, p99 ms': '<= 50',
        'gap of medians, ms': '<= 5',
      },
    });
  } finally {
    await served.end();
  }
}

async function load(url: string): Promise<Load> {
  const child = onOneCore(1, [LOAD, url, String(SECONDS), String(CONNECTIONS)], {});
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', chunk => {
    output += chunk;
  });
  await once(child, 'close');
  return JSON.parse(output) as Load;
}

/** Of one, two and three words as the papers have them, and of beginnings. */
async function timeSearches(url: string): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; at < SEARCHES; at += 1) {
    const { title, abstract = '' } = manyPapers(at * 317);
    const words = `${title} ${abstract}`.split(/\W+/).filter(word => word.length > 3);
    const taken = Array.from({ length: 1 + (at % 3) }, (_, next) => words[(at + 5 * next) % words.length]!);
    const text = at % 5 === 0 ? taken.join(' ').slice(0, -2) : taken.join(' ');
    const start = performance.now();
    const answer = await fetch(`${url}/search?q=${encodeURIComponent(`${text} `)}&n=${at}`);
    await answer.arrayBuffer();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b);
}

/** One of each kind after the other, so that whatever else happens is shared. */
async function timeForms(url: string): Promise<Record<string, number[]>> {
  const page = await (await fetch(`${url}/subscribe`)).text();
  const form = /name="form" value="([^"]+)"/.exec(page)![1]!;
  await new Promise(passed => setTimeout(passed, 1500));
  const post = (email: string) =>
    fetch(`${url}/subscribe`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ form, website: '', short: 'yes', email }),
    });
  const kinds = {
    new: (at: number) => `new${at}@lab.org`,
    pending: () => 'pending@lab.org',
    confirmed: (at: number) => `confirmed${at}@lab.org`,
    suppressed: (at: number) => `suppressed${at}@lab.org`,
    'of another domain': (at: number) => `reader${at}@elsewhere.org`,
  };
  const times: Record<string, number[]> = Object.fromEntries(Object.keys(kinds).map(kind => [kind, []]));
  const answers = new Set<string>();
  for (let at = 0; at < FORMS; at += 1)
    for (const [kind, address] of Object.entries(kinds)) {
      const start = performance.now();
      const answer = await post(address(at));
      answers.add(`${answer.status} ${answer.headers.get('location')} ${await answer.text()}`);
      times[kind]!.push(performance.now() - start);
    }
  if (answers.size !== 1) throw new Error(`expected one answer for all, found ${[...answers].join(' | ')}`);
  for (const each of Object.values(times)) each.sort((a, b) => a - b);
  return times;
}

function reader(address: string) {
  return {
    address,
    interests: { topics: [], keywords: [], muted: [], authors: [], labs: [], categories: [], outside: false },
    rhythm: { timeZone: 'UTC', sendAt: '07:00', days: 'weekdays' as const },
    papersPerMail: 10,
    layout: 'full' as const,
    origin: 'cli',
    status: 'confirmed' as const,
    consent: 'made up',
    nextDueAt: () => '2099-01-01T00:00:00.000Z',
  };
}
