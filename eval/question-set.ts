import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Statement } from '../src/entries/statements/statement.ts';

const question = z.object({
  id: z.string(),
  text: z.string(),
  history: z.array(z.object({ q: z.string(), a: z.string() })),
  answerable: z.boolean(),
  gold_sents: z.array(z.number().int().nonnegative()),
});

const document = z.object({
  doc_id: z.string(),
  title: z.string(),
  sentences: z.array(z.string()),
  questions: z.array(question),
});

export type SetQuestion = z.output<typeof question>;
export type SetDocument = z.output<typeof document>;

/** Reads a question set: one JSON document a line. Throws with file and line when one does not fit. */
export function readQuestionSet(path: string): readonly SetDocument[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '') return [];
      const parsed = document.safeParse(parseJson(line));
      if (parsed.success) return [parsed.data];
      throw new Error(
        `${path}:${index + 1}: expected a document with questions: ${z.prettifyError(parsed.error)}`,
      );
    });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Each document is one briefing, each of its sentences one statement. */
export function statementsOfDocument({ doc_id, sentences }: SetDocument): readonly Statement[] {
  return sentences.map((text, order) => ({
    id: `${doc_id}/${order}`,
    entryId: doc_id,
    field: 'summary',
    text,
    sources: [],
    actors: [],
    order,
  }));
}
