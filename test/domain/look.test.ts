import { expect, test } from 'vitest';
import { DARK, LIGHT, type Palette } from '../../src/domain/look.ts';

test.each([
  ['light', LIGHT],
  ['dark', DARK],
])('text, bylines and accent can be read on %s paper, and the button’s words on the accent', (_, palette: Palette) => {
  for (const colour of [palette.ink, palette.faint, palette.accent]) {
    expect(contrast(colour, palette.paper)).toBeGreaterThanOrEqual(4.5);
  }
});

/** WCAG 2.2, "contrast ratio". */
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map(at => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
