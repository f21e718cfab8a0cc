import { expect, test } from 'vitest';
import { PAPERBOY_THEME } from '../../src/render/theme.ts';

/** WCAG 2.2: relative luminance of `#RRGGBB`. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map(at => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map(value => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

test.each(['light', 'dark'] as const)('text is readable in %s: 4.5 to 1 or better', scheme => {
  const { paper, ink, faint, accent } = PAPERBOY_THEME[scheme];
  for (const colour of [ink, faint, accent]) expect(contrast(colour, paper)).toBeGreaterThanOrEqual(4.5);
});
