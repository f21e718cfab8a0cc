// Debian's Chromium, driven by playwright-core, with nothing of its own on the network.
import { mkdirSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { findProgram } from '../programs.ts';

export const CHROMIUM = findProgram('chromium', 'chromium-browser', 'google-chrome');

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 900 };

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}

export interface LookedAt {
  page: Page;
  /** Errors, refused resources and CSP violations that the page caused. */
  complaints: string[];
}

/** Opens a page in a fresh profile. */
export async function look(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<LookedAt> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', error => complaints.push(error.message));
  page.on('requestfailed', request => {
    const fault = request.failure()?.errorText;
    // The page was left before it had everything.
    if (fault !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${fault}`);
  });
  await page.goto(url);
  return { page, complaints };
}

/** Pictures to look at, left in `test/output/`. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync('test/output', { recursive: true });
  await page.screenshot({ path: `test/output/${name}.png`, fullPage: true });
}
