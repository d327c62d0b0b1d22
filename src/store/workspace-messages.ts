import type { Selectable } from 'kysely';
import type { Logger } from 'pino';
import type { WorkspaceHistory, WorkspaceMessage } from '../platforms/web/workspace-history.ts';
import type { Database } from './database/database.ts';
import { messageBodySchema } from './message-body.ts';
import type { Tables } from './tables.ts';

type MessageRow = Selectable<Tables['workspace_message']>;

export function createWorkspaceHistory({ db }: Database, log: Logger): WorkspaceHistory {
  /** Without those whose body an earlier version wrote in another form. */
  function readable(row: MessageRow): WorkspaceMessage | undefined {
    const body = messageBodySchema.safeParse(JSON.parse(row.body));
    if (!body.success) {
      log.warn({ message: row.id }, 'a stored workspace message has a form this version does not know');
      return undefined;
    }
    return {
      id: row.id,
      conversation: row.conversation,
      authorId: row.author_id,
      sentAt: Temporal.Instant.fromEpochMilliseconds(row.sent_at),
      ...(row.visible_to === null ? {} : { visibleTo: row.visible_to }),
      body: body.data,
    };
  }

  async function findByKey(key: string): Promise<WorkspaceMessage | undefined> {
    const row = await db
      .selectFrom('workspace_message')
      .selectAll()
      .where('key', '=', key)
      .executeTakeFirst();
    return row && readable(row);
  }

  return {
    findByKey,

    async append(message, key) {
      const inserted = await db
        .insertInto('workspace_message')
        .values({
          conversation: message.conversation,
          author_id: message.authorId,
          sent_at: message.sentAt.epochMilliseconds,
          visible_to: message.visibleTo ?? null,
          key: key ?? null,
          body: JSON.stringify(message.body),
        })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .returning('id')
        .executeTakeFirst();
      if (inserted) return { ...message, id: inserted.id };
      const existing = key === undefined ? undefined : await findByKey(key);
      if (!existing) throw new Error(`expected the workspace message with key ${key}, found none`);
      return existing;
    },

    async replace(id, body) {
      const row = await db
        .updateTable('workspace_message')
        .set({ body: JSON.stringify(body) })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row && readable(row);
    },

    async get(id) {
      const row = await db
        .selectFrom('workspace_message')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row && readable(row);
    },

    async page(conversation, personId, limit, before) {
      const rows = await db
        .selectFrom('workspace_message')
        .selectAll()
        .where('conversation', '=', conversation)
        .where((where) => where.or([where('visible_to', 'is', null), where('visible_to', '=', personId)]))
        .$if(before !== undefined, (query) => query.where('id', '<', before ?? 0))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.reverse().flatMap((row) => readable(row) ?? []);
    },
  };
}
