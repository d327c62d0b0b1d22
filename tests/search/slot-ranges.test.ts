import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SlotRanges } from '../../src/search/slot-ranges.ts';

test('ranges in use never overlap, and all given back leaves nothing in use', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 40 }), (counts) => {
      const slots = new SlotRanges(10_000);
      const taken: { first: number; capacity: number }[] = [];
      for (const [turn, count] of counts.entries()) {
        if (turn % 3 === 2) {
          const gone = taken.shift();
          if (gone) slots.free(gone.first, gone.capacity);
        }
        const range = slots.take(count);
        expect(range.capacity).toBeGreaterThanOrEqual(count);
        for (const { first, capacity } of taken)
          expect(range.first >= first + capacity || first >= range.first + range.capacity).toBe(true);
        taken.push({ ...range });
      }
      for (const { first, capacity } of taken) slots.free(first, capacity);
      expect(slots.end).toBe(0);
    }),
  );
});

test('says when the numbers are used up', () => {
  expect(() => new SlotRanges(16).take(17)).toThrow('at most 16 statements');
});
