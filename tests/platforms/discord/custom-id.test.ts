import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeModalId,
  decodePress,
  encodePress,
  modalId,
  type Press,
} from '../../../src/platforms/discord/rendering/custom-id.ts';

const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 150 })
  .map((text) => text.replaceAll(/\s+/gu, ' '));
const press: fc.Arbitrary<Press> = fc.oneof(
  fc.record({ kind: fc.constantFrom('in-place', 'below', 'share'), words }),
  fc.record({ kind: fc.constant('more'), words, from: fc.nat(99) }),
  fc.record({
    kind: fc.constant('ask'),
    topic: fc.option(fc.stringMatching(/^[a-z0-9-]{1,64}$/), { nil: undefined }),
  }),
);

describe('what a button does', () => {
  it('is kept in the button, or in the footer of its message', () => {
    fc.assert(
      fc.property(press, fc.nat(40), (given, position) => {
        const { customId, footerLine } = encodePress(given, position);
        expect(customId.length).toBeLessThanOrEqual(100);
        expect(decodePress(customId, `… 2 more\n${footerLine ?? ''}\nref abc`)).toEqual(given);
      }),
    );
  });

  it('is undefined for what is not ours', () => {
    for (const id of ['', 'x1:list', 'hello', 'i:list', 'i1^']) expect(decodePress(id, '')).toBeUndefined();
    expect(decodeModalId('other')).toBeUndefined();
  });

  it('a dialogue remembers its topic', () => {
    expect(decodeModalId(modalId('iran-talks'))).toEqual({ topic: 'iran-talks' });
    expect(decodeModalId(modalId(undefined))).toEqual({ topic: undefined });
  });
});
