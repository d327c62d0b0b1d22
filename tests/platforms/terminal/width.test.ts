import { describe, expect, test } from 'vitest';
import { columnsOf } from '../../../src/platforms/terminal/width.ts';

describe('the width of a line', () => {
  test('is the one asked for, then the terminal’s, then the usual one', () => {
    expect(columnsOf({ columns: 120 }, '40')).toBe(40);
    expect(columnsOf({ columns: 120 })).toBe(120);
    expect(columnsOf({}, '40')).toBe(40);
    expect(columnsOf({})).toBe(80);
  });

  test.each(['', '0', '-5', 'wide', '4e1', '99999'])('is not taken from COLUMNS=%s', (asked) => {
    expect(columnsOf({}, asked)).toBe(80);
  });

  test('of a terminal that tells no size is the usual one', () => {
    expect(columnsOf({ columns: 0 })).toBe(80);
  });
});
