import { UserError } from '../../errors.ts';
import { LONGEST_LINE } from './format.ts';

const LINE_FEED = 0x0a;

/** A line of an export, with its number for error messages. */
export interface Line {
  /** 1 for the first. */
  readonly number: number;
  readonly bytes: Uint8Array;
  /** False: the bytes end before this line did. */
  readonly ended: boolean;
}

/**
 * Cuts bytes at line feeds and nowhere else: `node:readline` would also cut at U+2028, which JSON strings may hold.
 * Holds one line at a time. Throws a `UserError` for a line longer than `LONGEST_LINE`.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let number = 1;
  let begun: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(LINE_FEED, start);
      const part = chunk.subarray(start, end === -1 ? undefined : end);
      begun.push(part);
      length += part.length;
      if (length > LONGEST_LINE)
        throw new UserError(
          'invalid',
          `Line ${number} is longer than ${LONGEST_LINE} bytes: this is not an export of Rapporteur, or it is damaged.`,
          'Name a file that “npm run export” wrote.',
        );
      if (end === -1) break;
      yield { number, bytes: Buffer.concat(begun), ended: true };
      number += 1;
      begun = [];
      length = 0;
      start = end + 1;
    }
  }
  if (length > 0) yield { number, bytes: Buffer.concat(begun), ended: false };
}
