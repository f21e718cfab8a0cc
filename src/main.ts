// argv to a command, errors to an exit code.
import { CommanderError } from 'commander';
import { programVersion } from './assembly/package-files.ts';
import { errorText } from './cli/error-text.ts';
import { createProgram } from './cli/program.ts';
import { AppError, ERRORS } from './domain/errors.ts';

try {
  await createProgram(programVersion()).parseAsync(process.argv);
} catch (error) {
  process.exitCode = exitCodeOf(error);
  // Commander has said by itself what is wrong with the usage.
  if (!(error instanceof CommanderError)) console.error(errorText(error));
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : ERRORS.usage.exit;
  return error instanceof AppError ? ERRORS[error.code].exit : 1;
}
