// What is installed: pinned exactly, above the security floors, without install scripts and native add-ons.
import { describe, expect, test } from 'vitest';
import { readProjectFile } from './docs/markdown.ts';

interface LockedPackage {
  version?: string;
  resolved?: string;
  integrity?: string;
  hasInstallScript?: boolean;
  cpu?: string[];
  os?: string[];
  libc?: string[];
  optional?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const manifest = JSON.parse(readProjectFile('package.json'));
const lock = JSON.parse(readProjectFile('package-lock.json')) as { packages: Record<string, LockedPackage> };
/** Path in `node_modules` and package, the project itself left out. */
const installed = Object.entries(lock.packages).filter(([path]) => path !== '');

const named = (name: string) => installed.filter(([path]) => path.endsWith(`node_modules/${name}`));

test('every dependency is pinned to one exact version, the one in the lock file', () => {
  const wanted = Object.entries<string>({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(wanted.length).toBeGreaterThan(20);
  for (const [name, version] of wanted) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/);
    expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version);
  }
});

/** Below these versions there are known holes. */
const FLOORS = {
  nodemailer: '10.4.1',
  handlebars: '4.7.10',
  mjml: '5.0.0',
  'fast-xml-parser': '5.10.1',
  xml2js: '0.5.0',
  'smtp-server': '3.18.3',
};

describe('security floors', () => {
  test.each(Object.entries(FLOORS))('every copy of %s is at least %s', (name, floor) => {
    const below = named(name).filter(([, { version = '0' }]) => compareVersions(version, floor) < 0);
    expect(below.map(([path, { version }]) => `${path} ${version}`)).toEqual([]);
  });

  test('the package ip is nowhere', () => {
    expect(named('ip')).toEqual([]);
  });

  test('versions are compared as numbers', () => {
    expect(compareVersions('10.4.1', '9.9.9')).toBeGreaterThan(0);
    expect(compareVersions('5.10.0', '5.10.1')).toBeLessThan(0);
    expect(compareVersions('4.7.10', '4.7.10')).toBe(0);
  });
});

test('only the packages that package.json allows run a script when they are installed', () => {
  const withScript = installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
  expect(withScript).toEqual(Object.keys(manifest.allowScripts).map(name => `node_modules/${name}`));
});

test('nothing that is needed at run time is a native add-on', () => {
  const needed = [...runtimePackages()];
  expect(needed).toContain('node_modules/kysely');
  const native = needed.filter(path => {
    const { cpu, os, hasInstallScript } = lock.packages[path] ?? {};
    return cpu || os || hasInstallScript;
  });
  expect(native).toEqual([]);
});

test('every package comes from the public registry, with a checksum', () => {
  const strange = installed.filter(
    ([, { integrity, resolved, ...builtFor }]) =>
      !(integrity?.startsWith('sha512-') || isForAnotherMachine(builtFor)) ||
      (resolved && !resolved.startsWith('https://registry.npmjs.org/')),
  );
  expect(strange.map(([path]) => path)).toEqual([]);
});

/** Builds for machines that nobody here installs on are named by their exact version only. */
function isForAnotherMachine({ optional, os, cpu, libc }: LockedPackage): boolean {
  return optional === true && !(os?.includes('linux') && cpu?.includes('x64') && !libc?.includes('musl'));
}

test('every optional build is in the lock file, since `npm ci` refuses one that is not', () => {
  const wanted = installed.flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).map(name => ({ path, name })),
  );
  expect(wanted.length).toBeGreaterThan(10);
  const missing = wanted.filter(
    ({ path, name }) => ![`${path}/node_modules/${name}`, `node_modules/${name}`].some(at => at in lock.packages),
  );
  expect(missing).toEqual([]);
});

/** Paths of everything that `dependencies` brings along, found as Node finds it. */
function runtimePackages(): Set<string> {
  const found = new Set<string>();
  const visit = (path: string, { dependencies, optionalDependencies }: LockedPackage) => {
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      let folder = path;
      while (folder !== '' && !lock.packages[`${folder}/node_modules/${name}`]) folder = parentOf(folder);
      const next = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
      const entry = lock.packages[next];
      if (!entry || found.has(next)) continue;
      found.add(next);
      visit(next, entry);
    }
  };
  visit('', { dependencies: manifest.dependencies });
  return found;
}

/** The package in whose `node_modules` this one is nested; empty for the project. */
function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/node_modules/')));
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map(version => version.split('-')[0]!.split('.').map(Number));
  return left!.map((part, at) => part - (right![at] ?? 0)).find(difference => difference !== 0) ?? 0;
}
