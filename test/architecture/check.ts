// The rules of the house, checked over the text of its files.
import { posix } from 'node:path';
import { cyclesOf } from './cycles.ts';
import { EFFECTS, type Grant, ROOMS, type Room } from './import-table.ts';
import { type Import, importsOf } from './imports.ts';
import { type Token, tokenize } from './tokens.ts';

/** Text by path below `src/`. */
export type Sources = ReadonlyMap<string, string>;

/** One sentence for each fault, beginning with file and line. None: the house is in order. */
export function faultsOf(sources: Sources): string[] {
  const graph = new Map<string, readonly string[]>();
  const faults: string[] = [];
  for (const [file, text] of sources) {
    const tokens = tokenize(text);
    const imports = importsOf(tokens);
    const room = roomOf(file);
    faults.push(...shapeFaults(file, text, tokens));
    if (!room) faults.push(`${file}:1 is in no room of the import table`);
    else faults.push(...imports.flatMap(found => importFaults(found, { file, room, sources })));
    faults.push(...effectFaults(file, tokens));
    graph.set(file, targetsOf(file, imports));
  }
  return [...faults, ...cyclesOf(graph).map(cycle => `${cycle[0]}:1 is in a cycle: ${cycle.join(' → ')}`)];
}

/** Grants of the table that no file makes use of. */
export function unusedGrants(sources: Sources): string[] {
  const used = new Set<string>();
  for (const [file, text] of sources) {
    const room = roomOf(file)?.name;
    for (const { specifier = '' } of importsOf(tokenize(text))) {
      const name = isRelative(specifier) ? roomNameOf(resolve(file, specifier)) : packageOf(specifier);
      used.add(`${room} → ${name}`).add(`${room} → ${name} in ${insideRoom(file)}`);
    }
  }
  return ROOMS.flatMap(({ name, rooms, packages }) =>
    [...rooms, ...packages].flatMap(grant => grantLines(name, grant)),
  ).filter(line => !used.has(line));
}

function grantLines(room: string, grant: Grant): string[] {
  if (typeof grant === 'string') return [`${room} → ${grant}`];
  return grant.in.map(file => `${room} → ${grant.name} in ${file}`);
}

function shapeFaults(file: string, text: string, tokens: readonly Token[]): string[] {
  const faults: string[] = [];
  const names = file.replace(/(?:\.d)?\.ts$/, '').split('/');
  const vague = names.find(name => name === 'index' || name.split('-').some(word => VAGUE_WORDS.has(word)));
  if (!KEBAB_CASE.test(file)) faults.push(`${file}:1 is not named in kebab-case`);
  if (vague) faults.push(`${file}:1 is named "${vague}": expected a name that says what lives there`);
  if (!/^\/\/ \S.*\n/.test(text)) faults.push(`${file}:1 does not open with a comment that says what lives there`);
  const exported = tokens.findIndex(({ text }, at) => text === 'export' && tokens[at + 1]?.text === 'default');
  if (exported !== -1 && !file.endsWith('.d.ts')) {
    faults.push(`${file}:${tokens[exported]?.line} has a default export: expected a name`);
  }
  return faults;
}

const KEBAB_CASE = /^(?:[a-z0-9]+(?:-[a-z0-9]+)*\/)*[a-z0-9]+(?:-[a-z0-9]+)*(?:\.d)?\.ts$/;
const VAGUE_WORDS = new Set('util utils helper helpers common misc manager managers service services'.split(' '));

interface Place {
  file: string;
  room: Room;
  sources: Sources;
}

function importFaults({ specifier, kind, line }: Import, { file, room, sources }: Place): string[] {
  const at = `${file}:${line}`;
  if (specifier === undefined) return [`${at} imports something computed: expected a string`];
  if (kind === 're-export') return [`${at} re-exports ${specifier}: expected an import from where it lives`];
  if (!isRelative(specifier)) {
    const name = packageOf(specifier);
    return mayImport(room.packages, name, file) ? [] : [`${at} imports ${name}, which ${where(room, file)} may not`];
  }
  const target = resolve(file, specifier);
  if (!sources.has(target)) return [`${at} imports ${specifier}: there is no such file in src/`];
  const targetRoom = roomNameOf(target);
  if (target === 'main.ts') return [`${at} imports main.ts, which nobody may`];
  if (targetRoom === room.name || mayImport(room.rooms, targetRoom, file)) return [];
  return [`${at} imports ${target} of the room ${targetRoom}, which ${where(room, file)} may not`];
}

function mayImport(grants: readonly Grant[], name: string, file: string): boolean {
  return grants.some(grant =>
    typeof grant === 'string' ? grant === name : grant.name === name && grant.in.includes(insideRoom(file)),
  );
}

function where(room: Room, file: string): string {
  return room.name === file ? file : `${room.name}/${insideRoom(file)}`;
}

function effectFaults(file: string, tokens: readonly Token[]): string[] {
  return EFFECTS.filter(
    ({ allowed }) => !allowed.some(place => file === place || file.startsWith(sectionOf(place))),
  ).flatMap(({ name, code }) =>
    tokens.flatMap((token, at) =>
      code.some(pattern => matches(tokens, at, pattern))
        ? [`${file}:${token.line} uses ${name}, which it may not`]
        : [],
    ),
  );
}

function sectionOf(place: string): string {
  return place.endsWith('/') ? place : '\0';
}

/** True where the tokens stand here as a name of their own, not as somebody's property. */
function matches(tokens: readonly Token[], at: number, pattern: readonly string[]): boolean {
  if (['.', 'function'].includes(tokens[at - 1]?.text ?? '')) return false;
  return pattern.every((text, step) => {
    const token = tokens[at + step];
    return token?.kind !== 'string' && (text === '*' ? token?.kind === 'word' : token?.text === text);
  });
}

function targetsOf(file: string, imports: readonly Import[]): string[] {
  return imports.flatMap(({ specifier = '' }) => (isRelative(specifier) ? [resolve(file, specifier)] : []));
}

function isRelative(specifier: string): boolean {
  return specifier.startsWith('.');
}

function resolve(file: string, specifier: string): string {
  return posix.join(posix.dirname(file), specifier);
}

/** `@scope/name` or `name` of a package, `node:name` of a Node module, without the path inside it. */
function packageOf(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

function roomOf(file: string): Room | undefined {
  return ROOMS.find(({ name }) => name === roomNameOf(file));
}

function roomNameOf(file: string): string {
  return file.split('/')[0] ?? file;
}

function insideRoom(file: string): string {
  return file.slice(file.indexOf('/') + 1);
}
