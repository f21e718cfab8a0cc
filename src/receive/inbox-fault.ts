// What is wrong with an inbox, in words that hold no password.
import { AppError } from '../domain/errors.ts';

/**
 * @param place as it may be shown
 * @param cause what went wrong there; a text where it is no error of a library
 */
export function inboxUnusable(place: string, cause: unknown): AppError {
  const reason = typeof cause === 'string' ? cause : (cause as Error).message;
  return new AppError('inbox_unusable', `the INBOX ${place} cannot be used: ${reason}`, { cause });
}
