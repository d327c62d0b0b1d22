import type { Generated } from 'kysely';
import type { DraftPlatform } from '../platforms/drafts/open-drafts.ts';

/**
 * The tables as queries see them. Columns named `…_at` are instants in milliseconds since 1970 UTC;
 * `content` and `body` are JSON as text, read back through a schema.
 */
export interface Tables {
  revision: RevisionTable;
  parsed_file: ParsedFileTable;
  file_mark: FileMarkTable;
  handled_event: HandledEventTable;
  brief_claim: BriefClaimTable;
  workspace_message: WorkspaceMessageTable;
  subscription: SubscriptionTable;
  delivery: DeliveryTable;
  edition: EditionTable;
  slack_installation: SlackInstallationTable;
  slack_team: SlackTeamTable;
  conversation: ConversationTable;
  answer: AnswerTable;
  answer_verdict: AnswerVerdictTable;
  statement_vector: StatementVectorTable;
  last_write: LastWriteTable;
  question_pace: QuestionPaceTable;
  open_draft: OpenDraftTable;
}

interface RevisionTable {
  entry_id: string;
  /** 1, 2, 3 … within an entry. Together with `entry_id` unique: that is what makes recording atomic. */
  number: number;
  /** Of the content; `removed` where the entry was taken away, and the content is repeated. */
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

interface FileMarkTable {
  mark: string;
  /** Of a `parsed_file`, which may be gone. */
  hash: string;
  used_at: number;
}

interface HandledEventTable {
  platform: string;
  event_id: string;
  handled_at: number;
  /** The process that handles it; null once that is done. */
  owner: string | null;
  leased_until_at: number | null;
}

interface BriefClaimTable {
  platform: string;
  id: string;
  claimed_at: number;
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

interface SubscriptionTable {
  id: Generated<number>;
  platform: string;
  workspace: string;
  channel: string;
  /** active, paused, stopped (by the platform), removed (by a person; kept while deliveries tell of it). */
  state: string;
  next_at: number;
  told_at: number | null;
  edition: string | null;
  /** Digits, 1 for Monday: `12345`. */
  days: string;
  /** `HH:MM`, in `zone`. */
  time: string;
  zone: string;
  skip_empty: number;
  created_at: number;
  created_by: string;
  created_by_name: string;
  stopped_at: number | null;
  reason: string | null;
  remedy: string | null;
  topics: string;
}

interface DeliveryTable {
  id: Generated<number>;
  subscription_id: number;
  platform: string;
  workspace: string;
  channel: string;
  /** Together with `subscription_id` unique: that is what makes a slot happen once. */
  slot_at: number;
  state: string;
  failures: number;
  not_before_at: number;
  /** The process that works on it; only while `leased_until_at` is to come. */
  owner: string | null;
  leased_until_at: number;
  begun_at: number | null;
  changed_at: number;
  edition: string | null;
  message_id: string | null;
  reason: string | null;
  told: string | null;
}

interface EditionTable {
  id: string;
  used_at: number;
  revisions: string;
}

interface SlackInstallationTable {
  /** A team or an enterprise. */
  id: string;
  saved_at: number;
  suspended_because: string | null;
  /** Encrypted; the store has no key for it. */
  sealed: string;
}

interface SlackTeamTable {
  team_id: string;
  installation_id: string;
}

interface ConversationTable {
  place: string;
  last_at: number;
  /** JSON, read back through a schema. */
  turns: string;
}

interface AnswerTable {
  id: string;
  answered_at: number;
  outcome: string;
  topic: string | null;
  revision: string | null;
  question: string;
  /** Statement ids, JSON. */
  cited: string;
}

interface AnswerVerdictTable {
  answer_id: string;
  person: string;
  verdict: string;
  judged_at: number;
}

interface StatementVectorTable {
  model: string;
  /** SHA-256 of the text. */
  hash: string;
  used_at: number;
  /** Little-endian 32-bit floats, base64. */
  vector: string;
}

interface LastWriteTable {
  id: number;
  written_at: number;
}

interface QuestionPaceTable {
  /** A person or a channel. */
  key: string;
  /** When as many questions as ever are allowed again. */
  until_at: number;
}

interface OpenDraftTable {
  platform: DraftPlatform;
  key: string;
  opened_at: number;
  /** The process that writes or finishes it; only while `leased_until_at` is to come. */
  owner: string | null;
  leased_until_at: number;
  message_id: string | null;
  /** The platform's own form; secrets in it are sealed, and the store has no key for them. */
  place: string;
  /** JSON, read back through a schema. */
  plain: string;
}
