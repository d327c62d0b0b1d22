import type { Passages } from '../src/answers/retrieval/passages.ts';
import { createEmbedder } from '../src/answers/vectors/embedder.ts';
import { cosine } from '../src/answers/vectors/meaning.ts';
import { readConfig } from '../src/config/config.ts';
import { createProgress } from './progress.ts';
import type { SetDocument } from './question-set.ts';

const BATCH = 64;
/** Milliseconds for one batch. */
const TIME_LIMIT = 120_000;

/**
 * The vectors of all sentences and questions, asked for at once; then how near each passage is to a question. Throws
 * when no server is set, or when it fails: a measurement without it would be another one.
 */
export async function nearnessOf(
  documents: readonly SetDocument[],
): Promise<(question: string, passages: Passages) => readonly (number | undefined)[]> {
  const { embeddings } = readConfig(process.env);
  if (!embeddings) throw new Error('--vectors needs EMBEDDING_BASE_URL and EMBEDDING_MODEL');
  const embedder = createEmbedder(embeddings);
  const texts = [
    ...new Set(
      documents.flatMap(({ sentences, questions }) => [
        ...sentences,
        ...questions.flatMap(({ text, history }) => [text, ...history.map(({ q }) => q)]),
      ]),
    ),
  ].filter((text) => text.trim() !== '');
  const progress = createProgress(texts.length, process.stderr);
  const vectors = new Map<string, Float32Array>();
  for (let start = 0; start < texts.length; start += BATCH) {
    const batch = texts.slice(start, start + BATCH);
    const embedded = await embedder.embed(batch, TIME_LIMIT);
    batch.forEach((text, at) => {
      const vector = embedded[at];
      if (vector) vectors.set(text, vector);
    });
    progress(start + batch.length, 'vectors');
  }
  return (question, { all }) => {
    const asked = vectors.get(question);
    return all.map(({ statement }) => {
      const vector = vectors.get(statement.text);
      return asked && vector && cosine(asked, vector);
    });
  };
}
