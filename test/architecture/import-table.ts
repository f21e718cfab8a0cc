// The import table as data: what each room may import, and where the few effects of the language itself may be used.

/** A name, or a name that only these files of the room may import. */
export type Grant = string | { name: string; in: readonly string[] };

export interface Room {
  /** A folder of `src/`, or a file beside the folders. */
  name: string;
  rooms: readonly Grant[];
  /** Third-party packages and Node's own modules. */
  packages: readonly Grant[];
}

/** Rooms named with a verb: the line itself. They never import each other. */
export const STAGES = [
  'ingest',
  'parse',
  'dedupe',
  'rank',
  'select',
  'render',
  'deliver',
  'receive',
  'schedule',
] as const;

export const ROOMS: readonly Room[] = [
  {
    name: 'domain',
    rooms: [],
    packages: ['zod', { name: 'node:crypto', in: ['link-token.ts'] }],
  },
  {
    name: 'ingest',
    rooms: ['domain'],
    packages: [
      { name: 'undici', in: ['address-guard.ts', 'exchange.ts'] },
      { name: 'node:dns', in: ['address-guard.ts'] },
      { name: 'node:net', in: ['address-guard.ts', 'exchange.ts'] },
      { name: 'node:stream', in: ['decompress.ts'] },
      { name: 'node:zlib', in: ['decompress.ts'] },
      { name: 'node:fs', in: ['read-files.ts'] },
      { name: 'node:events', in: ['parse-thread.ts'] },
      { name: 'node:timers', in: ['parse-thread.ts'] },
      { name: 'node:worker_threads', in: ['parse-thread.ts'] },
    ],
  },
  {
    name: 'parse',
    rooms: ['domain'],
    packages: [
      { name: 'zod', in: ['hf/row.ts', 'inspire.ts', 'feed/json-feed.ts', 'lenient-fields.ts'] },
      { name: 'rss-parser', in: ['feed/read-feed.ts'] },
      { name: 'htmlparser2', in: ['walk-markup.ts', 'feed/outline-feed.ts', 'tex/mathml.ts'] },
      { name: 'entities', in: ['html-text.ts'] },
      { name: 'katex', in: ['tex/mathml.ts'] },
      { name: 'node:module', in: ['tex/mathml.ts'] },
    ],
  },
  { name: 'dedupe', rooms: ['domain'], packages: [] },
  { name: 'rank', rooms: ['domain'], packages: [] },
  { name: 'select', rooms: ['domain'], packages: [] },
  {
    name: 'render',
    rooms: ['domain'],
    packages: [
      { name: 'mjml', in: ['compile-templates.ts'] },
      'handlebars',
      { name: 'zod', in: ['theme-file.ts'] },
      { name: 'node:fs', in: ['load-templates.ts'] },
      { name: 'node:path', in: ['load-templates.ts'] },
    ],
  },
  {
    name: 'deliver',
    rooms: ['domain'],
    packages: [
      { name: 'nodemailer', in: ['nodemailer.ts'] },
      { name: 'node:crypto', in: ['dkim-key.ts', 'dkim-signer.ts', 'mime-sha256.ts'] },
      { name: 'node:net', in: ['bulk-connection.ts', 'command-queue.ts', 'nodemailer.ts'] },
      { name: 'node:url', in: ['smtp-envelope.ts'] },
      { name: 'node:stream', in: ['nodemailer.ts', 'send-raw.ts', 'smtp-submitter.ts'] },
      { name: 'node:timers', in: ['outbox.ts'] },
    ],
  },
  {
    name: 'receive',
    rooms: ['domain'],
    packages: [
      { name: 'node:fs', in: ['maildir.ts'] },
      { name: 'imapflow', in: ['imap-mailbox.ts'] },
      { name: 'smtp-server', in: ['smtp-receiver.ts'] },
      { name: 'node:path', in: ['maildir.ts'] },
    ],
  },
  { name: 'bounce', rooms: ['domain'], packages: [{ name: 'postal-mime', in: ['read-report.ts'] }] },
  {
    name: 'schedule',
    rooms: ['domain'],
    packages: [{ name: 'temporal-polyfill', in: ['time-zones.ts', 'zone-offset.ts'] }],
  },
  {
    name: 'people',
    rooms: ['domain'],
    packages: [
      { name: 'zod', in: ['wish.ts'] },
      { name: 'yaml', in: ['yaml-entries.ts', 'write-people.ts'] },
      { name: 'csv-parse', in: ['csv-entries.ts', 'import-csv.ts'] },
      { name: 'node:stream', in: ['import-csv.ts'] },
    ],
  },
  {
    name: 'store',
    rooms: ['domain'],
    packages: [
      'kysely',
      { name: 'node:sqlite', in: ['sqlite.ts', 'sender-lock.ts'] },
      { name: 'node:timers', in: ['due-readers.ts'] },
      'node:crypto',
    ],
  },
  { name: 'web', rooms: ['domain'], packages: ['hono', { name: 'feed', in: ['feed-routes.ts'] }] },
  {
    name: 'preview',
    rooms: ['domain'],
    packages: [
      'hono',
      { name: 'smtp-server', in: ['mailbox-server.ts'] },
      { name: 'postal-mime', in: ['read-mail.ts'] },
      { name: 'node:fs', in: ['mailbox.ts'] },
    ],
  },
  {
    name: 'pipeline',
    rooms: [
      'domain',
      ...STAGES.filter(stage => stage !== 'parse' && stage !== 'receive'),
      { name: 'bounce', in: ['apply-returned-mail.ts', 'judge-returned-mail.ts'] },
    ],
    packages: [],
  },
  { name: 'pipeline.ts', rooms: ['domain', 'pipeline'], packages: [] },
  { name: 'config.ts', rooms: ['domain'], packages: ['zod', 'node:fs', 'node:net', 'node:util'] },
  {
    name: 'assembly',
    rooms: [
      'config.ts',
      'domain',
      'pipeline',
      'pipeline.ts',
      'ingest',
      { name: 'parse', in: ['parse-worker.ts'] },
      { name: 'rank', in: ['house.ts', 'package-files.ts'] },
      'select',
      'render',
      'deliver',
      { name: 'receive', in: ['open-inbox.ts'] },
      'schedule',
      'people',
      'store',
      'web',
      'preview',
    ],
    packages: [
      { name: '@hono/node-server', in: ['listen.ts'] },
      { name: 'node:http', in: ['listen.ts'] },
      { name: 'node:net', in: ['client-networks.ts'] },
      { name: 'node:timers', in: ['reader-trials.ts'] },
      { name: 'node:module', in: ['parse-worker.ts'] },
      { name: 'node:worker_threads', in: ['parse-worker.ts', 'reader-trials.ts', 'try-worker.ts'] },
      { name: 'node:child_process', in: ['chromium.ts', 'spam-verdict.ts'] },
      { name: 'node:stream', in: ['chromium.ts'] },
      { name: 'yaml', in: ['read-yaml.ts'] },
      { name: 'chokidar', in: ['watch-files.ts'] },
      { name: 'caniemail', in: ['client-support.ts'] },
      'node:crypto',
      'node:events',
      'node:fs',
      'node:os',
      'node:path',
      'node:url',
    ],
  },
  {
    name: 'cli',
    rooms: [
      'assembly',
      'config.ts',
      'domain',
      'pipeline',
      'pipeline.ts',
      { name: 'ingest', in: ['input-documents.ts'] },
      { name: 'dedupe', in: ['dedupe.ts', 'wanted-paper.ts'] },
      { name: 'rank', in: ['rank.ts'] },
      { name: 'select', in: ['match.ts'] },
      { name: 'people', in: ['subscribers-change.ts', 'subscribers-list.ts'] },
      { name: 'bounce', in: ['bounce.ts'] },
    ],
    packages: [
      'commander',
      { name: 'cli-progress', in: ['progress.ts'] },
      { name: 'node-cron', in: ['receive.ts', 'serve.ts'] },
      'node:events',
      { name: 'node:path', in: ['ingest-report.ts'] },
      { name: 'node:readline', in: ['json-lines.ts'] },
    ],
  },
  { name: 'main.ts', rooms: ['assembly', 'cli', 'domain'], packages: ['commander', 'node:module'] },
];

/** Something that needs no import and is allowed only where listed: a folder of `src/` (with a slash at its end) or a file. */
export interface Effect {
  name: string;
  /** Tokens in a row; `*` is any one word. */
  code: readonly (readonly string[])[];
  allowed: readonly string[];
}

export const EFFECTS: readonly Effect[] = [
  { name: 'the environment', code: [['process', '.', 'env']], allowed: ['config.ts'] },
  { name: 'the terminal', code: [['console', '.', '*']], allowed: ['cli/', 'main.ts'] },
  {
    name: 'the clock',
    code: [
      ['Date', '.', 'now'],
      ['new', 'Date', '(', ')'],
      ['Temporal', '.', 'Now'],
    ],
    // The filter commands stand at the edge and open no house whose clock they could ask.
    allowed: ['assembly/house.ts', 'cli/input-documents.ts', 'cli/rank.ts', 'cli/sources.ts'],
  },
  {
    name: 'elapsed time',
    code: [['performance', '.', '*']],
    allowed: [
      'cli/progress.ts',
      'deliver/bulk-submitter.ts',
      'deliver/rate-gate.ts',
      'ingest/pace.ts',
      'ingest/time-budget.ts',
    ],
  },
  {
    name: 'a timer',
    code: [
      ['setTimeout', '('],
      ['setInterval', '('],
    ],
    allowed: [
      'deliver/claims.ts',
      'deliver/group-commit.ts',
      'deliver/outbox.ts',
      'deliver/rate-gate.ts',
      'deliver/reply-timer.ts',
      'ingest/fetch-url.ts',
      'ingest/pace.ts',
      'ingest/parse-thread.ts',
      'store/papers.ts',
    ],
  },
  {
    name: 'chance',
    code: [
      ['Math', '.', 'random'],
      ['crypto', '.', 'getRandomValues'],
      ['crypto', '.', 'randomUUID'],
    ],
    allowed: ['deliver/outbox.ts', 'ingest/fetch-url.ts', 'preview/mailbox.ts'],
  },
  { name: 'the network', code: [['fetch', '(']], allowed: [] },
  {
    name: 'the process',
    code: [
      ['process', '.', '*'],
      ['globalThis', '.', '*'],
    ],
    allowed: [
      'config.ts',
      'main.ts',
      'cli/',
      'assembly/day.ts',
      'assembly/load-dkim.ts',
      'ingest/read-files.ts',
      'preview/mailbox.ts',
    ],
  },
];

const FILES = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** The table as `docs/architecture.md` shows it. */
export function importTableMarkdown(): string {
  const rows = ROOMS.map(({ name, rooms, packages }) => `| \`${name}\` | ${list(rooms)} | ${list(packages)} |`);
  return ['| room | may import | packages and Node modules |', '|---|---|---|', ...rows].join('\n');
}

/** Names that the whole room may import, then those that only some of its files may. */
function list(grants: readonly Grant[]): string {
  const everywhere = grants.filter(grant => typeof grant === 'string').map(name => `\`${name}\``);
  const somewhere = grants
    .filter(grant => typeof grant !== 'string')
    .map(grant => `\`${grant.name}\` in ${FILES.format(grant.in.map(file => `\`${file}\``))}`);
  return [everywhere.join(', '), ...somewhere].filter(part => part !== '').join('; ') || 'nothing';
}
