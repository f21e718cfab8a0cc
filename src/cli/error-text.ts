// An error as the operator reads it: one line for a known fault, a stack only for an unknown one.
import { AppError } from '../domain/errors.ts';

export function errorText(error: unknown): string {
  if (error instanceof AppError) return `paperboy: ${error.message} [${error.code}]`;
  return `paperboy: unexpected error, please report it\n${error instanceof Error ? error.stack : String(error)}`;
}
