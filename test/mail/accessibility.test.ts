// A mail as people with a narrow screen, dark colours, no pictures or a screen reader meet it, in Chromium.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, launch, picture } from '../browser/open.ts';
import { READERS, type SampleMail, sampleMails } from './readers.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** What a colour scheme or a width can change; everything else follows from the document. */
const RULES_OF_THE_WINDOW = ['color-contrast', 'target-size', 'scrollable-region-focusable'];

/** Nothing to fetch, and nobody reads what passed. */
const AXE_OPTIONS = { preload: false, resultTypes: ['violations', 'incomplete'] };

const WITH_HTML = READERS.filter(({ selection }) => selection.layout !== 'text').map(({ name }) => name);
const WINDOWS = [320, 600].flatMap(width => (['light', 'dark'] as const).map(colorScheme => ({ width, colorScheme })));

/** Two pictures tell the four apart well enough. */
const isPictured = (width: number, colorScheme: 'light' | 'dark'): boolean =>
  (width === 320) === (colorScheme === 'dark');

describe.skipIf(!CHROMIUM)('a mail in Chromium', () => {
  let browser: Browser;
  let mails: SampleMail[];
  /** One for all, with no network, and so no pictures from elsewhere. */
  let page: Page;

  beforeAll(async () => {
    [browser, mails] = await Promise.all([launch(), sampleMails()]);
    page = await browser.newPage({ offline: true });
  });

  afterAll(() => browser?.close());

  async function show(name: string): Promise<void> {
    await page.setContent(mails.find(mail => mail.name === name)!.mail.html);
  }

  test.each(WITH_HTML)('%s: axe finds nothing, all text has contrast, nothing scrolls sideways', async name => {
    await show(name);
    await page.evaluate(AXE);
    const faults: string[] = [];
    for (const [place, { width, colorScheme }] of WINDOWS.entries()) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      const rules = place === 0 ? {} : { runOnly: RULES_OF_THE_WINDOW };
      const run = `axe.run(${JSON.stringify({ ...rules, ...AXE_OPTIONS })})`;
      const { violations, incomplete } = await page.evaluate<AxeResults>(run);
      for (const { id, nodes } of [...violations, ...incomplete.filter(({ id }) => id === 'color-contrast')]) {
        faults.push(
          ...nodes.map(({ html, failureSummary }) => `${width} ${colorScheme} ${id}: ${html} ${failureSummary}`),
        );
      }
      const scrolled = await page.evaluate<number>('document.documentElement.scrollWidth');
      if (scrolled > width) faults.push(`${width} ${colorScheme}: ${scrolled} pixels wide`);
      if (isPictured(width, colorScheme)) await picture(page, `mail-${name}-${width}-${colorScheme}`);
    }
    expect(faults).toEqual([]);
  });

  test('headings go down one step at a time from one h1, in landmarks, and every picture has a text', async () => {
    for (const name of WITH_HTML) {
      await show(name);
      const levels = await page.evaluate<number[]>(
        `[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(({ tagName }) => Number(tagName[1]))`,
      );
      expect(levels.filter(level => level === 1)).toHaveLength(1);
      expect(levels[0]).toBe(1);
      for (const [place, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[place - 1] ?? 0) + 1);
      expect(await page.getByRole('main').count()).toBe(1);
      expect(await page.getByRole('contentinfo').count()).toBe(1);
      expect(await page.locator('img:not([alt])').count()).toBe(0);
      expect(await page.locator(':is(h2, h3) >> visible=true').count()).toBe(levels.length - 1);
    }
  });

  test('what a reader must find is visible without pictures', async () => {
    for (const name of WITH_HTML) {
      await show(name);
      for (const text of ['Unsubscribe', 'View in browser']) {
        expect(await page.getByRole('link', { name: text }).first().isVisible()).toBe(true);
      }
      expect(await page.getByRole('heading', { level: 1, name: 'Paperboy' }).isVisible()).toBe(true);
      // A link or button that is only a picture would be empty here.
      expect(await page.locator('a').filter({ hasNotText: /\S/ }).count()).toBe(0);
    }
  });

  test('a right-to-left title is set from right to left, and leaves its neighbours alone', async () => {
    await show('topics');
    const directions = await page.evaluate<string[]>(
      `[...document.querySelectorAll('h2, h3')].map(title => getComputedStyle(title).direction)`,
    );
    expect(directions.filter(direction => direction === 'rtl')).toHaveLength(1);
  });
});
