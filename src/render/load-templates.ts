// Reads a folder of templates; the only file of this room that touches a disk.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../domain/errors.ts';
import type { TemplateSources } from './template-sources.ts';

const TEMPLATE_FILE = /\.(?:mjml|txt\.hbs)$/;
const PARTIALS = 'partials';

/**
 * Reads `*.mjml` and `*.txt.hbs` of a folder and of its `partials/`.
 * @returns text by file name, as in `partials/masthead.mjml`
 * @throws AppError template_invalid where the folder or a file cannot be read
 */
export async function loadTemplates(folder: string): Promise<TemplateSources> {
  const names = [
    ...(await namesIn(folder)),
    ...(await namesIn(join(folder, PARTIALS))).map(name => `${PARTIALS}/${name}`),
  ];
  return new Map(await Promise.all(names.map(async name => [name, await read(join(folder, name))] as const)));
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter(name => TEMPLATE_FILE.test(name)).sort();
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
