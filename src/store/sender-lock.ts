// One sender at a time: an exclusive transaction on a small database, which the kernel frees even after kill -9.
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../domain/errors.ts';

/** https://sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;
/** Two that start in the same moment see each other's first step: without a second try both would give up. */
const TRY_FOR_MS = 100;

export interface SenderLock {
  release(): void;
}

/** Takes the lock, or fails within a tenth of a second. @throws AppError sender_busy, data_dir_unusable */
export function takeSenderLock(path: string): SenderLock {
  const database = openLock(path);
  try {
    database.exec('begin exclusive');
  } catch (cause) {
    database.close();
    if ((cause as { errcode?: number }).errcode !== SQLITE_BUSY) throw unusable(path, cause);
    throw new AppError(
      'sender_busy',
      `another Paperboy is sending from this data folder (${path} is locked): stop it, or wait until it has finished`,
      { cause },
    );
  }
  return { release: () => database.close() };
}

function openLock(path: string): DatabaseSync {
  try {
    return new DatabaseSync(path, { timeout: TRY_FOR_MS });
  } catch (cause) {
    throw unusable(path, cause);
  }
}

function unusable(path: string, cause: unknown): AppError {
  const reason = (cause as Error).message;
  return new AppError(
    'data_dir_unusable',
    `cannot lock ${path}: ${reason}; the file holds nothing and may be deleted`,
    { cause },
  );
}
