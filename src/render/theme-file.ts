// What an operator may say about the look of mails, checked: a theme in which all text can be read.
import { z } from 'zod';
import type { Palette } from '../domain/look.ts';
import { safeUrl } from '../domain/safe-url.ts';
import type { Theme } from './theme.ts';

/** WCAG 2.2 §1.4.3. */
const CONTRAST_MIN = 4.5;
/** Width of the text column: 600 px without the space at both sides. */
const LOGO_WIDTH_MAX = 544;
const LOGO_HEIGHT_MAX = 300;
const QUOTED_MAX = 80;

const name = z
  .string('expected one line of text')
  .trim()
  .regex(/^\P{Cc}{1,80}$/u, 'expected one line of 1 to 80 characters');
const url = z.string('expected an address').refine(isPicture, 'expected an address that begins with https://');
const pixels = (most: number) => {
  const fault = `expected a whole number of pixels from 1 to ${most}`;
  return z.number(fault).int(fault).min(1, fault).max(most, fault);
};
const colour = z
  .string('expected a colour such as "#C2410C", in quotes')
  .regex(/^#[0-9a-f]{6}$/i, 'expected a colour such as "#C2410C"');
const fonts = z
  .string('expected names of fonts, separated by commas')
  .trim()
  .regex(
    /^[\p{L}\p{N}' ,_-]{1,200}$/u,
    "expected names of fonts, separated by commas, such as 'Iowan Old Style', serif",
  );
const palette = z.strictObject(
  { paper: colour, ink: colour, faint: colour, accent: colour, rule: colour, mark: colour } satisfies Record<
    keyof Palette,
    typeof colour
  >,
  'expected colours by their names',
);
const logo = z.strictObject(
  { url, alt: name, width: pixels(LOGO_WIDTH_MAX), height: pixels(LOGO_HEIGHT_MAX) },
  'expected url, alt, width and height',
);
const themeFile = z.strictObject(
  {
    name: name.optional(),
    logo: logo.optional(),
    light: palette.partial().optional(),
    dark: palette.partial().optional(),
    serif: fonts.optional(),
    sans: fonts.optional(),
  },
  'expected fields such as name, light and serif',
);

/** What is allowed at each place of a theme file. */
const THEME_FIELDS = {
  '': Object.keys(themeFile.shape),
  logo: Object.keys(logo.shape),
  light: Object.keys(palette.shape),
  dark: Object.keys(palette.shape),
} as const satisfies Record<string, readonly string[]>;

/** Something that is wrong at one place of a theme file. */
interface ThemeFault {
  path: readonly PropertyKey[];
  /** Names the field, quotes its value and says what was expected. */
  reason: string;
}

/** Checks a decoded theme file and puts it over another theme. */
export function readTheme(value: unknown, base: Theme): { theme: Theme } | { faults: ThemeFault[] } {
  const result = themeFile.safeParse(value ?? {});
  if (!result.success) return { faults: result.error.issues.flatMap(issue => toFaults(issue, value)) };
  const { light, dark, ...rest } = result.data;
  const theme = { ...base, ...rest, light: { ...base.light, ...light }, dark: { ...base.dark, ...dark } };
  const faults = (['light', 'dark'] as const).flatMap(scheme => faintText(scheme, theme[scheme]));
  return faults.length > 0 ? { faults } : { theme };
}

/** Ratio of two colours' luminance, from 1 to 21; colours as `#RRGGBB`. https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map(at => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map(value => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function faintText(scheme: 'light' | 'dark', colours: Palette): ThemeFault[] {
  const pairs = [
    ['ink', 'paper'],
    ['faint', 'paper'],
    ['accent', 'paper'],
    ['ink', 'mark'],
  ] as const;
  return pairs.flatMap(([text, ground]) => {
    const ratio = contrast(colours[text], colours[ground]);
    if (ratio >= CONTRAST_MIN) return [];
    // Rounded down: 4.499 must not be told as 4.50.
    const told = (Math.floor(ratio * 100) / 100).toFixed(2);
    const expected = `expected a contrast of at least ${CONTRAST_MIN}:1 to ${scheme}.${ground} "${colours[ground]}", found ${told}:1`;
    return [{ path: [scheme, text], reason: `${scheme}.${text} is "${colours[text]}": ${expected}` }];
  });
}

function isPicture(address: string): boolean {
  return safeUrl(address)?.startsWith('https://') === true;
}

function toFaults(issue: z.core.$ZodIssue, value: unknown): ThemeFault[] {
  const place = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const fields = THEME_FIELDS[place as keyof typeof THEME_FIELDS].join(', ');
    return issue.keys.map(key => ({
      path: [...issue.path, key],
      reason: `${[...issue.path, key].join('.')} is no field: expected one of ${fields}`,
    }));
  }
  const found = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], value);
  const what = found === undefined ? 'is missing' : `is ${JSON.stringify(found)?.slice(0, QUOTED_MAX)}`;
  return [{ path: issue.path, reason: `${place || 'the file'} ${what}: ${issue.message}` }];
}
