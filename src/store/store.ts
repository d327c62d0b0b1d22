import type { Logger } from 'pino';
import type { DigestMonitor } from '../digests/delivery/digest-monitor.ts';
import type { Subscriptions } from '../digests/subscriptions/subscriptions.ts';
import type { ParsedFiles } from '../entries/files/parsed-files.ts';
import { UserError } from '../errors.ts';
import type { Installations } from '../platforms/slack/workspaces/installations.ts';
import type { WorkspaceHistory } from '../platforms/web/workspace-history.ts';
import { createConversations, type StoredConversations } from './conversations.ts';
import { type Database, openDatabase, openHasty, type StoreLocation } from './database/database.ts';
import { explainFailure } from './database/failures.ts';
import { guarded } from './database/guarded.ts';
import { canReadSchema, migrate } from './database/migrate.ts';
import { LONG_TIMEOUT } from './database/query-timeout.ts';
import { createWriteCheck } from './database/write-check.ts';
import { createDigestMonitor } from './digests/digest-monitor.ts';
import { createEditions, type StoredEditions } from './digests/editions.ts';
import { createOutbox, type StoredOutbox } from './digests/outbox.ts';
import { createSubscriptions } from './digests/subscriptions.ts';
import { createFeedback, type StoredFeedback } from './feedback.ts';
import { createHandledEvents, type StoredHandledEvents } from './handled-events.ts';
import { createInstallations } from './installations.ts';
import { createOpenDrafts, type StoredOpenDrafts } from './open-drafts.ts';
import { createParsedFiles } from './parsed-files.ts';
import { createQuestionPace, type StoredQuestionPace } from './question-pace.ts';
import { RETENTION } from './retention.ts';
import { createRevisions, type StoredRevisions } from './revisions.ts';
import { createStatementVectors, type StoredVectors } from './statement-vectors.ts';
import { createWorkspaceHistory } from './workspace-messages.ts';

/**
 * All that outlives a restart: one object a port. Any call rejects with a `UserError` (`unavailable`) that names
 * the place and the remedy while the database is locked, read-only, full, damaged, unreachable or closed.
 */
export interface Store {
  readonly revisions: StoredRevisions;
  readonly parsedFiles: ParsedFiles;
  readonly handledEvents: StoredHandledEvents;
  readonly workspaceHistory: WorkspaceHistory;
  readonly subscriptions: Subscriptions;
  readonly outbox: StoredOutbox;
  readonly digestMonitor: DigestMonitor;
  readonly editions: StoredEditions;
  readonly conversations: StoredConversations;
  readonly feedback: StoredFeedback;
  readonly installations: Installations;
  readonly statementVectors: StoredVectors;
  readonly questionPace: StoredQuestionPace;
  readonly openDrafts: StoredOpenDrafts;
  /** Resolves when the database answers and can be written to: for readiness. Cheap; writes once a minute at most. */
  check(): Promise<void>;
  /** Drops what `RETENTION` lets go at `now`. Worth calling once a day. */
  prune(now: Temporal.Instant): Promise<void>;
  /** Waits for running queries, then closes. Safe to call twice. */
  close(): Promise<void>;
}

export interface StoreOptions {
  readonly location: StoreLocation;
  readonly log: Logger;
  /** The clock that tells when something was last used or written. */
  readonly now?: () => Temporal.Instant;
}

/**
 * Opens the database, made at its first use, and brings its schema up to date.
 * Throws a `UserError`: `unavailable` when it cannot be used, `conflict` when a newer version has changed it.
 */
export async function openStore({ location, log, now = Temporal.Now.instant }: StoreOptions): Promise<Store> {
  const database = await openDatabase(location, log);
  const { place } = database;
  let hasty = database;
  try {
    await bringUpToDate(location, database, log);
    hasty = await openHasty(location, database);
  } catch (error) {
    await database.db.destroy();
    throw explain(error);
  }

  let closing: Promise<void> | undefined;

  function explain(error: unknown): unknown {
    const explained = explainFailure(error, place);
    // People get the remedy; whoever reads the log gets what the driver said as well.
    if (explained !== error && error instanceof Error) log.warn({ place, reason: error.message }, 'database');
    return explained;
  }

  async function closeBoth(): Promise<void> {
    if (hasty !== database) await hasty.db.destroy();
    await database.db.destroy();
  }

  function refuseWhenClosed(): void {
    if (closing)
      throw new UserError(
        'unavailable',
        `The ${place} is closed.`,
        'Rapporteur is stopping; ask again later.',
      );
  }

  const port = <T extends object>(value: T): T => guarded(value, refuseWhenClosed, explain);
  const revisions = port(createRevisions(database, log));
  const parsedFiles = port(createParsedFiles(database, now));
  const handledEvents = port(createHandledEvents(database, hasty));
  const workspaceHistory = port(createWorkspaceHistory(database, log));
  const subscriptions = port(createSubscriptions(database, log));
  const outbox = port(createOutbox(database, log));
  const digestMonitor = port(createDigestMonitor(database));
  const editions = port(createEditions(database, now));
  const conversations = port(createConversations(database));
  const feedback = port(createFeedback(database));
  const installations = port(createInstallations(database));
  const statementVectors = port(createStatementVectors(database));
  const questionPace = port(createQuestionPace(database));
  const openDrafts = port(createOpenDrafts(database));
  const checkWriting = createWriteCheck(database, now);

  return {
    revisions,
    parsedFiles,
    handledEvents,
    workspaceHistory,
    subscriptions,
    outbox,
    digestMonitor,
    editions,
    conversations,
    feedback,
    installations,
    statementVectors,
    questionPace,
    openDrafts,
    ...port({
      async check() {
        if (!(await canReadSchema(database)))
          throw new UserError('unavailable', `The ${place} was emptied while in use.`, 'Restart Rapporteur.');
        await checkWriting();
      },
    }),
    async prune(at) {
      await revisions.forget(at.subtract(RETENTION.revisions));
      await parsedFiles.forget(at.subtract(RETENTION.parsedFiles));
      await handledEvents.forget(at.subtract(RETENTION.handledEvents));
      await handledEvents.forgetBrief(at.subtract(RETENTION.briefEvents));
      await outbox.forget(at.subtract(RETENTION.deliveries));
      await editions.forget(at.subtract(RETENTION.editions));
      await conversations.forget(at.subtract(RETENTION.conversations));
      await statementVectors.forget(at.subtract(RETENTION.statementVectors));
      await feedback.forget(at.subtract(RETENTION.answers));
      await questionPace.forget(at);
      await openDrafts.forget(at.subtract(RETENTION.openDrafts));
    },
    close() {
      closing ??= closeBoth();
      return closing;
    },
  };
}

/** Schema steps may take longer than a query: on Postgres they have connections of their own. */
async function bringUpToDate(location: StoreLocation, database: Database, log: Logger): Promise<void> {
  if (location.kind === 'sqlite') return await migrate(database, log);
  const patient = await openDatabase(location, log, LONG_TIMEOUT);
  try {
    await migrate(patient, log);
  } finally {
    await patient.db.destroy();
  }
}
