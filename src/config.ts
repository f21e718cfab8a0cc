// The environment and `.env`, read once into a frozen, typed Config; every fault is reported at once.
import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { parseAddress } from './domain/address.ts';
import { CRASH_POINTS, type Crash, readCrash } from './domain/crash-point.ts';
import { type DomainLimits, readDomainLimits } from './domain/domain-limits.ts';
import { AppError } from './domain/errors.ts';
import { BOUNCE_LOCAL_MAX } from './domain/return-address.ts';

export interface Config {
  /** Without an SMTP server Paperboy is being tried out: samples, built-in mailbox, everybody due at once. */
  tryingOut: boolean;
  dataDir: string;
  subscribersDir: string;
  templatesDir?: string;
  themeFile?: string;
  topicsFile?: string;
  sources: readonly string[];
  sourcesAllowPrivate: boolean;
  /** Base addresses without a slash at their end. */
  hfEndpoint: string;
  arxivRss: string;
  arxivApi: string;
  smtpUrl?: string;
  smtpConnections: number;
  smtpRate: number;
  /** `auto`: many waiting mails go through the bulk sender. */
  smtpBulk: 'auto' | 'on' | 'off';
  /** Mails per connection of the bulk sender whose end may be unanswered. */
  smtpDepth: number;
  /** A file with what XOAUTH2 needs. */
  smtpOauthFile?: string;
  dkim?: Readonly<{ domain: string; selector: string; keyFile: string }>;
  domainLimits: DomainLimits;
  /** What was missed, since nothing ran when it was due, is sent late within so many hours. */
  lateHours: number;
  /** Mails in any 24 hours. */
  maxPerDay?: number;
  onUncertain: 'hold' | 'resend';
  /** Who is told when mail stops by itself. */
  operatorEmail?: string;
  /** Where returned mail comes to: each mail gets a return path of its own under it. */
  bounceAddress?: string;
  /** Where returned mail is read: `maildir:`, `imap:`, `imaps:` or, to listen, `smtp:`. */
  inbox?: string;
  mailFrom: Readonly<{ name: string; address: string }>;
  /** Where the sender can be reached by post; laws ask for it in the footer. */
  postalAddress?: string;
  publicUrl: string;
  /** True where `PUBLIC_URL` was left out and follows the port that is really listened on. */
  publicUrlFollowsPort: boolean;
  host: string;
  port?: number;
  adminHost: string;
  adminPort?: number;
  /** Password of the private pages; needed where they are reached from elsewhere. */
  adminToken?: string;
  timeZone: string;
  /** Who can subscribe on the page. */
  signup: 'open' | 'domains' | 'off';
  /** With `domains`: those whose addresses can, with their subdomains. */
  signupDomains: readonly string[];
  /** Letters an hour to people outside of `trustedNetworks`; what is over it waits. */
  signupsPerHour: number;
  /** Networks as `10.0.0.0/8`: no limit on how many subscribe from there. */
  trustedNetworks: readonly string[];
  /** Networks of proxies whose X-Forwarded-For is believed. */
  trustedProxies: readonly string[];
  tokenKeys?: string;
  addressKey?: string;
  crashAt?: Crash;
  /** For tests: how far the clock is off. */
  clockOffsetMs: number;
}

const DEFAULT_PORT = 3000;

const optional = z.string().optional();
const port = optional.refine(
  value => value === undefined || (/^\d{1,5}$/.test(value) && Number(value) <= 65535),
  'expected a port number from 0 to 65535',
);
const whole = (least: number, most: number, fallback: number) =>
  optional
    .refine(
      value => value === undefined || (/^\d+$/.test(value) && Number(value) >= least && Number(value) <= most),
      `expected a whole number from ${least} to ${most}`,
    )
    .transform(value => (value === undefined ? fallback : Number(value)));
const url = (protocols: readonly string[]) =>
  optional.refine(
    value =>
      value === undefined ||
      (URL.canParse(value) && protocols.includes(new URL(value).protocol) && new URL(value).hostname !== ''),
    `expected a URL that begins with ${protocols.map(protocol => `${protocol}//`).join(' or ')}`,
  );

const oneOf = <Value extends string>(values: readonly [Value, ...Value[]]) =>
  optional
    .refine(
      value => value === undefined || values.some(known => known === value),
      `expected ${values.slice(0, -1).join(', ')} or ${values.at(-1)}`,
    )
    .transform(value => (value ?? values[0]) as Value);
const address = optional.refine(
  value => value === undefined || parseAddress(value) !== undefined,
  'expected an address such as paperboy@lab.org',
);
/** One or more labels of a domain name. */
const DOMAIN_NAME = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/i;
const domainName = (example: string) =>
  optional.refine(value => value === undefined || DOMAIN_NAME.test(value), `expected a name such as ${example}`);

const networks = optional
  .refine(
    value => value === undefined || value.split(/[\s,]+/).every(isNetwork),
    'expected addresses or networks such as 192.0.2.7 10.0.0.0/8 2001:db8::/32, separated by spaces',
  )
  .transform(value => Object.freeze(value?.split(/[\s,]+/) ?? []));

/** Paths are added to it, and it is shown in reports. */
const endpoint = url(['http:', 'https:']).refine(
  value => value === undefined || !/[?#@]/.test(value),
  'expected a URL without user, ? and #',
);

/** Every variable Paperboy reads, in the order of the documentation; `docs/configuration.md` and `.env.example` name the same. */
const environment = z.object({
  SOURCES: optional,
  SMTP_URL: url(['smtp:', 'smtps:'])
    .refine(
      value => value === undefined || hasReadableLogin(value),
      'expected a user and password in which %, @, : and / are written as %25, %40, %3A and %2F',
    )
    .refine(
      value => /^(?:plain|login)$/i.test(URL.parse(value ?? '')?.searchParams.get('auth') ?? 'plain'),
      'expected ?auth=plain or ?auth=login, or neither',
    ),
  MAIL_FROM: optional.refine(
    value => value === undefined || parseMailbox(value) !== undefined,
    'expected an address such as Paperboy <paperboy@lab.org>',
  ),
  PUBLIC_URL: url(['http:', 'https:']).refine(
    value => value === undefined || !/[?#]/.test(value),
    'expected a URL without ? and #',
  ),
  POSTAL_ADDRESS: optional.refine(
    value => value === undefined || value.length <= 300,
    'expected an address on one line of at most 300 characters, such as Paperboy, Example Street 1, 12345 Example',
  ),
  DATA_DIR: optional,
  SUBSCRIBERS_DIR: optional,
  TEMPLATES_DIR: optional,
  THEME_FILE: optional,
  TOPICS_FILE: optional,
  TIME_ZONE: optional.refine(
    value => value === undefined || isTimeZone(value),
    'expected an IANA time zone such as Europe/Berlin',
  ),
  HOST: optional,
  PORT: port,
  ADMIN_HOST: optional,
  ADMIN_PORT: port,
  ADMIN_TOKEN: optional.refine(
    value => value === undefined || /^[\x21-\x7e]{16,200}$/.test(value),
    'expected 16 to 200 characters without spaces, such as the output of `openssl rand -hex 16`',
  ),
  SIGNUP: optional.refine(
    value => value === undefined || /^(?:open|domains|off)$/.test(value),
    'expected open, domains or off',
  ),
  SIGNUP_DOMAINS: optional.refine(
    value => value === undefined || value.split(/[\s,]+/).every(domain => DOMAIN_NAME.test(domain)),
    'expected domains such as lab.org institute.edu, separated by spaces',
  ),
  SIGNUPS_PER_HOUR: whole(1, 100_000, 300),
  TRUSTED_NETWORKS: networks,
  TRUSTED_PROXIES: networks,
  SOURCES_ALLOW_PRIVATE: optional
    .refine(value => value === undefined || value === '0' || value === '1', 'expected 1 or 0')
    .transform(value => value === '1'),
  HF_ENDPOINT: endpoint,
  ARXIV_ENDPOINT: endpoint,
  SMTP_CONNECTIONS: whole(1, 100, 2),
  SMTP_RATE: whole(1, 100_000, 10),
  SMTP_BULK: oneOf(['auto', 'on', 'off']),
  SMTP_DEPTH: whole(1, 100, 8),
  SMTP_OAUTH_FILE: optional,
  DOMAIN_LIMITS: optional
    .refine(
      value => value === undefined || readDomainLimits(value) !== undefined,
      'expected entries such as gmail.com=20/s,4 (mails a second, connections) or *=50/s, separated by spaces',
    )
    .transform(value => (value === undefined ? undefined : readDomainLimits(value))),
  LATE_HOURS: whole(1, 23, 6),
  MAX_PER_DAY: optional
    .refine(value => value === undefined || /^[1-9]\d{0,7}$/.test(value), 'expected a whole number from 1 to 99999999')
    .transform(value => (value === undefined ? undefined : Number(value))),
  ON_UNCERTAIN: oneOf(['hold', 'resend']),
  OPERATOR_EMAIL: address,
  DKIM_DOMAIN: domainName('lab.org'),
  DKIM_SELECTOR: domainName('paperboy1'),
  DKIM_KEY_FILE: optional,
  BOUNCE_ADDRESS: optional.refine(
    value => value === undefined || isBounceAddress(value),
    `expected an address such as bounces@lab.org in ASCII, with at most ${BOUNCE_LOCAL_MAX} characters before the @`,
  ),
  INBOX: optional.refine(
    value => value === undefined || isInbox(value),
    'expected maildir:/path/to/Maildir, imaps://user:password@host/INBOX, imap://… or smtp://127.0.0.1:2525 to listen on',
  ),
  TOKEN_KEYS: optional
    .refine(
      value => value === undefined || /^[a-z0-9]{4}:[0-9a-f]{64}(?: +[a-z0-9]{4}:[0-9a-f]{64})*$/.test(value),
      'expected keys such as k001:<64 hex digits>, separated by spaces, the signing one first',
    )
    .refine(value => value === undefined || hasOwnNames(value), 'expected a name of its own for each key'),
  ADDRESS_KEY: optional.refine(value => value === undefined || /^[0-9a-f]{64}$/.test(value), 'expected 64 hex digits'),
  CRASH_AT: optional.refine(
    value => value === undefined || readCrash(value) !== undefined,
    `expected one of ${CRASH_POINTS.join(', ')}, optionally with the how-manieth time it is reached, as in before_dot:3`,
  ),
  CLOCK_OFFSET_MS: optional
    .refine(value => value === undefined || /^-?\d{1,12}$/.test(value), 'expected whole milliseconds')
    .transform(value => Number(value ?? 0)),
});

export const VARIABLES = Object.keys(environment.shape) as (keyof typeof environment.shape)[];

/** Their values are never printed, not even in an error. */
const SECRETS = new Set<string>(['SMTP_URL', 'INBOX', 'ADMIN_TOKEN', 'TOKEN_KEYS', 'ADDRESS_KEY']);

/**
 * Reads `process.env` over the `.env` file of the working directory.
 * @throws AppError config_invalid with one line per fault: variable, value, what was expected
 */
export function loadConfig(): Config {
  return readConfig({ ...readEnvFile(), ...process.env });
}

function readEnvFile(): NodeJS.Dict<string> {
  if (!existsSync('.env')) return {};
  try {
    return parseEnv(readFileSync('.env', 'utf8'));
  } catch (cause) {
    throw new AppError('config_invalid', `.env cannot be read: ${(cause as Error).message}`, { cause });
  }
}

/** @throws AppError config_invalid */
export function readConfig(env: Record<string, string | undefined>): Config {
  const known = Object.fromEntries(VARIABLES.map(name => [name, env[name]?.trim() || undefined]));
  const result = environment.safeParse(known);
  const faults = new Map([
    ...dkimFaults(known),
    ...inboxFaults(known),
    ...sendingFaults(known),
    ...signupFaults(known),
    ...adminFaults(known),
  ]);
  for (const { path, message } of result.error?.issues ?? []) faults.set(String(path[0]), message);
  if (!result.success || faults.size > 0) throw invalid(faults, known);
  const values = result.data;
  const tryingOut = values.SMTP_URL === undefined;
  const host = values.HOST ?? '127.0.0.1';
  const publicPort = values.PORT === undefined ? DEFAULT_PORT : Number(values.PORT);
  return Object.freeze({
    tryingOut,
    dataDir: values.DATA_DIR ?? 'data',
    subscribersDir: values.SUBSCRIBERS_DIR ?? 'subscribers',
    templatesDir: values.TEMPLATES_DIR,
    themeFile: values.THEME_FILE,
    topicsFile: values.TOPICS_FILE,
    sources: Object.freeze(values.SOURCES?.split(/\s+/) ?? [tryingOut ? 'sample://' : 'hf://daily']),
    sourcesAllowPrivate: values.SOURCES_ALLOW_PRIVATE,
    hfEndpoint: withoutSlash(values.HF_ENDPOINT ?? 'https://huggingface.co'),
    arxivRss: withoutSlash(values.ARXIV_ENDPOINT ?? 'https://rss.arxiv.org'),
    arxivApi: withoutSlash(values.ARXIV_ENDPOINT ?? 'https://export.arxiv.org'),
    smtpUrl: values.SMTP_URL,
    smtpConnections: values.SMTP_CONNECTIONS,
    smtpRate: values.SMTP_RATE,
    smtpBulk: values.SMTP_BULK,
    smtpDepth: values.SMTP_DEPTH,
    smtpOauthFile: values.SMTP_OAUTH_FILE,
    domainLimits: values.DOMAIN_LIMITS ?? new Map(),
    lateHours: values.LATE_HOURS,
    maxPerDay: values.MAX_PER_DAY,
    onUncertain: values.ON_UNCERTAIN,
    operatorEmail: values.OPERATOR_EMAIL,
    bounceAddress: values.BOUNCE_ADDRESS,
    inbox: values.INBOX,
    dkim:
      values.DKIM_KEY_FILE === undefined
        ? undefined
        : Object.freeze({
            domain: values.DKIM_DOMAIN!.toLowerCase(),
            selector: values.DKIM_SELECTOR!.toLowerCase(),
            keyFile: values.DKIM_KEY_FILE,
          }),
    mailFrom: Object.freeze(parseMailbox(values.MAIL_FROM ?? 'Paperboy <paperboy@localhost.localdomain>')!),
    postalAddress: values.POSTAL_ADDRESS,
    publicUrl: withoutSlash(values.PUBLIC_URL ?? `http://${host.includes(':') ? `[${host}]` : host}:${publicPort}`),
    publicUrlFollowsPort: values.PUBLIC_URL === undefined,
    host,
    port: values.PORT === undefined ? undefined : Number(values.PORT),
    adminHost: values.ADMIN_HOST ?? '127.0.0.1',
    adminPort: values.ADMIN_PORT === undefined ? undefined : Number(values.ADMIN_PORT),
    adminToken: values.ADMIN_TOKEN,
    timeZone: values.TIME_ZONE ?? machineTimeZone(),
    signup: (values.SIGNUP ?? (values.SIGNUP_DOMAINS === undefined ? 'open' : 'domains')) as Config['signup'],
    signupDomains: Object.freeze(values.SIGNUP_DOMAINS?.toLowerCase().split(/[\s,]+/) ?? []),
    signupsPerHour: values.SIGNUPS_PER_HOUR,
    trustedNetworks: values.TRUSTED_NETWORKS,
    trustedProxies: values.TRUSTED_PROXIES,
    tokenKeys: values.TOKEN_KEYS,
    addressKey: values.ADDRESS_KEY,
    crashAt: values.CRASH_AT === undefined ? undefined : readCrash(values.CRASH_AT),
    clockOffsetMs: values.CLOCK_OFFSET_MS,
  });
}

/**
 * What must hold together before mail leaves through a real server: a link that only works here must not be mailed.
 * @returns variables and what was expected of them
 */
function sendingFaults({
  SMTP_URL,
  MAIL_FROM,
  PUBLIC_URL,
  SOURCES,
  CRASH_AT,
  CLOCK_OFFSET_MS,
}: Values): [string, string][] {
  if (SMTP_URL === undefined) return [];
  const faults: [string, string][] = [];
  if (SOURCES?.split(/\s+/).includes('sample://'))
    faults.push(['SOURCES', 'expected real sources, since SMTP_URL is set; samples are only for trying out']);
  if (MAIL_FROM === undefined)
    faults.push(['MAIL_FROM', 'expected the sender, such as Paperboy <paperboy@lab.org>, since SMTP_URL is set']);
  if (PUBLIC_URL === undefined)
    faults.push([
      'PUBLIC_URL',
      'expected the address at which readers reach Paperboy, such as https://papers.lab.org, since SMTP_URL is set',
    ]);
  else if (!isReachable(PUBLIC_URL))
    faults.push([
      'PUBLIC_URL',
      'expected https and a host that readers can reach, since SMTP_URL is set and links go out in mails',
    ]);
  for (const [name, value] of Object.entries({ CRASH_AT, CLOCK_OFFSET_MS })) {
    if (value === undefined || isLoopback(URL.parse(SMTP_URL)?.hostname ?? '')) continue;
    faults.push([name, 'expected no such setting with an SMTP server that is not on this machine; it is for tests']);
  }
  return faults;
}

/** A signature needs all three; one alone would send unsigned mail to who believes that it is signed. */
function dkimFaults({ DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY_FILE }: Values): [string, string][] {
  const settings = Object.entries({ DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY_FILE });
  const missing = settings.filter(([, value]) => value === undefined);
  if (missing.length === settings.length) return [];
  return missing.map(([name]) => [name, 'expected as well, since mail is signed only with all three DKIM settings']);
}

/** Who listens for returned mail must know which mail is meant for it. */
function inboxFaults({ INBOX, BOUNCE_ADDRESS }: Values): [string, string][] {
  if (BOUNCE_ADDRESS !== undefined || !/^smtp:/i.test(INBOX ?? '')) return [];
  return [['BOUNCE_ADDRESS', 'expected as well, since an INBOX that listens takes mail for that address only']];
}

/** Who can reach the private pages can read every mail and stop every issue. */
function adminFaults({ ADMIN_HOST, ADMIN_TOKEN }: Values): [string, string][] {
  if (ADMIN_TOKEN !== undefined || ADMIN_HOST === undefined || isOwnMachine(ADMIN_HOST)) return [];
  return [['ADMIN_TOKEN', 'expected as well, since ADMIN_HOST is not this machine alone']];
}

/** Nobody else can connect to it. */
function isOwnMachine(host: string): boolean {
  return host === 'localhost' || /^127(?:\.\d{1,3}){3}$/.test(host) || host === '::1';
}

function signupFaults({ SIGNUP, SIGNUP_DOMAINS }: Values): [string, string][] {
  if (SIGNUP === 'domains' && SIGNUP_DOMAINS === undefined)
    return [['SIGNUP_DOMAINS', 'expected the domains whose addresses can subscribe, since SIGNUP is domains']];
  if (SIGNUP === 'open' && SIGNUP_DOMAINS !== undefined)
    return [['SIGNUP', 'expected domains, since SIGNUP_DOMAINS is set']];
  return [];
}

/** A folder, a mailbox on a server, or an address of this machine to listen on. */
function isInbox(text: string): boolean {
  const url = URL.parse(text);
  if (url === null) return false;
  if (url.protocol === 'maildir:') return url.host === '' && /[^/]/.test(url.pathname) && hasReadablePath(url);
  if (url.protocol === 'smtp:') return url.hostname !== '' && url.port !== '' && url.username === '';
  return (
    /^imaps?:$/.test(url.protocol) &&
    url.hostname !== '' &&
    url.username !== '' &&
    hasReadableLogin(text) &&
    hasReadablePath(url)
  );
}

function isBounceAddress(text: string): boolean {
  const local = parseAddress(text)?.address.split('@')[0];
  return local !== undefined && /^[\x21-\x7e]+$/.test(local) && local.length <= BOUNCE_LOCAL_MAX;
}

type Values = Record<string, string | undefined>;

/** What a URL says of user and password must decode, or nobody knows what was meant. */
function hasReadableLogin(text: string): boolean {
  const url = URL.parse(text);
  try {
    return decodeURIComponent(`${url?.username}${url?.password}`) !== undefined;
  } catch {
    return false;
  }
}

function hasReadablePath({ pathname }: URL): boolean {
  try {
    return decodeURIComponent(pathname) !== undefined;
  } catch {
    return false;
  }
}

function isReachable(publicUrl: string): boolean {
  const url = URL.parse(publicUrl);
  return url?.protocol === 'https:' && !isLoopback(url.hostname) && url.username === '' && url.password === '';
}

/** An address, or one with the length of its network's prefix. */
function isNetwork(text: string): boolean {
  const [, address = '', prefix] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const family = isIP(address);
  return family !== 0 && (prefix === undefined || Number(prefix) <= (family === 4 ? 32 : 128));
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

/** One line per fault, in the order of the documentation. */
function invalid(faults: ReadonlyMap<string, string>, values: Values): AppError {
  const lines = VARIABLES.filter(name => faults.has(name)).map(name => {
    const value = values[name];
    if (value === undefined) return `  ${name} is missing: ${faults.get(name)}`;
    return `  ${name} is ${SECRETS.has(name) ? 'set, but not valid' : `"${withoutLogins(value)}"`}: ${faults.get(name)}`;
  });
  const count = lines.length === 1 ? 'a fault' : `${lines.length} faults`;
  return new AppError('config_invalid', `the configuration has ${count}:\n${lines.join('\n')}`);
}

/** A password may have slipped into any address. */
function withoutLogins(value: string): string {
  return value.replace(/\/\/[^\s/]*@/g, '//***@');
}

function hasOwnNames(tokenKeys: string): boolean {
  const names = tokenKeys.split(/ +/).map(key => key.slice(0, 4));
  return new Set(names).size === names.length;
}

/** This machine, also as "every address of this machine"; `hostname` as a URL has it. */
function isLoopback(hostname: string): boolean {
  return /^(?:(?:.*\.)?localhost\.?|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\]|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]+\])$/i.test(
    hostname,
  );
}

/** `Name <address>` or a bare address. */
function parseMailbox(text: string): { name: string; address: string } | undefined {
  const [, name = '', bracketed] = /^([^<>]*)<([^<>]+)>$/.exec(text.trim()) ?? [];
  const address = parseAddress(bracketed ?? text);
  return address && { name: name.trim().replace(/^"(.*)"$/, '$1') || 'Paperboy', address: address.address };
}

function isTimeZone(name: string): boolean {
  try {
    // An offset such as +02:00 is a time zone to Intl, but knows no summer time.
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

/** Where the machine does not say where it is, UTC. */
function machineTimeZone(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return timeZone !== undefined && isTimeZone(timeZone) ? timeZone : 'UTC';
}
