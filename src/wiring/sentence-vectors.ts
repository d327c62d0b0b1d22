import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { SentenceVectors } from '../answers/vectors/sentence-vectors.ts';
import type { ModelServer } from '../config/config.ts';
import type { Library } from '../entries/library.ts';
import { statementsOf } from '../entries/statements/statements-of.ts';
import type { Store } from '../store/store.ts';

/** Loaded only when there is a server, like the language model. */
export async function loadSentenceVectors(
  server: ModelServer,
  library: Pick<Library, 'get'>,
  store: Store,
  now: () => Temporal.Instant,
  log: Logger,
): Promise<SentenceVectors> {
  const [{ createEmbedder }, { createSentenceVectors }] = await Promise.all([
    import('../answers/vectors/embedder.ts'),
    import('../answers/vectors/sentence-vectors.ts'),
  ]);
  return createSentenceVectors({
    embedder: createEmbedder(server),
    cache: store.statementVectors,
    statementsOf: (id) => {
      const entry = library.get(id);
      return entry ? statementsOf(entry) : [];
    },
    now,
    pause: (milliseconds) => delay(milliseconds, undefined, { ref: false }),
    chance: Math.random,
    log: log.child({ part: 'vectors' }),
  });
}
