import type { Generated } from 'kysely';

/**
 * The tables as queries see them. Columns named `…_at` are instants in milliseconds since 1970 UTC;
 * `content` and `body` are JSON as text, read back through a schema.
 */
export interface Tables {
  revision: RevisionTable;
  parsed_file: ParsedFileTable;
  handled_event: HandledEventTable;
  workspace_message: WorkspaceMessageTable;
}

interface RevisionTable {
  entry_id: string;
  /** 1, 2, 3 … within an entry. Together with `entry_id` unique: that is what makes recording atomic. */
  number: number;
  hash: string;
  /** Never smaller than that of the revision before. */
  seen_at: number;
  content: string;
}

interface ParsedFileTable {
  hash: string;
  used_at: number;
  content: string;
}

interface HandledEventTable {
  platform: string;
  event_id: string;
  handled_at: number;
}

interface WorkspaceMessageTable {
  id: Generated<number>;
  conversation: string;
  author_id: string;
  sent_at: number;
  /** Null: everyone in the conversation. */
  visible_to: string | null;
  /** Set on messages that must not be appended twice. */
  key: string | null;
  body: string;
}
