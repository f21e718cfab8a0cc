// Every command a document shows is one that exists, with the options it has.
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { codeSpans, fencedBlocks, MARKDOWN_FILES, readProjectFile } from './markdown.ts';

const { scripts } = JSON.parse(readProjectFile('package.json')) as { scripts: Record<string, string> };
const program = createProgram('0.0.0');

/** Commands that npm has without a script. */
const NPM_COMMANDS = new Set(['ci', 'install', 'pack', 'run', 'start', 'test']);

/** What is wrong with one shell command, or undefined; only `npm` and `paperboy` are known here. */
function faultOf(line: string): string | undefined {
  const [name, ...words] = line.split(/\s+/).filter(word => !/^[A-Z_]+=/.test(word));
  if (name === 'paperboy') return paperboyFault(words, line);
  if (name !== 'npm') return undefined;
  const dashes = words.indexOf('--');
  const [command = '', script] = words
    .slice(0, dashes === -1 ? undefined : dashes)
    .filter(word => !word.startsWith('-'));
  if (!NPM_COMMANDS.has(command)) return `${line}: npm has no command "${command}" here`;
  const wanted = command === 'run' ? script : ['start', 'test'].includes(command) ? command : undefined;
  if (wanted !== undefined && !Object.hasOwn(scripts, wanted)) return `${line}: package.json has no script "${wanted}"`;
  return wanted === 'paperboy' && dashes !== -1 ? paperboyFault(words.slice(dashes + 1), line) : undefined;
}

function paperboyFault(words: readonly string[], line: string): string | undefined {
  let command: Command = program;
  for (const word of words) {
    const known = command.commands.find(candidate => candidate.name() === word);
    if (known) command = known;
    else if (word.startsWith('--')) {
      const option = word.split('=')[0];
      if (option === '--help' || (option === '--version' && command === program)) continue;
      if (!command.options.some(({ long }) => long === option))
        return `${line}: ${command.name()} has no option ${option}`;
    } else if (command.commands.length > 0 && !/^[A-Z]+$/.test(word)) {
      return `${line}: ${command.name()} has no command "${word}"`;
    }
  }
  return undefined;
}

/** The commands of shell blocks, split at pipes, and those in running text. */
function commandsOf(markdown: string): string[] {
  const shell = ['sh', 'bash', 'console'].flatMap(language => fencedBlocks(markdown, language));
  const lines = shell.flatMap(block => block.replace(/\\\n/g, ' ').split('\n'));
  return [...lines, ...codeSpans(markdown)]
    .flatMap(line =>
      line
        .replace(/^\$ /, '')
        .replace(/\s#.*$/, '')
        .split(/\s(?:\||&&|;)\s/),
    )
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'));
}

test.each(MARKDOWN_FILES)('every command in %s exists', file => {
  const faults = commandsOf(readProjectFile(file)).map(faultOf);
  expect(faults.filter(fault => fault !== undefined)).toEqual([]);
});

test('README.md fits on 150 lines and shows how to start', () => {
  const readme = readProjectFile('README.md');
  expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(150);
  expect(commandsOf(readme)).toEqual(expect.arrayContaining(['npm ci', 'npm start', 'npm test']));
});

describe('a command that does not exist is found', () => {
  test.each([
    ['npm run nothing', 'package.json has no script "nothing"'],
    ['npm deploy', 'npm has no command "deploy" here'],
    ['npm run -s paperboy -- nothing', 'paperboy has no command "nothing"'],
    ['SMTP_URL=x paperboy run --nothing', 'run has no option --nothing'],
    ['cat digest.txt | paperboy subscribers nothing', 'subscribers has no command "nothing"'],
  ])('%s', (line, fault) => {
    const found = commandsOf(`\`\`\`sh\n${line}   # as an example\n\`\`\`\n`).map(faultOf);
    expect(found.at(-1)).toContain(fault);
  });

  test('and one that exists is none', () => {
    const shown =
      '`paperboy subscribers add ada@lab.org --topics llm,rag`, `npm run -s paperboy -- ingest --json FILE`';
    expect(commandsOf(shown).map(faultOf)).toEqual([undefined, undefined]);
  });
});
