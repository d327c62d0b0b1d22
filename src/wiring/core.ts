import type { Logger } from 'pino';
import { commands } from '../../commands/index.ts';
import type { Config } from '../config/config.ts';
import { type Composer, createComposer } from '../digests/delivery/composer.ts';
import { createDispatcher } from '../dispatch/dispatch.ts';
import type { Dispatcher } from '../dispatch/dispatcher.ts';
import { createQuestionLimits } from '../dispatch/question-limits.ts';
import type { EditableLibrary } from '../entries/library.ts';
import type { Observe } from '../ops/metrics/observation.ts';
import { observedAnswers } from '../ops/metrics/observed-answers.ts';
import { observedDispatcher } from '../ops/metrics/observed-dispatcher.ts';
import type { Store } from '../store/store.ts';
import { createBriefingReplies } from '../views/briefing-replies.ts';
import { assembleAnswers } from './answers.ts';
import { serveBriefings } from './briefings.ts';
import { openStoreOrForget } from './open-store.ts';

/** Everything but the platforms: what answers, and what it answers from. */
export interface Core {
  readonly dispatcher: Dispatcher;
  readonly library: EditableLibrary;
  readonly store: Store;
  readonly composer: Composer;
  /** Why the store keeps nothing over a restart, where it does not. */
  readonly forgetsBecause?: string;
  /** Reads one file of the folder again now, instead of when the change is noticed. */
  reload(file: string): Promise<void>;
  /** Resolves when what happens after the first answer is done too: indexing, recording revisions. */
  ready(): Promise<void>;
  /** Stops watching and closes the store. */
  stop(): Promise<void>;
}

export interface CoreOptions {
  readonly config: Config;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
  /** Follows changes to the briefings folder; a single answer needs no watching. */
  readonly watch: boolean;
  /** Set where the program only looks in: what its folder lacks is not recorded as taken away. */
  readonly isGuest?: true;
  /** Told of each command and each answer, for whoever counts them. */
  readonly observe?: Observe;
}

const commandNames = commands.map(({ name }) => name);
const clock = () => performance.now();

/** Opens the store, reads the briefings and builds the dispatcher. Resolves when questions can be answered. */
export async function assemble(options: CoreOptions): Promise<Core> {
  const { config, now, log, watch, observe, isGuest } = options;
  const { store, forgetsBecause } = await openStoreOrForget(config, now, log);
  const briefings = await serveBriefings({
    folder: config.briefingsFolder,
    store,
    now,
    log,
    watch,
    ...(isGuest ? { isGuest } : {}),
  });
  const { library, search } = briefings;
  const { answers, stop: stopAnswers } = await assembleAnswers({ config, briefings, store, watch, now, log });
  const composer = createComposer({
    library,
    isReadable: briefings.isReadable,
    editions: store.editions,
    revisions: store.revisions,
  });
  const dispatcher = createDispatcher({
    commands,
    vocabulary: {
      topic: library.resolve,
      isName: library.isName,
      suggest: library.suggest,
    },
    services: {
      library,
      revisions: store.revisions,
      search,
      briefingReplies: createBriefingReplies(),
      answers: observe ? observedAnswers(answers, observe) : answers,
      digests: { subscriptions: store.subscriptions, composer, mayChange: config.digests.mayChange },
    },
    now,
    visibility: config.replyVisibility,
    questionLimits: createQuestionLimits({
      rates: config.questions,
      // The embedded database is one process's, which need not ask it.
      ...(config.database.kind === 'postgres' ? { shared: store.questionPace } : {}),
      log,
    }),
    log,
  });

  return {
    dispatcher: observe ? observedDispatcher(dispatcher, commandNames, observe, clock) : dispatcher,
    library,
    store,
    composer,
    ...(forgetsBecause === undefined ? {} : { forgetsBecause }),
    reload: briefings.reload,
    ready: briefings.ready,
    async stop() {
      stopAnswers();
      await briefings.stop();
      await store.close();
    },
  };
}
