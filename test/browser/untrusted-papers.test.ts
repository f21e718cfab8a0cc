// Papers that try to break out of every page: crawled in Chromium with scripts on, and by a program that only fetches. Nothing
// runs, nothing is fetched from elsewhere, and no row of the database changes.

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SNIPPETS } from '../mail/nasty.ts';
import { CHROMIUM, launch } from './open.ts';
import { type Serving, serving } from './serving.ts';

const PAGES_MAX = 60;
const READER = 'nora@lab.org';

const hostile = (at: number) => {
  const [one, other, third] = [0, 7, 13].map(shift => SNIPPETS[(at * 3 + shift) % SNIPPETS.length]!);
  return {
    title: `Learning ${one} ${at}`,
    abstract: `We study reasoning ${other}. ${'It is long, and it goes on. '.repeat(30)}${third}`,
    authors: [`Ada ${other}`, `${third} B`],
    arxivId: `2509.${String(10_000 + at)}`,
    organization: one,
    venue: third,
    keywords: [one],
    links: { code: `javascript:alert(1)//${at}`, project: `https://papers.invalid/${one}` },
    upvotes: [{ at: new Date(Date.now() - 3_600_000).toISOString(), count: 5 + at }],
  };
};

describe.skipIf(!CHROMIUM)('papers of strangers', () => {
  let here: Serving;
  let browser: Browser;

  beforeAll(async () => {
    const digest = Array.from({ length: 30 }, (_, at) => JSON.stringify(hostile(at))).join('\n');
    [browser, here] = await Promise.all([
      launch(),
      serving({ SOURCES: './hostile.jsonl', SUBSCRIBERS_DIR: './subscribers' }, paperboy => {
        paperboy.writeDigest('hostile.jsonl', digest);
        paperboy.writePeople('lab.yaml', `- email: ${READER}\n  name: Nora <script>alert(1)</script>\n`);
      }),
    ]);
  });

  afterAll(async () => {
    await browser?.close();
    await here?.stop();
    here?.paperboy.remove();
  });

  /** Of every table, all rows. */
  function rows(): string {
    const database = new DatabaseSync(join(here.paperboy.folder, 'data', 'paperboy.db'), { readOnly: true });
    const hash = createHash('sha256');
    const tables = database
      .prepare("select name from sqlite_master where type = 'table' and name not like 'paper_search%'")
      .all();
    for (const { name } of tables) hash.update(JSON.stringify(database.prepare(`select * from "${name}"`).all()));
    database.close();
    return hash.digest('hex');
  }

  /** Every address in the mail, and the public pages there are. */
  async function starts(): Promise<string[]> {
    const mail = await here.mailTo(READER, 1);
    const header = mail.headers.find(({ key }) => key === 'list-unsubscribe')!.value;
    const urls = `${mail.text} ${header}`.match(/https?:\/\/[^\s<>]+/g) ?? [];
    const ours = urls.filter(url => url.startsWith(here.publicUrl));
    const paths = ['', '/subscribe', '/link', '/search?q=learning', '/topics', '/privacy', '/robots.txt', '/healthz'];
    const feeds = ['/feed.xml', '/feed.json', '/topics/reasoning/feed.xml', '/papers/1.bib', '/favicon.svg'];
    return [...new Set([...paths, ...feeds].map(path => `${here.publicUrl}${path}`).concat(ours))];
  }

  test('run nowhere, whatever page shows them', async () => {
    const before = rows();
    const context = await browser.newContext();
    const page = await context.newPage();
    const happened: string[] = [];
    page.on('dialog', dialog => {
      happened.push(`dialog on ${page.url()}`);
      void dialog.dismiss();
    });
    page.on('request', request => {
      if (!/^data:/.test(request.url()) && !request.url().startsWith(here.publicUrl))
        happened.push(`${page.url()} asked for ${request.url()}`);
    });
    page.on('pageerror', error => happened.push(`${page.url()}: ${error.message}`));
    const queue = (await starts()).filter(url => !/\.(?:xml|json|bib|svg|txt)$|healthz/.test(url));
    const known = new Set(queue);
    const kinds = new Map<string, number>();
    for (const url of queue) {
      if (known.size > 5000) break;
      const answer = await page.goto(url);
      expect([url, answer?.status()]).toEqual([url, 200]);
      const links = await page.evaluate<string[]>('[...document.links].map(link => link.href)');
      for (const link of links) {
        expect(link).not.toMatch(/^javascript:/i);
        const { pathname } = new URL(link);
        const clean = link.split('#')[0]!;
        if (!clean.startsWith(`${here.publicUrl}/`) || known.has(clean) || /\.(?:xml|json|bib)$/.test(pathname))
          continue;
        // Of pages that are alike a few will do.
        const kind = pathname.split('/')[1] ?? '';
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
        if (kinds.get(kind)! > 6 || queue.length >= PAGES_MAX) continue;
        known.add(clean);
        queue.push(clean);
      }
    }
    expect(queue.length).toBeGreaterThan(30);
    expect(happened).toEqual([]);
    expect(rows()).toBe(before);
    await context.close();
  });

  test('GET, HEAD and OPTIONS of every address change no row', async () => {
    const before = rows();
    const urls = await starts();
    const seen = new Set(urls);
    for (const url of urls) {
      for (const method of ['HEAD', 'OPTIONS', 'GET']) {
        const answer = await fetch(url, { method, redirect: 'manual' });
        const text = await answer.text();
        expect([method, url, answer.status < 500]).toEqual([method, url, true]);
        expect(text).not.toMatch(/\bat .*\.ts:\d+/);
        if (method !== 'GET') continue;
        // What a form would be sent to is fetched as well.
        for (const [, path] of text.matchAll(/(?:action|formaction|data-fill|data-live)="(\/[^"]*)"/g)) {
          const more = `${here.publicUrl}${path}`;
          if (!seen.has(more) && seen.size < 150) {
            seen.add(more);
            urls.push(more);
          }
        }
      }
    }
    expect(urls.length).toBeGreaterThan(40);
    expect(rows()).toBe(before);
  });
});
