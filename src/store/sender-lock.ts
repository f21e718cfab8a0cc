// One sender at a time: an exclusive transaction on a small database, which the kernel frees even after kill -9.
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../domain/errors.ts';

export interface SenderLock {
  release(): void;
}

/** Takes the lock or fails at once. @throws AppError sender_busy */
export function takeSenderLock(path: string): SenderLock {
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec('pragma journal_mode = delete; begin exclusive');
  } catch (cause) {
    database.close();
    throw new AppError(
      'sender_busy',
      `another Paperboy is sending from this data folder (${path} is locked): stop it, or wait until it has finished`,
      {
        cause,
      },
    );
  }
  return { release: () => database.close() };
}
