/**
 * All steps that a database has gone through, in order. To add a family of tables:
 *
 * 1. Write `NNNN-name.ts` here, exporting one `SchemaStep`, and append it to `SCHEMA_STEPS`. A released step
 *    is never edited, renamed or removed; a mistake is mended by a further step.
 * 2. Describe the rows in `../tables.ts`.
 * 3. Write the queries as `createThing(db, …): Thing` in `../thing.ts`, where `Thing` is the port of whoever
 *    needs it, and add it to `Store` and `openStore` in `../store.ts`.
 * 4. Write its contract as `tests/store/thing.test.ts`, with `describe.each(stores)` from
 *    `tests/contracts/stores.ts`: it then runs on both dialects.
 *
 * What holds everywhere: instants are `bigint` columns in milliseconds; JSON is a `text` column; wide columns
 * come last, so that SQLite finds the others without reading past them. Several processes share a database,
 * so whatever must happen once is one statement on a unique key (`on conflict do nothing`, then look at what
 * `returning` gave), or a `db.transaction()`, which takes SQLite's write lock at once. Inside a transaction
 * use only its own handle: on SQLite there is one connection, and waiting for it would never end.
 * A long-running older process may meet a newer schema, so steps add; they do not rename or drop what is in use.
 */
import { foundation } from './0001-foundation.ts';
import { digests } from './0002-digests.ts';
import { slackInstallations } from './0003-slack-installations.ts';
import { answers } from './0004-answers.ts';
import { lostDigests } from './0005-lost-digests.ts';
import { statementVectors } from './0006-statement-vectors.ts';
import { fileMarks } from './0007-file-marks.ts';
import { lastWrite } from './0008-last-write.ts';
import { questionPace } from './0009-question-pace.ts';
import { briefClaims } from './0010-brief-claims.ts';
import { openDrafts } from './0011-open-drafts.ts';
import { removals } from './0012-removals.ts';
import { eventLeases } from './0013-event-leases.ts';
import type { SchemaStep } from './schema-step.ts';

export const SCHEMA_STEPS: readonly SchemaStep[] = [
  foundation,
  digests,
  slackInstallations,
  answers,
  lostDigests,
  statementVectors,
  fileMarks,
  lastWrite,
  questionPace,
  briefClaims,
  openDrafts,
  removals,
  eventLeases,
];
