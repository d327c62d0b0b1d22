import { type Entry, type EntryContent, entrySchema } from '../../src/entries/entry.ts';

/** A small valid entry; `content` replaces or adds fields. */
export function sampleEntry(id: string, content: Partial<EntryContent> = {}): Entry {
  return {
    id,
    ...entrySchema.parse({
      title: `Talks about ${id}`,
      status: 'active',
      as_of: '2026-02-05',
      bottom_line: 'The talks are on.',
      summary: ['Both sides have said that they will come.'],
      ...content,
    }),
  };
}
