import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Installation, install } from '../cli/paperboy.ts';
import { TEMPLATES } from '../render/sample.ts';
import { CHROMIUM, DESKTOP, launch, look, PHONE, picture } from './open.ts';

const PERSON = '- email: rosa@example.org\n  name: Rosa\n  topics: [rl, robotics, agents]\n';

describe.skipIf(!CHROMIUM)('writing templates with `npm run preview` open', () => {
  let paperboy: Installation;
  let server: ChildProcess;
  let browser: Browser;
  let url = '';

  beforeAll(async () => {
    paperboy = install({ ADMIN_PORT: '0', TEMPLATES_DIR: './templates' });
    cpSync(TEMPLATES, join(paperboy.folder, 'templates'), { recursive: true });
    paperboy.writePeople('people.yaml', PERSON);
    server = paperboy.start(['preview']);
    let output = '';
    const [started] = await Promise.all([
      (async () => {
        for await (const chunk of server.stdout!.setEncoding('utf8')) {
          output += chunk;
          if (output.includes('Ctrl-C stops.')) break;
        }
        return /preview: (http\S+)/.exec(output)?.[1] ?? '';
      })(),
      launch().then(launched => {
        browser = launched;
      }),
    ]);
    url = started;
  });

  afterAll(async () => {
    await browser?.close();
    server?.kill('SIGINT');
    if (server) await once(server, 'exit');
    paperboy?.remove();
  });

  /** A page that hears of saved files. */
  async function open(path: string, viewport = DESKTOP) {
    const looked = await look(browser, `${url}${path}`, { viewport });
    await looked.page.locator('html[data-listening]').waitFor();
    return looked;
  }

  function editor(...path: string[]) {
    const file = join(paperboy.folder, ...path);
    const before = readFileSync(file, 'utf8');
    return { save: (text: string) => writeFileSync(file, text), before, restore: () => writeFileSync(file, before) };
  }

  /** A frame that is loaded anew while it loads gives up what it was about to show. */
  const isTrouble = (complaint: string) => !complaint.endsWith('net::ERR_ABORTED');

  const mailIn = (page: Page) => page.frameLocator('iframe');

  test('a saved template is seen at once, and the page stays where it was', async () => {
    const { page, complaints } = await open('/fixtures/ten-papers');
    await picture(page, 'preview-mail-desktop-light');
    await page.evaluate('window.scrollTo(0, 600)');
    const height = await page.evaluate<number>(`document.querySelector('iframe').offsetHeight`);
    const footer = editor('templates', 'partials', 'footer.mjml');
    footer.save(`${footer.before}<mj-text>Greetings from the kitchen</mj-text>\n`);
    await mailIn(page).getByText('Greetings from the kitchen').waitFor();
    expect(await page.evaluate('window.scrollY')).toBe(600);
    footer.restore();
    await mailIn(page).getByText('Greetings from the kitchen').waitFor({ state: 'detached' });
    expect(height).toBeGreaterThan(1000);
    expect(complaints.filter(isTrouble)).toEqual([]);
    await page.context().close();
  });

  test('a broken template is shown with file, line and message, above the last good mail, until it is mended', async () => {
    const { page, complaints } = await open('/fixtures/one-paper');
    const masthead = editor('templates', 'partials', 'masthead.mjml');
    const lines = masthead.before.split('\n');
    const at = lines.findIndex(line => line.includes('{{name}}'));
    masthead.save(lines.with(at, '{{naem}}').join('\n'));
    const fault = page.getByRole('alert');
    await fault.waitFor();
    expect(await fault.getByRole('heading').textContent()).toMatch(new RegExp(`masthead\\.mjml, line ${at + 1}$`));
    expect(await fault.textContent()).toContain('"naem" is no variable here');
    expect(await fault.locator('mark').textContent()).toContain('{{naem}}');
    expect(await mailIn(page).getByRole('heading', { level: 1 }).textContent()).toContain('Paperboy');
    await picture(page, 'preview-fault-desktop-light');
    masthead.restore();
    await fault.waitFor({ state: 'detached' });
    expect(complaints.filter(isTrouble)).toEqual([]);
    await page.context().close();
  });

  test('the matrix shows everybody, takes in who is written down, and quotes the line that cannot be read', async () => {
    const { page, complaints } = await open('/matrix');
    const cards = page.locator('.matrix li');
    expect(await cards.count()).toBe(1);
    const people = editor('subscribers', 'people.yaml');
    people.save(`${PERSON}- email: mei@example.net\n  topics: [image-gen, video]\n  layout: compact\n`);
    await page.getByText('mei@example.net').waitFor();
    expect(await cards.count()).toBe(2);
    people.save(`${PERSON}- email: mei@example.net\n  topics: [vidoe]\n`);
    const fault = page.getByRole('alert');
    await fault.waitFor();
    expect(await fault.textContent()).toMatch(/people\.yaml, line \d[\s\S]*vidoe/);
    people.restore();
    await fault.waitFor({ state: 'detached' });
    expect(complaints.filter(isTrouble)).toEqual([]);
    await page.context().close();
  });

  test('of many mails those that can be seen are made anew first, then the page, then the others', async () => {
    const { page } = await open('/matrix?of=fixtures');
    const asked: string[] = [];
    const isHere = `frame => frame.getBoundingClientRect().top < innerHeight && frame.getBoundingClientRect().bottom > 0`;
    const pathsOf = (which: string) =>
      `[...document.querySelectorAll('iframe')].filter(${which}).map(frame => frame.src)`;
    const seen = await page.evaluate<string[]>(pathsOf(isHere));
    const all = await page.evaluate<string[]>(pathsOf('() => true'));
    // A browser loads frames that are far below only when they come near: all are here before anything is saved.
    for (const frame of await page.locator('iframe').all()) {
      await frame.scrollIntoViewIfNeeded();
      await frame.contentFrame().locator('h1').first().waitFor();
    }
    await page.evaluate('window.scrollTo(0, 0)');
    page.on('request', request => asked.push(request.url()));
    const footer = editor('templates', 'partials', 'footer.mjml');
    footer.save(`${footer.before}<mj-text>Greetings to everybody</mj-text>\n`);
    for (const frame of await page.locator('iframe').all()) {
      await frame.contentFrame().getByText('Greetings to everybody').waitFor({ state: 'attached' });
    }
    footer.restore();
    const others = all.filter(address => !seen.includes(address));
    expect(seen.length * others.length).toBeGreaterThan(0);
    expect(new Set(asked.slice(0, seen.length))).toEqual(new Set(seen));
    expect(asked[seen.length]).toBe(`${url}/matrix?of=fixtures`);
    expect(new Set(asked.slice(seen.length + 1, all.length + 1))).toEqual(new Set(others));
    await page.context().close();
  });

  test.each([
    ['/matrix?of=fixtures', 'desktop', 'light', 'preview-matrix'],
    ['/matrix?of=fixtures&width=320', 'phone', 'dark', 'preview-matrix'],
    ['/fixtures/right-to-left?scheme=dark&width=320', 'desktop', 'light', 'preview-right-to-left'],
    ['/fixtures/25-papers?view=checks', 'phone', 'dark', 'preview-checks'],
  ] as const)('%s fits the window of a %s in %s without complaint', async (path, device, colorScheme, name) => {
    const viewport = device === 'phone' ? PHONE : DESKTOP;
    const { page, complaints } = await look(browser, `${url}${path}`, { viewport, colorScheme });
    expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await picture(page, `${name}-${device}-${colorScheme}`);
    expect(complaints.filter(isTrouble)).toEqual([]);
    await page.context().close();
  });

  test('in the frame dark is dark, whatever the device prefers, and text has room at every width', async () => {
    const { page } = await look(browser, `${url}/fixtures/long-title?scheme=dark&width=320`, { colorScheme: 'light' });
    const frame = page.frames().at(-1)!;
    const isDark = `getComputedStyle(document.body).colorScheme === 'dark' && matchMedia('(min-width:0)').matches`;
    expect(await frame.evaluate<boolean>(isDark)).toBe(true);
    expect(await frame.evaluate('document.documentElement.scrollWidth')).toBe(320);
    expect(await frame.evaluate('innerWidth')).toBe(320);
    await page.context().close();
  });
});
