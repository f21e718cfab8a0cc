// The look of this installation's mails: ours, the sender's name, and what `THEME_FILE` says.
import type { Config } from '../config.ts';
import { PAPERBOY_THEME, type Theme } from '../render/theme.ts';
import { readTheme } from '../render/theme-file.ts';
import { readYaml } from './read-yaml.ts';

/** @throws AppError config_invalid with one line per fault: file, line, field, value, what was expected */
export function loadTheme({ themeFile, mailFrom }: Pick<Config, 'themeFile' | 'mailFrom'>): Theme {
  const theme = { ...PAPERBOY_THEME, name: mailFrom.name };
  if (themeFile === undefined) return theme;
  const yaml = readYaml({ variable: 'THEME_FILE', file: themeFile, code: 'config_invalid' });
  const result = readTheme(yaml.value, theme);
  if ('theme' in result) return result.theme;
  throw yaml.invalid(result.faults);
}
