// What mails are made with beside batch, selection and reader: kept under hashes before the first of them leaves, and found again.
import type { BlobStore } from '../domain/ports.ts';
import type { TemplateSettings } from '../render/compile-templates.ts';
import { ENGLISH } from '../render/messages-en.ts';
import { DIGEST_TEMPLATES, usedFiles } from '../render/template-sources.ts';
import type { Theme } from '../render/theme.ts';
import type { Sender } from './compose-mail.ts';

export interface MailLook {
  /** Version of the program. */
  program: string;
  from: Sender['from'];
  bounceAddress?: string;
  settings: TemplateSettings;
}

/** What is kept of a look, as JSON; templates and theme are blobs of their own, which many looks share. */
interface Manifest {
  program: string;
  /** Of the words that are the program's. */
  language: string;
  from: Sender['from'];
  bounceAddress?: string;
  publicUrl: string;
  postalAddress?: string;
  fullCards?: number;
  /** SHA-256 of its JSON. */
  theme: string;
  /** SHA-256 by file name. */
  templates: Record<string, string>;
}

/** Keeping again what is kept already changes nothing. @returns the hash under which `findLook` finds it */
export async function keepLook(
  { program, from, bounceAddress, settings }: MailLook,
  blobs: BlobStore,
): Promise<string> {
  const { templates, theme, publicUrl, postalAddress, fullCards } = settings;
  const names = [...usedFiles(templates, DIGEST_TEMPLATES)].filter(name => templates.has(name)).sort();
  const [themeHash, ...hashes] = await blobs.put([JSON.stringify(theme), ...names.map(name => templates.get(name)!)]);
  const manifest: Manifest = {
    program,
    language: ENGLISH.labels.language,
    from: { name: from.name, address: from.address },
    bounceAddress,
    publicUrl,
    postalAddress,
    fullCards,
    theme: themeHash!,
    templates: Object.fromEntries(names.map((name, at) => [name, hashes[at]!])),
  };
  const [hash] = await blobs.put([JSON.stringify(manifest)]);
  return hash!;
}

/** @returns `gone`: what of it is not there any more, in words */
export async function findLook(hash: string, blobs: BlobStore): Promise<MailLook | { gone: string[] }> {
  const json = await blobs.get(hash);
  if (json === undefined) return { gone: ['the list of what it was made with is gone or damaged'] };
  const { program, language, from, bounceAddress, theme, templates, ...rest } = JSON.parse(json) as Manifest;
  const gone: string[] = [];
  if (language !== ENGLISH.labels.language)
    gone.push(`it was in the language "${language}", of which this program knows no words`);
  const themeJson = await blobs.get(theme);
  if (themeJson === undefined) gone.push('its theme is gone or damaged');
  const sources = new Map<string, string>();
  for (const [name, sha256] of Object.entries(templates)) {
    const text = await blobs.get(sha256);
    if (text === undefined) gone.push(`its template ${name} is gone or damaged`);
    else sources.set(name, text);
  }
  if (themeJson === undefined || gone.length > 0) return { gone };
  return {
    program,
    from,
    bounceAddress,
    settings: { ...rest, templates: sources, theme: JSON.parse(themeJson) as Theme },
  };
}
