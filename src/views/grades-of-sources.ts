import { byId } from '../entries/by-id.ts';
import type { Entry } from '../entries/entry.ts';
import { RELIABILITY } from '../entries/scales.ts';
import type { Statement } from '../entries/statements/statement.ts';
import { type Block, type Field, strong, text } from '../reply.ts';

/** What each source that these statements rest on is worth, where it has that from, and of which day it is. */
export function gradesOfSources(
  statements: readonly Statement[],
  entryOf: (id: string) => Entry | undefined,
): readonly Block[] {
  const fields = new Map<string, Field>();
  for (const { entryId, sources } of statements)
    for (const id of sources) {
      const source = byId(entryOf(entryId)?.sources ?? {}, id);
      if (!source) continue;
      const { publisher, reliability, origin, published } = source;
      fields.set(`${entryId}/${id}`, {
        label: publisher,
        value: [
          strong(reliability),
          text(`, ${RELIABILITY[reliability]}; origin: ${origin}`),
          ...(published ? [text('; '), { kind: 'day', day: published } as const] : []),
        ],
      });
    }
  if (fields.size > 0) return [{ kind: 'fields', fields: [...fields.values()] }];
  return [{ kind: 'note', spans: [text('That is the desk’s own judgement; it names no source for it.')] }];
}
