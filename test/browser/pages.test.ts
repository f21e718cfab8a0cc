import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Installation, install } from '../cli/paperboy.ts';
import { violations } from './axe.ts';
import { CHROMIUM, DESKTOP, launch, look, PHONE, picture } from './open.ts';

const WINDOWS = [
  ['phone', PHONE, 'light'],
  ['phone', PHONE, 'dark'],
  ['desktop', DESKTOP, 'light'],
  ['desktop', DESKTOP, 'dark'],
] as const;

/** Holds the page, as it is now, against every window; pictures of two are left: a screenshot costs more than all the rest. */
async function fits(page: Page, name: string): Promise<void> {
  for (const [device, viewport, colorScheme] of WINDOWS) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    if ((device === 'phone') === (colorScheme === 'light')) await picture(page, `${name}-${device}-${colorScheme}`);
  }
}

describe.skipIf(!CHROMIUM)('what people see after `npm start`', () => {
  let paperboy: Installation;
  let server: ChildProcess;
  let browser: Browser;
  let publicUrl = '';
  let privateUrl = '';
  let mail = '';

  beforeAll(async () => {
    browser = await launch();
    paperboy = install({ PORT: '0', ADMIN_PORT: '0', SUBSCRIBERS_DIR: './nowhere' });
    server = paperboy.start(['serve']);
    let output = '';
    for await (const chunk of server.stdout!.setEncoding('utf8')) {
      output += chunk;
      [, publicUrl = '', privateUrl = ''] = /pages: (\S+) .*: (http\S+)/.exec(output) ?? [];
      if (output.includes('Ctrl-C stops.')) break;
    }
    // Rosa's: whose mail came last is chance, and one reader has a layout of titles only.
    const mailbox = join(paperboy.folder, 'data', 'mailbox');
    const rosas = readdirSync(mailbox).find(file => readFileSync(join(mailbox, file), 'utf8').includes('To: Rosa'));
    mail = rosas!.replace(/\.eml$/, '');
  });

  afterAll(async () => {
    await browser?.close();
    server?.kill('SIGINT');
    if (server) await once(server, 'exit');
    paperboy?.remove();
  });

  const pages: [string, () => string][] = [
    ['home', () => publicUrl],
    ['issues', () => `${publicUrl}/issues`],
    ['mailbox', () => privateUrl],
    ['mail', () => `${privateUrl}/mail/${mail}`],
    ['mail-html', () => `${privateUrl}/mail/${mail}/html`],
    ['preview', () => `${privateUrl}/preview`],
    ['operation', () => `${privateUrl}/operation`],
    ['suppressions', () => `${privateUrl}/operation/suppressions`],
  ];
  test.each(pages)('%s fits the window without complaint, on phone and desktop, light and dark', async (name, url) => {
    const { page, complaints } = await look(browser, url());
    await fits(page, name);
    if (name === 'operation' || name === 'suppressions') expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a reader leaves by the link in the mail: one button, then a page that says so, and a way back', async () => {
    const { page } = await look(browser, `${privateUrl}/mail/${mail}/html`, { viewport: PHONE });
    const link = await page.getByRole('link', { name: 'Unsubscribe' }).getAttribute('href');
    await page.goto(link!);
    expect(await page.getByRole('button').count()).toBe(1);
    await page.getByRole('button', { name: 'Unsubscribe' }).click();
    const list = () => paperboy.run(['subscribers', 'list']).then(({ stdout }) => stdout);
    expect(await list()).toContain('unsubscribed');
    await picture(page, 'unsubscribed-phone-light');
    await page.getByRole('button', { name: 'Subscribe again' }).click();
    expect(await list()).not.toContain('unsubscribed');
  });

  test('a reader asks for more by the link in the mail, and sees, corrects and takes back what was learnt', async () => {
    const { page, complaints } = await look(browser, `${privateUrl}/mail/${mail}/html`, { viewport: PHONE });
    const links = page.getByRole('link', { name: 'More like this' });
    const first = await links.nth(0).getAttribute('href');
    const second = await links.nth(1).getAttribute('href');
    await page.goto(first!);
    await picture(page, 'more-phone-light');
    await page.getByRole('button').click();
    await picture(page, 'more-said-phone-light');
    await page.goto(second!.replace('/more/', '/less/'));
    await picture(page, 'less-phone-light');
    await page.getByRole('button').click();
    await page.getByRole('link', { name: 'All that was learnt' }).click();
    const words = () => page.getByRole('button', { name: 'Take out' }).count();
    const before = await words();
    expect(before).toBeGreaterThan(10);
    await fits(page, 'learnt');
    await page.getByRole('button', { name: 'Take out' }).first().click();
    expect(await page.getByRole('button', { name: 'Put back' }).count()).toBe(1);
    expect(await page.getByRole('button', { name: 'Take back' }).count()).toBe(2);
    await page.getByRole('button', { name: 'Take back' }).first().click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('What was learnt');
    expect(await page.getByRole('button', { name: 'Take back' }).count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  test('a reader tries other topics on the last 30 days, by keyboard or finger, and nothing changes', async () => {
    const { page, complaints } = await look(browser, `${privateUrl}/mail/${mail}/html`, { viewport: PHONE });
    await page.goto((await page.getByRole('link', { name: 'Your topics' }).getAttribute('href'))!);
    const before = await page.getByLabel('Keywords').inputValue();
    const group = page.locator('summary').filter({ hasText: 'Agents, robotics' });
    const picked = () => group.locator('.picked span:visible').allTextContents();
    await group.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await page.getByRole('checkbox', { checked: true }).first().isVisible()).toBe(true);
    await group.click();
    // What is ticked in a closed group is told without it being asked for.
    expect(await picked()).toEqual([expect.any(String)]);
    await page.getByLabel('Keywords').fill('world model\ndiffusion');
    await page.getByLabel('Never papers with').fill('survey');
    await fits(page, 'manage');
    await page.getByRole('button', { name: 'Try on the last 30 days' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Tried on the last 30 days');
    expect(await page.getByLabel('Keywords').inputValue()).toBe('world model\ndiffusion');
    await fits(page, 'tried');
    expect(complaints).toEqual([]);
    await page.getByRole('link', { name: 'Back to your subscription' }).click();
    expect(await page.getByLabel('Keywords').inputValue()).toBe(before);
    await page.getByLabel('Keywords').fill('"offline');
    await page.getByRole('button', { name: 'Try on the last 30 days' }).click();
    expect(await page.getByLabel('Keywords').inputValue()).toBe('"offline');
    await picture(page, 'untried-phone-light');
  });
});
