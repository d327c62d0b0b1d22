import type { Writable } from 'node:stream';
import { MINIMUM_COLUMNS } from './limits.ts';

/** Where a reader looks on: a terminal, not a file or a pipe. */
export interface Screen extends Pick<Writable, 'write'> {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

/** A text at the end of what is on the screen, until another one takes its place. */
export interface TransientText {
  show(text: string): void;
  clear(): void;
}

/**
 * Uses "cursor up" and "erase to the end" (ECMA-48, CUU and ED), which reach only what has not scrolled away: a text
 * as tall as the screen, or wider, is not shown. Texts have to be wrapped to the width of the screen.
 */
export function createTransientText(screen: Screen): TransientText {
  let height = 0;

  function clear(): void {
    if (height > 0) screen.write(`\u001b[${height}A\u001b[0J`);
    height = 0;
  }

  return {
    show(text) {
      const lines = text.split('\n').length - 1;
      const { isTTY = false, columns = 0, rows = 0 } = screen;
      if (!isTTY || columns < MINIMUM_COLUMNS || lines >= rows) return;
      clear();
      screen.write(text);
      height = lines;
    },
    clear,
  };
}
