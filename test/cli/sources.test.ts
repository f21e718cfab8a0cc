// Sources as an operator meets them on the terminal, with a real web server behind them.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digest, type Installation, install } from './paperboy.ts';

const server = createServer((request, response) => {
  if (request.url === '/page') response.end(digest(['Honey Bees Learn to Count', 'Kites That Steer Themselves']));
  else response.writeHead(request.url === '/gone' ? 410 : 404).end();
});
let base: string;
let home: Installation;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  home = install({ SOURCES: `${base}/page ${base}/gone ${base}/missing`, SOURCES_ALLOW_PRIVATE: '1' });
});
afterAll(async () => {
  home.remove();
  await new Promise(resolve => server.close(resolve));
});

describe('sources', () => {
  test('are tried one by one without storing anything', async () => {
    const good = await home.run(['sources', 'check', `${base}/page`]);
    expect(good).toMatchObject({ code: 0, stdout: expect.stringContaining('2 papers as page-text, 0 rejected') });
    expect(good.stdout).toContain('Nothing was stored.');
    const bad = await home.run(['sources', 'check', '--json', `${base}/missing`]);
    expect(bad.code).toBe(1);
    expect(JSON.parse(bad.stdout)).toMatchObject({ kind: 'web', error: 'source_unreachable', documents: [] });
    const before = JSON.parse((await home.run(['sources', '--json'])).stdout);
    expect(before.map(({ state }: { state: unknown }) => state)).toEqual([null, null, null]);
  });

  test('tell of trouble once, and then only remind', async () => {
    const first = await home.run(['run']);
    expect(first.stdout).toContain(`✓ ${base}/page: 2 papers parsed, 2 new, 0 known, 0 rejected`);
    expect(first.stdout).toMatch(new RegExp(`✗ ${base}/gone: off since .* \\(it is gone for good \\(HTTP 410\\)\\)`));
    expect(first.stdout).toContain(`✗ ${base}/missing: the server answered 404`);
    const second = await home.run(['run']);
    expect(second.stdout).toContain(`· ${base}/gone: off since`);
    expect(second.stdout).toContain(`· ${base}/missing: still failed since`);
    expect(second.stdout).not.toContain('404');
  });

  test('are listed with their states, and with what to do about one that is off', async () => {
    const { code, stdout } = await home.run(['sources']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^source +kind +state +last read +papers +next$/m);
    expect(stdout).toMatch(/\/page +web +(?:fresh|unchanged) +\S+ \S+ UTC +2 +\S+ \S+ UTC$/m);
    expect(stdout).toMatch(/\/gone +web +off .* never$/m);
    expect(stdout).toContain(`\`paperboy ingest ${base}/gone\` asks it once more`);
  });

  test('that give nothing when they are named end with exit code 1', async () => {
    expect(await home.run(['ingest', `${base}/gone`])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('off: it is gone for good'),
    });
  });
});
