// The mail renderer of this installation: its templates, name and links.
import type { Config } from '../config.ts';
import { loadTemplates } from '../render/load-templates.ts';
import { createRenderer, type Renderer } from '../render/renderer.ts';
import { PAPERBOY_THEME } from '../render/theme.ts';
import { TEMPLATES_DIR } from './package-files.ts';

/** Reads and compiles the templates. @throws AppError template_invalid */
export async function mailRenderer(config: Config, publicUrl: string): Promise<Renderer> {
  return createRenderer({
    templates: await loadTemplates(config.templatesDir ?? TEMPLATES_DIR),
    theme: { ...PAPERBOY_THEME, name: config.mailFrom.name },
    publicUrl,
  });
}

/** Compiles once and keeps the result; after a failure the next call tries again. */
export function keptRenderer(make: () => Promise<Renderer>): () => Promise<Renderer> {
  let kept: Promise<Renderer> | undefined;
  return () => {
    kept ??= make().catch(error => {
      kept = undefined;
      throw error;
    });
    return kept;
  };
}
