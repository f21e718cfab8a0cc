import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig, VARIABLES } from '../src/config.ts';
import { AppError } from '../src/domain/errors.ts';

const SENDING = {
  SMTP_URL: 'smtps://user:s3cret@mail.lab.org',
  MAIL_FROM: 'Lab Papers <papers@lab.org>',
  PUBLIC_URL: 'https://papers.lab.org',
};

/** The lines of the fault report, without the first. */
function faultsOf(env: Record<string, string>): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.code).toBe('config_invalid');
    return error.message.split('\n').slice(1);
  }
}

describe('without any setting Paperboy is tried out:', () => {
  test('samples, loopback, no server, defaults for the rest', () => {
    const { timeZone, ...config } = readConfig({});
    expect(config).toEqual({
      tryingOut: true,
      dataDir: 'data',
      subscribersDir: 'subscribers',
      templatesDir: undefined,
      topicsFile: undefined,
      sources: ['sample://'],
      sourcesAllowPrivate: false,
      hfEndpoint: 'https://huggingface.co',
      arxivRss: 'https://rss.arxiv.org',
      arxivApi: 'https://export.arxiv.org',
      smtpUrl: undefined,
      smtpConnections: 2,
      smtpRate: 10,
      lateHours: 6,
      smtpBulk: 'auto',
      smtpDepth: 8,
      domainLimits: new Map(),
      onUncertain: 'hold',
      clockOffsetMs: 0,
      mailFrom: { name: 'Paperboy', address: 'paperboy@localhost.localdomain' },
      publicUrl: 'http://127.0.0.1:3000',
      publicUrlFollowsPort: true,
      host: '127.0.0.1',
      port: undefined,
      adminHost: '127.0.0.1',
      adminPort: undefined,
      adminToken: undefined,
      signup: 'open',
      signupDomains: [],
      signupsPerHour: 300,
      trustedNetworks: [],
      trustedProxies: [],
      tokenKeys: undefined,
      addressKey: undefined,
      crashAt: undefined,
    });
    expect(readConfig({ TIME_ZONE: timeZone }).timeZone).toBe(timeZone);
  });

  test('an empty or blank setting is none', () => {
    expect(readConfig(Object.fromEntries(VARIABLES.map(name => [name, '  '])))).toEqual(readConfig({}));
  });
});

test('settings are read, with white space around them taken off', () => {
  const config = readConfig({
    ...SENDING,
    SOURCES: ' hf://daily  ./digests/*.txt ',
    PUBLIC_URL: 'https://papers.lab.org/base/ ',
    PORT: '0',
    ADMIN_PORT: '4001',
    SMTP_CONNECTIONS: '5',
    SMTP_RATE: '100',
    SMTP_DEPTH: '1',
    SOURCES_ALLOW_PRIVATE: '1',
    TIME_ZONE: 'Asia/Kolkata',
    CRASH_AT: '',
  });
  expect(config).toMatchObject({
    tryingOut: false,
    sources: ['hf://daily', './digests/*.txt'],
    sourcesAllowPrivate: true,
    smtpUrl: SENDING.SMTP_URL,
    smtpConnections: 5,
    smtpRate: 100,
    smtpBulk: 'auto',
    smtpDepth: 1,
    mailFrom: { name: 'Lab Papers', address: 'papers@lab.org' },
    publicUrl: 'https://papers.lab.org/base',
    publicUrlFollowsPort: false,
    port: 0,
    adminPort: 4001,
    timeZone: 'Asia/Kolkata',
  });
});

test('a sender may be written with quotes or as a bare address', () => {
  expect(readConfig({ MAIL_FROM: '"Papers, daily" <p@lab.org>' }).mailFrom).toEqual({
    name: 'Papers, daily',
    address: 'p@lab.org',
  });
  expect(readConfig({ MAIL_FROM: 'p@lab.org' }).mailFrom).toEqual({ name: 'Paperboy', address: 'p@lab.org' });
});

test('the public address follows host and port where it is not set', () => {
  expect(readConfig({ HOST: 'papers.lab', PORT: '8080' }).publicUrl).toBe('http://papers.lab:8080');
  expect(readConfig({ HOST: '::1' }).publicUrl).toBe('http://[::1]:3000');
});

test('nothing of a configuration can be changed', () => {
  const config = readConfig({});
  for (const part of [config, config.sources, config.mailFrom]) expect(Object.isFrozen(part)).toBe(true);
});

describe('a fault is named by variable, value and what was expected', () => {
  test.each([
    [{ PORT: '70000' }, 'PORT is "70000": expected a port number from 0 to 65535'],
    [{ ADMIN_PORT: 'http' }, 'ADMIN_PORT is "http": expected a port number from 0 to 65535'],
    [
      { PUBLIC_URL: 'papers.lab.org' },
      'PUBLIC_URL is "papers.lab.org": expected a URL that begins with http:// or https://',
    ],
    [{ PUBLIC_URL: 'https://lab.org/?a' }, 'PUBLIC_URL is "https://lab.org/?a": expected a URL without ? and #'],
    [{ MAIL_FROM: 'Paperboy' }, 'MAIL_FROM is "Paperboy": expected an address such as Paperboy <paperboy@lab.org>'],
    [{ TIME_ZONE: 'Berlin' }, 'TIME_ZONE is "Berlin": expected an IANA time zone such as Europe/Berlin'],
    [{ TIME_ZONE: '+02:00' }, 'TIME_ZONE is "+02:00": expected an IANA time zone such as Europe/Berlin'],
    [{ SOURCES_ALLOW_PRIVATE: 'yes' }, 'SOURCES_ALLOW_PRIVATE is "yes": expected 1 or 0'],
    [{ SMTP_CONNECTIONS: '0' }, 'SMTP_CONNECTIONS is "0": expected a whole number from 1 to 100'],
    [{ SMTP_BULK: 'yes' }, 'SMTP_BULK is "yes": expected auto, on or off'],
    [{ SMTP_DEPTH: '101' }, 'SMTP_DEPTH is "101": expected a whole number from 1 to 100'],
    [{ DOMAIN_LIMITS: 'gmail.com=0/s' }, 'DOMAIN_LIMITS is "gmail.com=0/s": expected entries such as gmail.com=20/s,4'],
    [{ LATE_HOURS: '24' }, 'LATE_HOURS is "24": expected a whole number from 1 to 23'],
    [{ MAX_PER_DAY: '-1' }, 'MAX_PER_DAY is "-1": expected a whole number from 1 to 99999999'],
    [{ ON_UNCERTAIN: 'forget' }, 'ON_UNCERTAIN is "forget": expected hold or resend'],
    [{ OPERATOR_EMAIL: 'admin' }, 'OPERATOR_EMAIL is "admin": expected an address such as paperboy@lab.org'],
    [
      { DKIM_DOMAIN: 'lab.org', DKIM_KEY_FILE: 'dkim.pem' },
      'DKIM_SELECTOR is missing: expected as well, since mail is signed only with all three DKIM settings',
    ],
    [
      { DKIM_DOMAIN: 'lab.org', DKIM_KEY_FILE: 'dkim.pem', DKIM_SELECTOR: 'a b' },
      'DKIM_SELECTOR is "a b": expected a name such as paperboy1',
    ],
    [
      { BOUNCE_ADDRESS: 'bounces' },
      'BOUNCE_ADDRESS is "bounces": expected an address such as bounces@lab.org in ASCII',
    ],
    [{ BOUNCE_ADDRESS: 'büro@lab.org' }, 'BOUNCE_ADDRESS is "büro@lab.org": expected an address such as'],
    [
      { BOUNCE_ADDRESS: `${'b'.repeat(48)}@lab.org` },
      `BOUNCE_ADDRESS is "${'b'.repeat(48)}@lab.org": expected an address such as bounces@lab.org in ASCII, with at most 47`,
    ],
    [
      { INBOX: 'smtp://127.0.0.1:2525' },
      'BOUNCE_ADDRESS is missing: expected as well, since an INBOX that listens takes mail for that address only',
    ],
    [{ SMTP_RATE: '1.5' }, 'SMTP_RATE is "1.5": expected a whole number from 1 to 100000'],
    [{ CRASH_AT: 'lunch' }, 'CRASH_AT is "lunch": expected one of after_freeze'],
  ])('%j', (env, fault) => {
    expect(faultsOf(env)).toEqual([expect.stringContaining(`  ${fault}`)]);
  });

  test('and all of them at once, in the order of the documentation', () => {
    const env = { PORT: 'x', SOURCES_ALLOW_PRIVATE: 'x', SMTP_URL: 'http://mail.lab.org', TIME_ZONE: 'x' };
    expect(faultsOf(env).map(line => line.trim().split(' ')[0])).toEqual([
      'SMTP_URL',
      'MAIL_FROM',
      'PUBLIC_URL',
      'TIME_ZONE',
      'PORT',
      'SOURCES_ALLOW_PRIVATE',
    ]);
  });

  test('and how many there are', () => {
    expect(() => readConfig({ PORT: 'x' })).toThrow(/^the configuration has a fault:\n {2}PORT/);
    expect(() => readConfig({ PORT: 'x', ADMIN_PORT: 'x' })).toThrow(/^the configuration has 2 faults:\n/);
  });
});

describe('a secret is never printed', () => {
  const hex = 'ab'.repeat(32);

  test.each([
    ['SMTP_URL', 'smtp//user:s3cret@mail.lab.org', 's3cret'],
    ['SMTP_URL', 'https://user:s3cret@mail.lab.org', 's3cret'],
    ['SMTP_URL', 'smtp://:s3cret@', 's3cret'],
    ['INBOX', 'imaps://user:s3cret@', 's3cret'],
    ['INBOX', 'imaps://us%er:s3cret@mail.lab.org', 's3cret'],
    ['INBOX', 'pop3://user:s3cret@mail.lab.org', 's3cret'],
    ['TOKEN_KEYS', hex, hex],
    ['TOKEN_KEYS', `k001:${hex.toUpperCase()}`, hex.toUpperCase()],
    ['TOKEN_KEYS', `k001:${hex} k001:${'cd'.repeat(32)}`, hex],
    ['ADDRESS_KEY', `${hex}0`, hex],
  ])('not even where it is at fault: %s', (name, value, secret) => {
    const report = faultsOf({ ...SENDING, [name]: value }).join('\n');
    expect(report).toContain(`${name} is set, but not valid: expected`);
    expect(report).not.toContain(secret);
  });

  test('nor where something else is', () => {
    expect(faultsOf({ ...SENDING, PORT: 'x', ADDRESS_KEY: hex }).join('\n')).not.toMatch(/s3cret|abab/);
  });
});

test('keys of the right form are taken', () => {
  const keys = `k002:${'ab'.repeat(32)} k001:${'cd'.repeat(32)}`;
  expect(readConfig({ TOKEN_KEYS: keys, ADDRESS_KEY: 'ef'.repeat(32) })).toMatchObject({
    tokenKeys: keys,
    addressKey: 'ef'.repeat(32),
  });
});

describe('an inbox', () => {
  test.each([
    'maildir:/home/bounces/Maildir',
    'maildir:///home/bounces/Maildir',
    'maildir:Maildir',
    'imaps://bounces%40lab.org:p%40ss@mail.lab.org',
    'imap://bounces:secret@127.0.0.1:1143/Lists/Returned%20mail',
    'smtp://127.0.0.1:2525',
    'smtp://[::1]:2525',
  ])('may be %s', inbox => {
    expect(readConfig({ INBOX: inbox, BOUNCE_ADDRESS: 'bounces@lab.org' })).toMatchObject({ inbox });
  });

  test.each([
    '/home/bounces/Maildir',
    'maildir:',
    'maildir:/',
    'maildir://host/Maildir',
    'maildir:/home/%zz',
    'imaps://mail.lab.org',
    'imaps://user:secret@mail.lab.org/%zz',
    'smtp://127.0.0.1',
    'smtp://user@127.0.0.1:2525',
    'file:///var/mail/bounces',
  ])('may not be %s', inbox => {
    expect(faultsOf({ INBOX: inbox, BOUNCE_ADDRESS: 'bounces@lab.org' })).toEqual([
      expect.stringMatching(/^ {2}INBOX is set, but not valid: expected maildir:.*imaps:.*smtp:/),
    ]);
  });
});

describe('with a real mail server', () => {
  test('papers come from the daily list', () => {
    expect(readConfig(SENDING)).toMatchObject({ tryingOut: false, sources: ['hf://daily'] });
  });

  test('sender and public address must be set', () => {
    expect(faultsOf({ SMTP_URL: SENDING.SMTP_URL })).toEqual([
      expect.stringMatching(/^ {2}MAIL_FROM is missing: expected the sender, such as /),
      expect.stringMatching(/^ {2}PUBLIC_URL is missing: expected the address .* https:/),
    ]);
  });

  test.each([
    'http://papers.lab.org',
    'https://localhost',
    'https://LOCALHOST:8443',
    'https://localhost.',
    'https://paperboy.localhost',
    'https://127.0.0.1',
    'https://127.1',
    'https://0x7f000001',
    'https://0.0.0.0',
    'https://[::1]',
    'https://[::]',
    'https://[::ffff:127.0.0.1]',
  ])('links to %s are not mailed', publicUrl => {
    expect(faultsOf({ ...SENDING, PUBLIC_URL: publicUrl })).toEqual([
      expect.stringContaining(`  PUBLIC_URL is "${publicUrl}": expected https and a host that readers can reach`),
    ]);
  });

  test('samples are no source', () => {
    expect(faultsOf({ ...SENDING, SOURCES: 'hf://daily sample://' })).toEqual([
      expect.stringContaining('  SOURCES is "hf://daily sample://": expected real sources'),
    ]);
  });

  test.each(['smtp://mail.lab.org', 'smtp://localhost.lab.org', 'smtps://10.0.0.1'])(
    'a crash for tests is refused on %s',
    smtpUrl => {
      expect(faultsOf({ ...SENDING, SMTP_URL: smtpUrl, CRASH_AT: 'before_dot:3' })).toEqual([
        expect.stringContaining('  CRASH_AT is "before_dot:3": expected no such setting'),
      ]);
    },
  );

  test.each(['smtp://localhost:2525', 'smtp://127.0.0.1', 'smtp://[::1]:25'])('which may be had on %s', smtpUrl => {
    const config = readConfig({ ...SENDING, SMTP_URL: smtpUrl, CRASH_AT: 'before_dot:3' });
    expect(config.crashAt).toEqual({ point: 'before_dot', time: 3 });
  });
});

test('the file .env of the working directory is read, and the environment wins over it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-config-'));
  writeFileSync(join(folder, '.env'), '# ours\nDATA_DIR="from file"\nHOST=10.0.0.1\nPORT=4000\n');
  const module = new URL('../src/config.ts', import.meta.url).href;
  const script = `import { loadConfig } from ${JSON.stringify(module)}; console.log(JSON.stringify(loadConfig()));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: folder,
    env: { HOST: '10.0.0.2', PORT: '', TZ: 'Nowhere/Atlantis' },
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  expect(JSON.parse(stdout)).toMatchObject({ dataDir: 'from file', host: '10.0.0.2', timeZone: 'UTC' });
  expect(JSON.parse(stdout)).not.toHaveProperty('port');
});
