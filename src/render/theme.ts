// The look that an operator may change: the name in the masthead, the fonts, and the colours of light and dark.
import { DARK, LIGHT, type Palette, SANS, SERIF } from '../domain/look.ts';

/** All but the name is put into the templates, as `{{theme.serif}}` or `{{theme.dark.ink}}`, before MJML sees them. */
export interface Theme {
  /** Name in the masthead. */
  name: string;
  /** Font stack of masthead and paper titles. */
  serif: string;
  /** Font stack of all other text. */
  sans: string;
  light: Palette;
  /** Where the reader's device prefers dark (`prefers-color-scheme`). */
  dark: Palette;
}

export const PAPERBOY_THEME: Theme = { name: 'Paperboy', serif: SERIF, sans: SANS, light: LIGHT, dark: DARK };

/** The values a template may name, by the path it writes: `serif`, `light.ink`. */
export function themeValues({ serif, sans, light, dark }: Theme): ReadonlyMap<string, string> {
  return new Map([
    ['serif', serif],
    ['sans', sans],
    ...Object.entries(light).map(([key, value]): [string, string] => [`light.${key}`, value]),
    ...Object.entries(dark).map(([key, value]): [string, string] => [`dark.${key}`, value]),
  ]);
}
