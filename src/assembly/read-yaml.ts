// A YAML file of an operator's, with the line of every value, so that each fault in it can name its place.
import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import { AppError, type ErrorCode } from '../domain/errors.ts';

export interface YamlFile {
  /** The variable that names the file. */
  variable: string;
  file: string;
  /** Of every error. */
  code: ErrorCode;
}

/** Something that is wrong at one place of the file. */
interface PlacedFault {
  path: readonly PropertyKey[];
  reason: string;
}

export interface Yaml {
  value: unknown;
  /** One line per fault, by rising line: file, line, what is wrong. */
  invalid(faults: readonly PlacedFault[]): AppError;
}

/** @throws AppError of the file's code where it cannot be read or is not YAML */
export function readYaml({ variable, file, code }: YamlFile): Yaml {
  const lines = new LineCounter();
  // Every JSON file is one in YAML too.
  const document = parseDocument(readText({ variable, file, code }), { lineCounter: lines, stringKeys: true });
  const lineOf = (offset: number) => lines.linePos(offset).line;
  const [error] = document.errors;
  if (error) throw new AppError(code, `${file}:${lineOf(error.pos[0])}: ${error.message.split('\n')[0]}`);
  return {
    value: document.toJS(),
    invalid(faults) {
      const placed = faults.map(({ path, reason }) => ({ line: lineOf(offsetOf(document, path)), reason }));
      placed.sort((a, b) => a.line - b.line);
      const told = placed.map(({ line, reason }) => `${file}:${line}: ${reason}`);
      const [only] = told;
      return new AppError(
        code,
        told.length === 1 ? only! : `${variable} has ${told.length} faults:\n  ${told.join('\n  ')}`,
      );
    },
  };
}

function readText({ variable, file, code }: YamlFile): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const fault = `${variable} is "${file}": expected a readable file: ${(cause as Error).message}`;
    throw new AppError(code, fault, { cause });
  }
}

/** Where the value begins, or what of it there is. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: PlacedFault['path']): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return node.range[0];
  }
  return 0;
}
