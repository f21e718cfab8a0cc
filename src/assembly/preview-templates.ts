// The templates as a preview shows them: compiled when they change, and while they are broken, those that were good last.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Config } from '../config.ts';
import { AppError } from '../domain/errors.ts';
import type { FileFault } from '../preview/preview-ports.ts';
import type { Renderer } from '../render/renderer.ts';
import { fileFault } from './file-fault.ts';
import { mailRenderer } from './mail-renderer.ts';
import { TEMPLATES_DIR } from './package-files.ts';

const TEMPLATE_FILE = /\.(?:mjml|hbs)$/;

export interface PreviewTemplates {
  /** Of the files as they are now. @throws AppError where they are broken and none were good before */
  renderer(): Promise<Renderer>;
  fault(): FileFault | undefined;
  /** Text by name, as in `partials/masthead.mjml`. */
  files(): ReadonlyMap<string, string>;
}

export function previewTemplates(config: Config, publicUrl: string): PreviewTemplates {
  const own = config.templatesDir ?? TEMPLATES_DIR;
  let version = '';
  let compiled: Promise<void> = Promise.resolve();
  let good: Renderer | undefined;
  let broken: AppError | undefined;
  let files: ReadonlyMap<string, string> = new Map();

  const compile = async () => {
    try {
      good = await mailRenderer(config, publicUrl);
      broken = undefined;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      broken = error;
    }
  };

  return {
    async renderer() {
      // Reading them all takes a millisecond, and nothing can be missed by it: watching is only for the page.
      files = readFiles(config);
      const current = JSON.stringify([...files]);
      if (current !== version) {
        version = current;
        compiled = compile();
      }
      await compiled;
      if (good) return good;
      throw broken!;
    },
    // An operator's own file is named by its path.
    fault: () => broken && fileFault(broken.message, file => files.get(file) ?? files.get(relative(own, file))),
    files: () => files,
  };
}

/** What mails are made of beside papers: a change in one of them is a change in every mail. */
export function templatePaths({ templatesDir, themeFile }: Config): string[] {
  return [TEMPLATES_DIR, templatesDir, themeFile].filter(path => path !== undefined);
}

function readFiles(config: Config): Map<string, string> {
  const files = new Map<string, string>();
  // An operator's own stand in place of those that come with the program.
  for (const folder of [TEMPLATES_DIR, config.templatesDir]) {
    if (folder === undefined || !existsSync(folder)) continue;
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!TEMPLATE_FILE.test(entry.name)) continue;
      const path = join(entry.parentPath, entry.name);
      files.set(relative(folder, path), textOf(path));
    }
  }
  const { themeFile } = config;
  if (themeFile !== undefined && existsSync(themeFile)) files.set(themeFile, readFileSync(themeFile, 'utf8'));
  return files;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // Away while an editor saves it, a dangling link, a folder: compiling tells what is wrong with it.
    return '';
  }
}
