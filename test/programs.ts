// Programs and data outside of the project that some tests need.
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

/**
 * @returns the path of a program on PATH, or undefined where it is missing and its tests are to be skipped
 * @throws with `REQUIRE_ALL=1`, where a missing program is a failure
 */
export function findProgram(...names: readonly string[]): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  const found = names.flatMap(name => folders.map(folder => join(folder, name))).find(isExecutable);
  if (!found && process.env.REQUIRE_ALL === '1')
    throw new Error(`${names.join(' or ')} is not on PATH, and REQUIRE_ALL=1 asks for it`);
  return found;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The folder with real inputs, or undefined where it is not there; `PAPERBOY_DATA` names another. */
export const SHARED_DATA = [resolve(process.env.PAPERBOY_DATA ?? '../shared/data')].find(existsSync);
