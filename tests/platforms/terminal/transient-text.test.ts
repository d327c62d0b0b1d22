import { expect, test } from 'vitest';
import { createTransientText } from '../../../src/platforms/terminal/transient-text.ts';

function screen(options: { isTTY?: boolean; columns?: number; rows?: number } = {}) {
  const written: string[] = [];
  const terminal = {
    isTTY: true,
    columns: 80,
    rows: 24,
    ...options,
    write: (text: string) => written.push(text) > 0,
  };
  return { written, passing: createTransientText(terminal) };
}

test('each text takes the place of the one before, and nothing stays in the end', () => {
  const { written, passing } = screen();
  passing.show('one\n');
  passing.show('one\ntwo\n');
  passing.clear();
  passing.clear();
  expect(written).toEqual(['one\n', '\u001b[1A\u001b[0J', 'one\ntwo\n', '\u001b[2A\u001b[0J']);
});

test.each([
  ['a file or a pipe', { isTTY: false }],
  ['a screen that the text would scroll', { rows: 2 }],
  ['a screen narrower than texts are wrapped', { columns: 10 }],
])('nothing is written to %s', (_, options) => {
  const { written, passing } = screen(options);
  passing.show('one\ntwo\n');
  passing.clear();
  expect(written).toEqual([]);
});
