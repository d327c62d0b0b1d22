import type { Selectable } from 'kysely';
import type { LeftDraft, OpenDrafts } from '../platforms/drafts/open-drafts.ts';
import type { Database } from './database/database.ts';
import { replySchema } from './message-body.ts';
import type { Tables } from './tables.ts';

/** Answers that are being written, kept in the database. */
export interface StoredOpenDrafts extends OpenDrafts {
  /** Drops drafts opened before that, whose platform nobody has looked after since. */
  forget(before: Temporal.Instant): Promise<void>;
}

export function createOpenDrafts({ db, dialect }: Database): StoredOpenDrafts {
  return {
    async open({ platform, key, place, plain, openedAt }, { owner, until }) {
      const row = {
        opened_at: openedAt.epochMilliseconds,
        owner,
        leased_until_at: until.epochMilliseconds,
        message_id: null,
        place,
        plain: JSON.stringify(plain),
      };
      await db
        .insertInto('open_draft')
        .values({ platform, key, ...row })
        .onConflict((conflict) => conflict.columns(['platform', 'key']).doUpdateSet(row))
        .execute();
    },

    async shown(platform, key, messageId) {
      await db
        .updateTable('open_draft')
        .set({ message_id: messageId })
        .where('platform', '=', platform)
        .where('key', '=', key)
        .execute();
    },

    async close(platform, key) {
      await db.deleteFrom('open_draft').where('platform', '=', platform).where('key', '=', key).execute();
    },

    async release(platform, key, from) {
      await db
        .updateTable('open_draft')
        .set({ owner: null, leased_until_at: from.epochMilliseconds })
        .where('platform', '=', platform)
        .where('key', '=', key)
        .execute();
    },

    async renew({ owner, until }, openedAfter) {
      await db
        .updateTable('open_draft')
        .set({ leased_until_at: until.epochMilliseconds })
        .where('owner', '=', owner)
        .where('opened_at', '>', openedAfter.epochMilliseconds)
        .execute();
    },

    async claim(platform, { owner, until }, now, limit) {
      const at = now.epochMilliseconds;
      const rows = await db
        // Chosen once: as a mere subquery, Postgres may choose anew for every row, and so beyond the limit.
        .with(
          (named) => named('chosen').materialized(),
          (query) =>
            query
              .selectFrom('open_draft')
              .where('platform', '=', platform)
              .where('leased_until_at', '<=', at)
              .select('key')
              .orderBy('opened_at')
              .orderBy('key')
              .limit(limit)
              .$if(dialect === 'postgres', (chosen) => chosen.forUpdate().skipLocked()),
        )
        .updateTable('open_draft')
        .set({ owner, leased_until_at: until.epochMilliseconds })
        .where('platform', '=', platform)
        .where('key', 'in', (chosen) => chosen.selectFrom('chosen').select('chosen.key'))
        .where('leased_until_at', '<=', at)
        .returningAll()
        .execute();
      return rows.toSorted((one, other) => one.opened_at - other.opened_at).map(leftDraftOf);
    },

    async forget(before) {
      await db.deleteFrom('open_draft').where('opened_at', '<', before.epochMilliseconds).execute();
    },
  };
}

function leftDraftOf(row: Selectable<Tables['open_draft']>): LeftDraft {
  const plain = replySchema.safeParse(parsed(row.plain)).data;
  return {
    platform: row.platform,
    key: row.key,
    place: row.place,
    ...(plain ? { plain } : {}),
    openedAt: Temporal.Instant.fromEpochMilliseconds(row.opened_at),
    ...(row.message_id === null ? {} : { messageId: row.message_id }),
  };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
