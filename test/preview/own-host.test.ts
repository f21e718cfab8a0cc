import { expect, test } from 'vitest';
import { isOwnHost } from '../../src/preview/own-host.ts';

test.each(['localhost', 'localhost:3001', 'LOCALHOST:3001', '127.0.0.1:3001', '127.8.9.1', '[::1]:3001', '[::1]'])(
  '%s is ours: loopback',
  host => {
    expect(isOwnHost(host, [])).toBe(true);
  },
);

test.each([
  'evil.example',
  'evil.example:3001',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  'user@localhost',
  'localhost/evil',
  '192.168.1.7',
  '',
])('%j is foreign', host => {
  expect(isOwnHost(host, ['10.0.0.5'])).toBe(false);
});

test('the host that this site listens on is ours, with any port', () => {
  expect(isOwnHost('papers.lab.example:80', ['papers.lab.example'])).toBe(true);
  expect(isOwnHost('[fd00::1]:3001', ['fd00::1'])).toBe(true);
});

test('listening on every address, any address is ours but no name', () => {
  expect(isOwnHost('192.168.1.7:3001', ['0.0.0.0'])).toBe(true);
  expect(isOwnHost('[fd00::1]:3001', ['::'])).toBe(true);
  expect(isOwnHost('evil.example', ['0.0.0.0'])).toBe(false);
});
