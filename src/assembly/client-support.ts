// What mail programs make of a mail, by the data of caniemail.com, and which lines of the templates ask for it.
import type { SupportGap } from '../preview/preview-ports.ts';
import { featureSnippets } from './feature-snippets.ts';

const CLIENTS = ['gmail.*', 'outlook.*', 'apple-mail.*', 'yahoo.*'] as const;
/** Windows Mail was shut down in 2024; Gmail's page for phones drops all styles, and shows any mail as bare text. */
const LEFT_OUT = new Set(['outlook.windows-mail', 'gmail.mobile-webmail']);

const FAMILIES: Readonly<Record<string, string>> = {
  gmail: 'Gmail',
  outlook: 'Outlook',
  'apple-mail': 'Apple Mail',
  yahoo: 'Yahoo',
};
const PLATFORMS: Readonly<Record<string, string>> = {
  android: 'Android',
  ios: 'iOS',
  macos: 'macOS',
  windows: 'Windows',
  'outlook-com': 'Outlook.com',
  'desktop-webmail': 'web',
};

const MARKDOWN_LINK = /\[([^\]]*)\]\([^)]*\)/g;

type Caniemail = typeof import('caniemail')['caniemail'];

export type SupportCheck = (
  html: string,
  templates: ReadonlyMap<string, string>,
) => Promise<readonly SupportGap[] | undefined>;

/** Looking at one line takes a millisecond, and most stay as they are from one save to the next. */
export function supportCheck(): SupportCheck {
  let loading: Promise<Caniemail | undefined> | undefined;
  const known = new Map<string, readonly string[]>();

  return async (html, templates) => {
    // A mail of text alone: caniemail refuses to look at nothing.
    if (html === '') return [];
    loading ??= load();
    const caniemail = await loading;
    if (!caniemail) return undefined;
    const places = new Map<string, [string, number][]>();
    for (const [file, text] of templates) {
      if (!file.endsWith('.mjml')) continue;
      for (const { line, snippet } of featureSnippets(text)) {
        const features = known.get(snippet) ?? featuresOf(snippet, caniemail);
        known.set(snippet, features);
        for (const feature of features) places.set(feature, [...(places.get(feature) ?? []), [file, line]]);
      }
    }
    return [...gapsOf(html, caniemail)].map(([feature, { none, partial, notes }]) => ({
      feature,
      missingIn: byFamily(none),
      differsIn: byFamily(partial),
      notes: [...notes],
      places: byFile(places.get(feature) ?? []),
    }));
  };
}

/** A tool for writing templates: an installation that only sends mail does without it. */
async function load(): Promise<Caniemail | undefined> {
  try {
    return (await import('caniemail')).caniemail;
  } catch {
    return undefined;
  }
}

/** Clients by what they do with a feature. */
interface Found {
  none: Set<string>;
  partial: Set<string>;
  notes: Set<string>;
}

function gapsOf(html: string, caniemail: Caniemail): Map<string, Found> {
  const { errors, warnings } = caniemail({ clients: [...CLIENTS], html }).issues;
  const gaps = new Map<string, Found>();
  for (const [support, issues] of [
    ['none', errors],
    ['partial', warnings],
  ] as const) {
    for (const [client, ofClient] of issues) {
      if (LEFT_OUT.has(client)) continue;
      for (const { title, notes } of ofClient) {
        const gap = gaps.get(title) ?? { none: new Set(), partial: new Set(), notes: new Set() };
        gaps.set(title, gap);
        gap[support].add(client);
        for (const note of notes) gap.notes.add(note.replace(MARKDOWN_LINK, '$1'));
      }
    }
  }
  return gaps;
}

/** `partials/style.mjml:12, 14` */
function byFile(places: readonly (readonly [file: string, line: number])[]): string[] {
  const lines = new Map<string, number[]>();
  for (const [file, line] of places) lines.set(file, [...(lines.get(file) ?? []), line]);
  return [...lines].map(([file, numbers]) => `${file}:${numbers.join(', ')}`);
}

function byFamily(clients: ReadonlySet<string>): string[] {
  const platforms = new Map<string, string[]>();
  for (const client of [...clients].sort()) {
    const [family = '', platform = ''] = client.split('.');
    platforms.set(family, [...(platforms.get(family) ?? []), PLATFORMS[platform] ?? platform]);
  }
  return [...platforms].map(([family, names]) => `${FAMILIES[family] ?? family} (${names.join(', ')})`);
}

function featuresOf(snippet: string, caniemail: Caniemail): string[] {
  try {
    const { errors, warnings } = caniemail({ clients: [...CLIENTS], html: snippet }).issues;
    return [...new Set([...errors.values(), ...warnings.values()].flat().map(({ title }) => title))];
  } catch {
    // A line that is no CSS by itself: its neighbours say the same.
    return [];
  }
}
