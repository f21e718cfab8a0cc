// All commands, as `paperboy --help` lists them.
import { Command } from 'commander';
import { bounceCommand } from './bounce.ts';
import { dedupeCommand } from './dedupe.ts';
import { deliveriesCommand } from './deliveries.ts';
import { explainCommand } from './explain.ts';
import { ingestCommand } from './ingest.ts';
import { issueCommand } from './issue.ts';
import { matchCommand } from './match.ts';
import { migrateCommand } from './migrate.ts';
import { papersCommand } from './papers.ts';
import { parseCommand } from './parse.ts';
import { previewCommand } from './preview.ts';
import { rankCommand } from './rank.ts';
import { receiveCommand } from './receive.ts';
import { replayCommand } from './replay.ts';
import { runCommand } from './run.ts';
import { scheduleCommand } from './schedule.ts';
import { sendTestCommand } from './send-test.ts';
import { serveCommand } from './serve.ts';
import { sourcesCommand } from './sources.ts';
import { subscribersCommand } from './subscribers.ts';
import { suppressionsCommand } from './suppressions.ts';
import { topicsCommand } from './topics.ts';

export function createProgram(version: string): Command {
  const program = new Command('paperboy')
    .description("The day's trending research papers, picked for each subscriber by topic and mailed.")
    .version(version)
    .showHelpAfterError('(paperboy --help lists all commands)')
    .configureHelp({ showGlobalOptions: false });
  const commands = [
    runCommand(),
    serveCommand(),
    scheduleCommand(),
    previewCommand(),
    sendTestCommand(),
    replayCommand(),
    ingestCommand(),
    sourcesCommand(),
    receiveCommand(),
    issueCommand(),
    deliveriesCommand(),
    papersCommand(),
    subscribersCommand(),
    suppressionsCommand(),
    topicsCommand(),
    explainCommand(),
    migrateCommand(),
    parseCommand(),
    dedupeCommand(),
    rankCommand(),
    matchCommand(),
    bounceCommand(),
  ];
  for (const command of commands) program.addCommand(command);
  exitByError(program);
  return program;
}

/** Wrong usage becomes an error with an exit code, never an exit in the middle. */
function exitByError(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) exitByError(child);
}
