// docs/operations.md tells the operator about every state.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { DELIVERY_STATES } from '../../src/domain/delivery.ts';
import { findProgram } from '../programs.ts';
import { fencedBlocks, onlyCode, readProjectFile, tableRows } from './markdown.ts';

const document = readProjectFile('docs/operations.md');

test('every state of a delivery is explained', () => {
  const explained = tableRows(document, 'state').map(([state = '']) => onlyCode(state));
  expect(explained).toEqual([...DELIVERY_STATES]);
});

const units = fencedBlocks(document, 'ini');
const commands = new Set(createProgram('0.0.0').commands.map(command => command.name()));

test('units and crontab start commands that exist', () => {
  const started = [
    ...units.flatMap(unit => [...unit.matchAll(/^ExecStart=\S+\/paperboy (\S+)/gm)]),
    ...fencedBlocks(document, 'crontab').flatMap(line => [...line.matchAll(/^(?:\S+ ){5}cd \S+ && paperboy (\S+)$/gm)]),
  ].map(([, command = '']) => command);
  expect(started).toEqual(['serve', 'run', 'run']);
  expect(started.filter(command => !commands.has(command))).toEqual([]);
});

const systemdAnalyze = findProgram('systemd-analyze');

test.skipIf(!systemdAnalyze)('systemd accepts the units', () => {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-units-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const files = ['paperboy.service', 'paperboy-run.service', 'paperboy-run.timer'].map(name => join(folder, name));
  // The program is not installed here, nor is there its user.
  for (const [at, unit] of units.entries())
    writeFileSync(files[at]!, unit.replace('/usr/bin/paperboy', process.execPath).replace('User=paperboy\n', ''));
  expect(units).toHaveLength(files.length);
  execFileSync(systemdAnalyze!, ['verify', '--man=no', ...files], { stdio: 'pipe' });
});
