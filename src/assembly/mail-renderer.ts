// The mail renderer of this installation: its templates, name and links.
import type { Config } from '../config.ts';
import type { TemplateSettings } from '../render/compile-templates.ts';
import { createLetterRenderer, type RenderLetter } from '../render/letter.ts';
import { loadTemplates } from '../render/load-templates.ts';
import { createRenderer, type Renderer } from '../render/renderer.ts';
import { loadTheme } from './load-theme.ts';
import { TEMPLATES_DIR } from './package-files.ts';

/** Reads and compiles the templates. @throws AppError template_invalid, or config_invalid for a theme */
export async function mailRenderer(config: Config, publicUrl: string): Promise<Renderer> {
  return createRenderer(await templateSettings(config, publicUrl));
}

/** Likewise for letters. @throws AppError template_invalid, config_invalid */
export async function letterRenderer(config: Config, publicUrl: string): Promise<RenderLetter> {
  return createLetterRenderer(await templateSettings(config, publicUrl));
}

async function templateSettings(config: Config, publicUrl: string): Promise<TemplateSettings> {
  return {
    templates: await loadTemplates(TEMPLATES_DIR, config.templatesDir),
    theme: loadTheme(config),
    publicUrl,
    postalAddress: config.postalAddress ?? '',
  };
}

/** Compiles once and keeps the result; after a failure the next call tries again. */
export function keptRenderer<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let kept: Promise<Made> | undefined;
  return () => {
    kept ??= make().catch(error => {
      kept = undefined;
      throw error;
    });
    return kept;
  };
}
