import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DARK_PALETTE, LIGHT_PALETTE } from '../../src/pictures/palette.ts';
import { picture, svg, toSvgText } from '../../src/pictures/svg.ts';
import { arbitraryText } from '../reply-arbitrary.ts';

describe('a picture as text', () => {
  test('is an SVG document with a name', () => {
    const { root } = picture({ width: 10.2, height: 5 }, 'A & B', 'serif', [svg('g', {})]);
    expect(toSvgText(root)).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 11 5" width="11" height="5" role="img"' +
        ' aria-label="A &amp; B" font-family="serif"><title>A &amp; B</title><g></g></svg>',
    );
  });

  test('lets no text end an attribute or begin an element', () => {
    fc.assert(
      fc.property(arbitraryText, (hostile) => {
        const markup = toSvgText(svg('text', { 'aria-label': hostile }, [hostile]));
        expect(markup).toMatch(/^<text aria-label="[^"<>]*">[^<>]*<\/text>$/u);
        expect(markup.replace(/&(amp|lt|gt|quot|#39);/gu, '')).not.toContain('&');
      }),
    );
  });
});

describe('the colours of rasters', () => {
  test.each([
    ['light', LIGHT_PALETTE],
    ['dark', DARK_PALETTE],
  ])('%s: text differs from what it stands on by 4.5 to 1', (_name, palette) => {
    for (const text of [palette.text, palette.quiet, palette.warning]) {
      for (const ground of [palette.surface, palette.box]) {
        expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
      }
    }
  });
});

/** WCAG 2.2: the ratio of relative luminances. */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(colour.slice(start, start + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
