// argv to a command, errors to an exit code.
import { enableCompileCache } from 'node:module';

// Everything else is imported after this line, so that the second start takes half the time of the first.
enableCompileCache();
const { CommanderError } = await import('commander');
const { createProgram } = await import('./cli/program.ts');
const { errorText } = await import('./cli/error-text.ts');
const { AppError, ERRORS } = await import('./domain/errors.ts');
const { programVersion } = await import('./assembly/package-files.ts');

// Who reads no further, as `head` does, wants to see no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

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
