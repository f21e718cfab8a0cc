// Digests from files, glob patterns and standard input.
import type { Stats } from 'node:fs';
import { glob, readFile, stat } from 'node:fs/promises';
import { AppError } from '../domain/errors.ts';
import type { RawDocument } from '../domain/raw-document.ts';

const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** Every file that the path or pattern names, by name. @throws AppError input_unreadable, input_too_large */
export async function readFiles(pattern: string, fetchedAt: string): Promise<RawDocument[]> {
  return Array.fromAsync(filesAt(pattern, fetchedAt));
}

/** The same one by one: first all that can be read, then the error of the first that cannot. */
export async function* filesAt(pattern: string, fetchedAt: string): AsyncGenerator<RawDocument> {
  let failure: AppError | undefined;
  for (const path of await findFiles(pattern)) {
    const read = await readOne(path, fetchedAt);
    if (read instanceof AppError) failure ??= read;
    else yield read;
  }
  if (failure) throw failure;
}

async function findFiles(pattern: string): Promise<string[]> {
  const isPattern = /[*?[\]{}]/.test(pattern) && !(await isThere(pattern));
  if (!isPattern) return [pattern];
  const paths: string[] = [];
  for await (const path of glob(pattern)) if (!(await isFolder(path))) paths.push(path);
  if (paths.length === 0) throw new AppError('input_unreadable', `no file matches ${pattern}`);
  return paths.sort();
}

async function readOne(path: string, fetchedAt: string): Promise<RawDocument | AppError> {
  try {
    const stats = await stat(path);
    // A pipe or a device may have no end, or never a beginning.
    if (!stats.isFile()) {
      return new AppError('input_unreadable', `cannot read ${path}: expected a file, or - for standard input`);
    }
    if (stats.size > MAX_FILE_BYTES) return tooLarge(path, stats.size);
    return { locator: path, fetchedAt, bytes: await readFile(path) };
  } catch (cause) {
    return new AppError('input_unreadable', `cannot read ${path}: ${(cause as Error).message}`, { cause });
  }
}

async function isThere(path: string): Promise<boolean> {
  return (await statsOf(path)) !== undefined;
}

async function isFolder(path: string): Promise<boolean> {
  return (await statsOf(path))?.isDirectory() === true;
}

async function statsOf(path: string): Promise<Stats | undefined> {
  return stat(path).catch(() => undefined);
}

/** @throws AppError input_too_large */
export async function readStdin(fetchedAt: string): Promise<RawDocument> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_FILE_BYTES) throw tooLarge('standard input', size);
    chunks.push(chunk);
  }
  return { locator: '-', fetchedAt, bytes: Buffer.concat(chunks) };
}

function tooLarge(name: string, size: number): AppError {
  return new AppError('input_too_large', `${name} has ${size} bytes or more: expected at most ${MAX_FILE_BYTES}`);
}
