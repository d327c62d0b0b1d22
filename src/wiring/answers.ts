import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { type Answers, createAnswers } from '../answers/answers.ts';
import type { Config } from '../config/config.ts';
import { contentHash } from '../entries/revisions/content-hash.ts';
import type { Store } from '../store/store.ts';
import type { Briefings } from './briefings.ts';
import { loadSentenceVectors } from './sentence-vectors.ts';

export interface AssembledAnswers {
  readonly answers: Answers;
  stop(): void;
}

/** What answers questions. A language model and sentence vectors are loaded only where a server is named for them. */
export async function assembleAnswers(options: {
  readonly config: Config;
  readonly briefings: Briefings;
  readonly store: Store;
  /** Whether changes to the briefings are followed; a single answer needs no vectors made beforehand. */
  readonly watch: boolean;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}): Promise<AssembledAnswers> {
  const { config, briefings, store, watch, now, log } = options;
  const answersLog = log.child({ part: 'answers' });
  const composer =
    config.languageModel &&
    (await import('../answers/composing/rephrase.ts')).createComposer({
      ...config.languageModel,
      now,
      log: answersLog,
    });
  const meaning =
    config.embeddings && (await loadSentenceVectors(config.embeddings, briefings.library, store, now, log));
  const answers = createAnswers({
    library: briefings.library,
    index: briefings.index,
    conversations: store.conversations,
    feedback: store.feedback,
    revisionOf: contentHash,
    newId: randomUUID,
    log: answersLog,
    ...(composer ? { composer } : {}),
    ...(meaning ? { meaning } : {}),
  });
  if (meaning && watch) briefings.follow(meaning);
  return { answers, stop: () => meaning?.stop() };
}
