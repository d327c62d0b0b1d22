import { randomUUID } from 'node:crypto';
import { setTimeout as delay, setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Logger } from 'pino';
import { commands } from '../../commands/index.ts';
import { type Answers, createAnswers } from '../answers/answers.ts';
import type { SentenceVectors } from '../answers/vectors/sentence-vectors.ts';
import type { Config } from '../config/config.ts';
import { type Composer, createComposer } from '../digests/delivery/composer.ts';
import { createDispatcher } from '../dispatch/dispatch.ts';
import type { Dispatcher } from '../dispatch/dispatcher.ts';
import { createQuestionLimits } from '../dispatch/question-limits.ts';
import type { Vocabulary } from '../dispatch/vocabulary.ts';
import { createFolderLoader, type EntryChange } from '../entries/files/load.ts';
import { type FolderWatch, watchFolder } from '../entries/files/watch.ts';
import { createLibrary, type EditableLibrary } from '../entries/library.ts';
import { contentHash } from '../entries/revisions/content-hash.ts';
import { createRevisionRecorder } from '../entries/revisions/revision-recorder.ts';
import { createIndexFeed } from '../search/index-feed.ts';
import { createStatementIndex } from '../search/statement-index.ts';
import type { Store } from '../store/store.ts';
import { createBriefingReplies } from '../views/briefing-replies.ts';
import { openStoreOrForget } from './open-store.ts';
import { loadSentenceVectors } from './sentence-vectors.ts';

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
  /** What stands between the commands and the answers, for whoever counts them. */
  readonly observeAnswers?: (answers: Answers) => Answers;
}

/** Opens the store, reads the briefings and builds the dispatcher. Resolves when questions can be answered. */
export async function assemble({ config, now, log, watch, observeAnswers }: CoreOptions): Promise<Core> {
  const { store, forgetsBecause } = await openStoreOrForget(config, now, log);
  const library = createLibrary();
  const index = createStatementIndex();
  const search = createIndexFeed(
    index,
    (id) => library.get(id),
    () => performance.now(),
  );
  const recorder = createRevisionRecorder(store.revisions, now, log);

  let follower: SentenceVectors | undefined;

  // Indexing and recording wait until all is read, so that the first answer does not wait for them.
  let unfollowed: EntryChange[] | undefined = [];

  function follow(change: EntryChange): void {
    if (unfollowed) {
      unfollowed.push(change);
      return;
    }
    search.changed(change.entry.id);
    follower?.changed(change.entry.id);
    if (change.kind === 'put') recorder.record(change.entry);
  }

  const loader = createFolderLoader({
    folder: config.briefingsFolder,
    library,
    parsedFiles: store.parsedFiles,
    revisions: store.revisions,
    now,
    onChange: follow,
    log,
  });
  const folder: FolderWatch = watchFolder({ folder: config.briefingsFolder, loader, log });
  await folder.refresh();
  const read = unfollowed;
  unfollowed = undefined;
  for (const change of read) follow(change);
  const namesSettled = settleNames(library);
  if (!watch) await folder.stop();

  const vocabulary: Vocabulary = {
    topic: (words) => library.resolve(words),
    isName: (words) => library.isName(words),
    suggest: (kind, partial, limit) => library.suggest(kind, partial, limit),
  };
  const composer = createComposer({
    library,
    isReadable: () => folder.isReadable(),
    editions: store.editions,
  });
  // Loaded only when there is a model: nobody else should wait for its packages at start-up.
  const composerOfAnswers =
    config.languageModel &&
    (await import('../answers/composing/rephrase.ts')).createComposer({
      ...config.languageModel,
      now,
      log: log.child({ part: 'answers' }),
    });
  const meaning =
    config.embeddings && (await loadSentenceVectors(config.embeddings, library, store, now, log));
  if (meaning && watch) {
    for (const { id } of library.all()) meaning.changed(id);
    follower = meaning;
  }
  const answers = createAnswers({
    library,
    index,
    conversations: store.conversations,
    feedback: store.feedback,
    revisionOf: contentHash,
    newId: randomUUID,
    log: log.child({ part: 'answers' }),
    ...(composerOfAnswers ? { composer: composerOfAnswers } : {}),
    ...(meaning ? { meaning } : {}),
  });
  const dispatcher = createDispatcher({
    commands,
    vocabulary,
    services: {
      library,
      revisions: store.revisions,
      search,
      briefingReplies: createBriefingReplies(),
      answers: observeAnswers ? observeAnswers(answers) : answers,
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
    dispatcher,
    library,
    store,
    composer,
    ...(forgetsBecause === undefined ? {} : { forgetsBecause }),
    reload: (file) => loader.load([file]),
    async ready() {
      await namesSettled;
      await search.ready();
      await recorder.settled();
    },
    async stop() {
      await folder.stop();
      search.stop();
      meaning?.stop();
      await recorder.stop();
      await store.close();
    },
  };
}

/** Milliseconds before names are prepared: those who ask right after the start come first. */
const PAUSE_AFTER_START = 300;
/** Names prepared before others get their turn: some 10 ms of work. */
const NAMES_AT_ONCE = 40;

/** In the background: with thousands of briefings the first slip would otherwise wait for all their names. */
async function settleNames(library: EditableLibrary): Promise<void> {
  await delay(PAUSE_AFTER_START, undefined, { ref: false });
  do await yieldToOthers();
  while (!library.settleNames(NAMES_AT_ONCE));
}
