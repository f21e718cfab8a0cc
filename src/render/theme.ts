// The look that an operator may change: the name in the masthead, the fonts, and the colours of light and dark.
import { DARK, LIGHT, type Palette, SERIF } from '../domain/look.ts';

/** A picture in place of the name; its `alt` is read where pictures are off. */
export interface Logo {
  /** https. */
  url: string;
  alt: string;
  /** In CSS pixels, as it is shown. */
  width: number;
  height: number;
}

/** All but name and logo is put into the templates, as `{{theme.serif}}` or `{{theme.dark.ink}}`, before MJML sees them. */
export interface Theme {
  /** Name in the masthead. */
  name: string;
  logo?: Logo;
  /** Font stack of masthead and paper titles. */
  serif: string;
  /** Font stack of all other text. */
  sans: string;
  light: Palette;
  /** Where the reader's device prefers dark (`prefers-color-scheme`). */
  dark: Palette;
}

/** The pages' fonts in fewer words: each block of a mail names them again. */
const SHORT_SANS = "system-ui, 'Segoe UI', Roboto, Arial, sans-serif";

export const PAPERBOY_THEME: Theme = { name: 'Paperboy', serif: SERIF, sans: SHORT_SANS, light: LIGHT, dark: DARK };

/** The values a template may name, by the path it writes: `serif`, `light.ink`. */
export function themeValues({ serif, sans, light, dark }: Theme): ReadonlyMap<string, string> {
  return new Map([
    ['serif', serif],
    ['sans', sans],
    ...Object.entries(light).map(([key, value]): [string, string] => [`light.${key}`, value]),
    ...Object.entries(dark).map(([key, value]): [string, string] => [`dark.${key}`, value]),
  ]);
}
