import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { entrySchema } from '../../src/entries/entry.ts';
import { parseEntryFile } from '../../src/entries/files/parse.ts';
import { arbitraryEntryFile } from '../entry-arbitrary.ts';

const TODAY = Temporal.PlainDate.from('2026-02-05');

test('whatever an author may write is read back as it was meant', () => {
  fc.assert(
    fc.property(arbitraryEntryFile, (content) => {
      const file = new TextEncoder().encode(stringify(content));
      const { entry, problems } = parseEntryFile('any-entry.yaml', file, TODAY);
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(entry).toEqual({ id: 'any-entry', ...entrySchema.parse(content) });
    }),
    { numRuns: 100 },
  );
});
