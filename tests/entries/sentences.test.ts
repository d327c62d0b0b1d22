import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sentenceRanges } from '../../src/entries/statements/sentences.ts';

function sentences(text: string): readonly string[] {
  return sentenceRanges(text).map(({ start, end }) => text.slice(start, end));
}

describe('sentences', () => {
  test.each([
    ['The U.S. officials said no. They left.', ['The U.S. officials said no.', 'They left.']],
    ['The U.S. Treasury sued. It won.', ['The U.S. Treasury sued.', 'It won.']],
    ['They left the U.S. The talks went on.', ['They left the U.S.', 'The talks went on.']],
    ['Dr. Smith paid 3.5 million. He left.', ['Dr. Smith paid 3.5 million.', 'He left.']],
    ['J. R. Smith spoke at 5 p.m. Iran agreed.', ['J. R. Smith spoke at 5 p.m. Iran agreed.']],
    [
      '“We will go,” he said. “When?” she asked. Nobody knew.',
      ['“We will go,” he said.', '“When?” she asked.', 'Nobody knew.'],
    ],
    ['Said "yes." He left.', ['Said "yes."', 'He left.']],
    ['See No. 5. He said no. Then he left.', ['See No. 5.', 'He said no.', 'Then he left.']],
    ['Really?! Yes… perhaps. No.', ['Really?!', 'Yes… perhaps.', 'No.']],
    ['会议在阿曼举行。伊朗同意了。', ['会议在阿曼举行。', '伊朗同意了。']],
    ['No stop at the end', ['No stop at the end']],
    ['   ', []],
  ])('of %j', (text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });

  test('cover all text but white space, in order, without overlap', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'B', '.', ' ', '?', '"', '。', '5', ')') }),
        (text) => {
          const joined = sentences(text).join('').replaceAll(/\s/g, '');
          expect(joined).toBe(text.replaceAll(/\s/g, ''));
        },
      ),
    );
  });
});
