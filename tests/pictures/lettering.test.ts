import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clampLines, lineWidth, wrapText } from '../../src/pictures/lettering.ts';
import { arbitraryText } from '../reply-arbitrary.ts';

describe('wrapping', () => {
  test('breaks between words', () => {
    expect(wrapText('Middle Eastern governments', 14, 120)).toEqual(['Middle Eastern', 'governments']);
  });

  test('breaks a word that alone is too wide', () => {
    expect(wrapText('Zusammenarbeitsvereinbarung', 14, 100).length).toBeGreaterThan(1);
  });

  test('loses no character but spaces and makes no line too wide', () => {
    fc.assert(
      fc.property(arbitraryText, fc.integer({ min: 60, max: 400 }), (text, width) => {
        const lines = wrapText(text, 14, width);
        expect(lines.join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
        for (const line of lines) {
          const single = [...new Intl.Segmenter('en').segment(line)].length === 1;
          expect(single || lineWidth(line, 14) <= width).toBe(true);
        }
      }),
    );
  });

  test('marks a cut', () => {
    expect(clampLines(['one,', 'two.', 'three'], 2)).toEqual(['one,', 'two …']);
    expect(clampLines(['one'], 2)).toEqual(['one']);
  });
});
