// axe-core in a page as it is now, in colour schemes.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Scheme = 'light' | 'dark';

/** @returns each violation with where it is */
export async function violations(page: Page, schemes: readonly Scheme[] = ['light', 'dark']): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(AXE);
    const results = await page.evaluate<AxeResults>('axe.run({ preload: false, resultTypes: ["violations"] })');
    for (const { id, nodes } of results.violations)
      for (const { html } of nodes) found.push(`${page.url()} (${colorScheme}): ${id} at ${html.slice(0, 160)}`);
  }
  return found;
}
