// Digests from files, glob patterns and standard input.
import { glob, readFile, stat } from 'node:fs/promises';
import { AppError } from '../domain/errors.ts';
import type { RawDocument } from '../domain/raw-document.ts';

const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** Every file that the path or pattern names, by name. @throws AppError input_unreadable, input_too_large */
export async function readFiles(pattern: string, fetchedAt: string): Promise<RawDocument[]> {
  const isPattern = /[*?[\]{}]/.test(pattern) && !(await exists(pattern));
  const paths = isPattern ? (await Array.fromAsync(glob(pattern))).sort() : [pattern];
  if (paths.length === 0) throw new AppError('input_unreadable', `no file matches ${pattern}`);
  return Promise.all(paths.map(path => readOne(path, fetchedAt)));
}

async function readOne(path: string, fetchedAt: string): Promise<RawDocument> {
  try {
    const { size } = await stat(path);
    if (size > MAX_FILE_BYTES) throw tooLarge(path, size);
    return { locator: path, fetchedAt, bytes: await readFile(path) };
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('input_unreadable', `cannot read ${path}: ${(cause as Error).message}`, { cause });
  }
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

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function tooLarge(name: string, size: number): AppError {
  return new AppError('input_too_large', `${name} has ${size} bytes or more: expected at most ${MAX_FILE_BYTES}`);
}
