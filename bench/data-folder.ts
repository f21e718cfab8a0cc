// Where real inputs are, and what is said where they are not.
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const DEFAULT_DATA = process.env.PAPERBOY_DATA ?? resolve(import.meta.dirname, '../../shared/data');

/** An operator's matter: the message says how to cure it. */
export class MissingData extends Error {}

/**
 * The files of a folder of the data, by name.
 * @param extension such as `.json`
 * @returns absolute paths
 * @throws MissingData where the folder is not there
 */
export function dataFiles(data: string, folder: string, extension = ''): string[] {
  const path = join(data, folder);
  if (!existsSync(path)) {
    throw new MissingData(`${path} is not there: name the folder with the data by --data DIR or PAPERBOY_DATA`);
  }
  const files = readdirSync(path, { withFileTypes: true }).filter(entry => entry.isFile());
  return files
    .map(file => join(path, file.name))
    .filter(file => file.endsWith(extension))
    .sort();
}
