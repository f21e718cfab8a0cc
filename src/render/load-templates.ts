// Reads a folder of templates, and an operator's own over it; the only file of this room that touches a disk.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../domain/errors.ts';
import { ALL_TEMPLATES, type TemplateSources, usedFiles } from './template-sources.ts';

const TEMPLATE_FILE = /\.(?:mjml|hbs)$/;
const PARTIALS = 'partials';

/**
 * Reads `*.mjml` and `*.txt.hbs` of a folder and of its `partials/`.
 * @param own a folder with only those files that stand in place of the others, or are parts of such
 * @returns text by file name, as in `partials/masthead.mjml`
 * @throws AppError template_invalid where a folder or file cannot be read, or a file of one's own is part of no mail
 */
export async function loadTemplates(folder: string, own?: string): Promise<TemplateSources> {
  const bundled = await readFolder(folder);
  if (own === undefined) return bundled;
  const replaced = await readFolder(own);
  const paths = new Map([...replaced.keys()].map(name => [name, join(own, name)]));
  const sources: TemplateSources = Object.assign(new Map([...bundled, ...replaced]), { paths });
  const used = usedFiles(sources, ALL_TEMPLATES);
  for (const [name, path] of paths) {
    if (used.has(name)) continue;
    const known = [...used].filter(file => sources.has(file)).join(', ');
    throw new AppError('template_invalid', `${path}: no mail is made of a file of this name; expected one of ${known}`);
  }
  return sources;
}

async function readFolder(folder: string): Promise<Map<string, string>> {
  const files = await namesIn(folder);
  const partials = files.includes(PARTIALS) ? await namesIn(join(folder, PARTIALS)) : [];
  const names = [...files, ...partials.map(name => `${PARTIALS}/${name}`)].filter(name => TEMPLATE_FILE.test(name));
  return new Map(await Promise.all(names.map(async name => [name, await read(join(folder, name))] as const)));
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (cause) {
    throw new AppError('template_invalid', `${folder}: expected a readable folder of templates`, { cause });
  }
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new AppError('template_invalid', `${file}: expected a readable template`, { cause });
  }
}
