// A reader's whole way, in Chromium, on a phone and on a desktop: from the front page to the day after leaving.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './axe.ts';
import { CHROMIUM, DESKTOP, launch, look, PHONE, picture } from './open.ts';
import { linkIn, type Serving, serving } from './serving.ts';

const DAY_MS = 86_400_000;
/** A form that is sent faster was not filled in by a person. */
const FILLING_MS = 1100;

describe.skipIf(!CHROMIUM)('a reader', () => {
  let here: Serving;
  let browser: Browser;

  beforeAll(async () => {
    [browser, here] = await Promise.all([launch(), serving({ TRUSTED_NETWORKS: '127.0.0.0/8' })]);
  });

  afterAll(async () => {
    await browser?.close();
    await here?.stop();
    here?.paperboy.remove();
  });

  /** Small enough, nothing from elsewhere, nothing that axe finds; a picture is left. */
  async function isGood(page: Page, name: string): Promise<void> {
    await picture(page, name);
    // What the window can change is looked at on both; colours are the same.
    expect(await violations(page, name.endsWith('desktop') ? ['light'] : ['light', 'dark'])).toEqual([]);
    expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    const requested = await page.evaluate<string[]>(
      'performance.getEntriesByType("resource").map(entry => new URL(entry.name).origin)',
    );
    expect(requested.filter(origin => origin !== new URL(page.url()).origin)).toEqual([]);
    const answer = await page.request.get(page.url());
    expect((await answer.body()).byteLength).toBeLessThan(60_000);
  }

  const takeTime = () => new Promise(resolve => setTimeout(resolve, FILLING_MS));

  test.each([
    ['phone', PHONE],
    ['desktop', DESKTOP],
  ])(
    'subscribes, chooses, reads, says less, changes, leaves, and gets nothing more: on a %s',
    async (device, viewport) => {
      const address = `ada.${device}@lab.org`;
      const { page, complaints } = await look(browser, here.publicUrl, { viewport, timezoneId: 'Asia/Tokyo' });
      await isGood(page, `front-${device}`);
      await page.getByRole('link', { name: 'Choose topics first' }).click();
      expect(await page.getByLabel('Time zone').inputValue()).toBe('Asia/Tokyo');
      await page.getByLabel('E-mail address').fill(address);
      await page.locator('summary').filter({ hasText: 'Language & reasoning' }).click();
      await page.getByLabel('LLM reasoning', { exact: true }).check();
      await page.getByLabel('Keywords').fill('diffusion');
      // How much that brings is told without asking.
      await page.getByText(/About \d+ papers? a mail/).waitFor();
      await isGood(page, `subscribe-${device}`);
      await page.getByRole('button', { name: 'Subscribe', exact: true }).click();
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Look into your inbox');
      await isGood(page, `subscribe-sent-${device}`);

      const letter = await here.mailTo(address, 1);
      expect(letter.subject).toBe('Confirm your subscription to Paperboy');
      expect(`${letter.html}${letter.text}`).not.toContain('diffusion');
      await page.goto(linkIn(letter, '/c/'));
      await isGood(page, `confirm-${device}`);
      await page.getByRole('button', { name: 'Confirm' }).click();
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Welcome');
      await isGood(page, `welcome-${device}`);

      const mail = await here.mailTo(address, 2);
      expect(mail.text).toContain('LLM reasoning');
      await page.goto(linkIn(mail, '/l/').replace('/more/', '/less/'));
      await isGood(page, `less-${device}`);
      await page.getByRole('button').click();
      await page.getByRole('link', { name: 'All that was learnt' }).click();
      await isGood(page, `learnt-${device}`);

      await page.goto(linkIn(mail, '/m/'));
      await page.getByLabel('Days').selectOption('Every day');
      await page.getByLabel('Papers per mail').fill('7');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Saved. It counts from your next mail on.').waitFor();
      expect(await page.getByLabel('Papers per mail').inputValue()).toBe('7');
      await isGood(page, `preferences-${device}`);
      for (const link of ['Use another address', 'Your data']) {
        await page.getByRole('link', { name: link }).click();
        await isGood(page, `${link.split(' ')[1]}-${device}`);
        await page.getByRole('link', { name: 'Back to your subscription' }).click();
      }

      // RFC 8058: what the button of a mail program does.
      const [header] = mail.headers.filter(({ key }) => key === 'list-unsubscribe');
      const oneClick = /<(https?:[^>]+)>/.exec(header!.value)![1]!;
      const left = await fetch(oneClick, {
        method: 'POST',
        body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
      });
      expect([left.status, left.redirected]).toEqual([200, false]);
      await page.goto(oneClick);
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('You are unsubscribed');
      await isGood(page, `left-${device}`);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );

  test('reaches and sends everything by keyboard alone', async () => {
    const { page } = await look(browser, here.publicUrl, { viewport: DESKTOP });
    const focused = () =>
      page.evaluate<string>('document.activeElement.id || document.activeElement.textContent.trim()');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the content');
    for (let presses = 0; (await focused()) !== 'join-email'; presses += 1) {
      expect(presses).toBeLessThan(20);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.type('keys@lab.org');
    await takeTime();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/subscribe/sent');
    await page.goto(linkIn(await here.mailTo('keys@lab.org', 1), '/c/'));
    for (let presses = 0; (await focused()) !== 'Confirm'; presses += 1) {
      expect(presses).toBeLessThan(20);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Welcome' }).waitFor();
    await page.context().close();
  });

  test('without a script subscribes too', async () => {
    const { page } = await look(browser, `${here.publicUrl}/subscribe`, { viewport: PHONE, javaScriptEnabled: false });
    await page.locator('summary').first().click();
    await page.getByLabel('LLM reasoning', { exact: true }).check();
    await page.getByRole('button', { name: 'See what this brings' }).click();
    await page.getByText(/About \d+ papers? a mail/).waitFor();
    await page.getByLabel('E-mail address').fill('plain@lab.org');
    await takeTime();
    await page.getByRole('button', { name: 'Subscribe', exact: true }).click();
    expect(page.url()).toContain('/subscribe/sent');
    expect((await here.mailTo('plain@lab.org', 1)).subject).toContain('Confirm');
    await page.context().close();
  });

  test('finds papers: by topic, by words, on their own page, with something to cite', async () => {
    const { page, complaints } = await look(browser, here.publicUrl, {
      viewport: PHONE,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await page.locator('summary').filter({ hasText: 'Choose a topic' }).click();
    await page.locator('.pick a').first().click();
    await isGood(page, 'by-topic-phone');
    for (const link of ['Week', 'Month', 'Archive']) {
      await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: link }).click();
      await isGood(page, `${link.toLowerCase()}-phone`);
    }
    await page.getByLabel('Search the papers').fill('diffus');
    await page.getByRole('button', { name: 'Search' }).click();
    expect(await page.locator('mark').first().textContent()).toMatch(/^diffusion$/i);
    await isGood(page, 'search-phone');
    await page.locator('.found a').first().click();
    await page.getByRole('button', { name: 'Copy BibTeX' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/^@misc\{/);
    await isGood(page, 'paper-phone');
    await page.getByRole('link', { name: 'What is kept about you' }).click();
    await isGood(page, 'privacy-phone');
    await page.goto(`${here.publicUrl}/topics`);
    await isGood(page, 'topics-phone');
    await page.goto(`${here.publicUrl}/link`);
    await isGood(page, 'link-phone');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('who left gets nothing the day after, and who stayed does', async () => {
    await here.mailTo('keys@lab.org', 2);
    await here.stop();
    const digest = here.paperboy.writeDigest(
      'tomorrow.jsonl',
      `${JSON.stringify({ title: 'Diffusion for reasoning about bees', abstract: 'A study of large language models.', upvotes: [{ at: new Date(Date.now() + DAY_MS / 2).toISOString(), count: 9 }] })}\n`,
    );
    const run = await here.paperboy.run(['run'], { env: { CLOCK_OFFSET_MS: String(DAY_MS), SOURCES: digest } });
    expect(run).toMatchObject({ code: 0 });
    expect(await here.mailsTo('keys@lab.org')).toHaveLength(3);
    for (const device of ['phone', 'desktop']) expect(await here.mailsTo(`ada.${device}@lab.org`)).toHaveLength(2);
  });
});
