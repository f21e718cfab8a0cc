// The command line of benchmarks, evaluations and trainings: a name to a table, the targets, and one line of JSON.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_DATA, MissingData } from './data-folder.ts';
import { isReached, type Measure, type Measured } from './measured.ts';

/** By name; each is loaded only when it is asked for. */
export type Measures = Readonly<Record<string, () => Promise<{ measure: Measure }>>>;

/** @returns the exit code: 0 every target reached, 1 not every one or data missing, 2 wrong usage */
export async function runByName(script: 'bench' | 'eval' | 'train', measures: Measures): Promise<number> {
  const usage = `usage: npm run ${script} -- NAME [--data DIR] [--json]\nnames: ${Object.keys(measures).sort().join(', ')}`;
  const wrong = (fault: string) => {
    console.error(`${fault}\n${usage}`);
    return 2;
  };
  let words: ReturnType<typeof readWords>;
  try {
    words = readWords();
  } catch (error) {
    return wrong((error as Error).message);
  }
  const { positionals, values } = words;
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) return wrong(`expected one name, not ${positionals.length}`);
  const load = Object.hasOwn(measures, name) ? measures[name] : undefined;
  if (!load) return wrong(`"${name}" is not known`);
  try {
    const { measure } = await load();
    const measured = await measure({ data: resolve(values.data) });
    print(name, measured, values.json);
    return measured.ok ? 0 : 1;
  } catch (error) {
    if (!(error instanceof MissingData)) throw error;
    console.error(error.message);
    return 1;
  }
}

function readWords() {
  return parseArgs({
    allowPositionals: true,
    options: { data: { type: 'string', default: DEFAULT_DATA }, json: { type: 'boolean', default: false } },
  });
}

function print(name: string, { lines, metrics, targets, ok }: Measured, withJson: boolean): void {
  for (const line of lines) console.log(line);
  if (Object.keys(targets).length > 0) console.log('');
  for (const [metric, target] of Object.entries(targets)) {
    const verdict = isReached(metrics[metric], target) ? 'ok' : 'not reached';
    console.log(`${verdict.padEnd(11)}  ${metric} ${target} (is ${metrics[metric]})`);
  }
  if (withJson) console.log(JSON.stringify({ name, metrics, targets, ok }));
}
