import { expect, test } from 'vitest';
import { PAPERBOY_THEME } from '../../src/render/theme.ts';
import { contrast, readTheme } from '../../src/render/theme-file.ts';

test.each(['light', 'dark'] as const)('text is readable in %s: 4.5 to 1 or better', scheme => {
  const { paper, ink, faint, accent, mark } = PAPERBOY_THEME[scheme];
  for (const colour of [ink, faint, accent]) expect(contrast(colour, paper)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(ink, mark)).toBeGreaterThanOrEqual(4.5);
});

test('our own theme could be written in a file', () => {
  expect(readTheme(PAPERBOY_THEME, PAPERBOY_THEME)).toEqual({ theme: PAPERBOY_THEME });
});
