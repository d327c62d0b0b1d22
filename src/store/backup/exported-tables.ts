import { z } from 'zod';
import type { Tables } from '../tables.ts';

const text = z.string();
const whole = z.int();
/** An export that an older version made may lack a column that came later; such columns allow null. */
function perhaps<S extends z.ZodType>(schema: S) {
  return schema.nullable().default(null);
}

type Column = z.ZodType<string | number | null>;

/** How the rows of one table are read in order, and checked when they come back. */
interface TableShape<R> {
  /** Its primary key: what rows are sorted by. */
  readonly key: readonly (keyof R & string)[];
  readonly columns: { readonly [Name in keyof R]-?: Column };
}

/** Tables that an export leaves out, and why nothing is missed. */
export const LEFT_OUT = {
  parsed_file: 'What briefing files parsed to: read from the files again, at the first start.',
  statement_vector: 'What an embedding model made of statements: asked for again, in the background.',
  file_mark: 'Which files of this machine are as they were when read: made again, at the first start.',
  brief_claim: 'Which commands were carried out, as long as anyone could send one again: minutes.',
  last_write: 'When the database was last seen to take a write: says nothing about another one.',
  open_draft: 'Which answers are being written at this moment; who asked may ask again.',
  question_pace: 'What people asked within the last minute.',
  rapporteur_migration: 'The steps that the schema has taken: the header of an export names them.',
  rapporteur_migration_lock: 'Holds nothing.',
} as const;

/**
 * Tables that an export holds, in an order in which no row refers to one that comes later. A table of `Tables` that
 * is neither here nor in `LEFT_OUT` does not compile, nor does a column that is missing here.
 */
const EXPORTED = {
  revision: {
    key: ['entry_id', 'number'],
    columns: { entry_id: text, number: whole, hash: text, seen_at: whole, content: text },
  },
  handled_event: {
    key: ['platform', 'event_id'],
    columns: { platform: text, event_id: text, handled_at: whole },
  },
  workspace_message: {
    key: ['id'],
    columns: {
      id: whole,
      conversation: text,
      author_id: text,
      sent_at: whole,
      visible_to: perhaps(text),
      key: perhaps(text),
      body: text,
    },
  },
  subscription: {
    key: ['id'],
    columns: {
      id: whole,
      platform: text,
      workspace: text,
      channel: text,
      state: text,
      next_at: whole,
      told_at: perhaps(whole),
      edition: perhaps(text),
      days: text,
      time: text,
      zone: text,
      skip_empty: whole,
      created_at: whole,
      created_by: text,
      created_by_name: text,
      stopped_at: perhaps(whole),
      reason: perhaps(text),
      remedy: perhaps(text),
      topics: text,
    },
  },
  delivery: {
    key: ['id'],
    columns: {
      id: whole,
      subscription_id: whole,
      platform: text,
      workspace: text,
      channel: text,
      slot_at: whole,
      state: text,
      failures: whole,
      not_before_at: whole,
      owner: perhaps(text),
      leased_until_at: whole,
      begun_at: perhaps(whole),
      changed_at: whole,
      edition: perhaps(text),
      message_id: perhaps(text),
      reason: perhaps(text),
      told: perhaps(text),
    },
  },
  edition: { key: ['id'], columns: { id: text, used_at: whole, revisions: text } },
  slack_installation: {
    key: ['id'],
    columns: { id: text, saved_at: whole, suspended_because: perhaps(text), sealed: text },
  },
  slack_team: { key: ['team_id'], columns: { team_id: text, installation_id: text } },
  conversation: { key: ['place'], columns: { place: text, last_at: whole, turns: text } },
  answer: {
    key: ['id'],
    columns: {
      id: text,
      answered_at: whole,
      outcome: text,
      topic: perhaps(text),
      revision: perhaps(text),
      question: text,
      cited: text,
    },
  },
  answer_verdict: {
    key: ['answer_id', 'person'],
    columns: { answer_id: text, person: text, verdict: text, judged_at: whole },
  },
} as const satisfies {
  readonly [Name in Exclude<keyof Tables, keyof typeof LEFT_OUT>]: TableShape<Tables[Name]>;
};

/** A table that an export holds. */
export interface ExportedTable {
  readonly name: string;
  readonly key: readonly string[];
  readonly row: z.ZodObject<Readonly<Record<string, Column>>>;
  /** Whether its ids are numbers that only ever grow, also after the last row was deleted. */
  readonly numbered: boolean;
}

export type Row = Readonly<Record<string, string | number | null>>;

/** Every table that an export holds, in the order in which it holds them. */
export const EXPORTED_TABLES: readonly ExportedTable[] = Object.entries(EXPORTED).map(
  ([name, { key, columns }]) => ({
    name,
    key,
    row: z.strictObject(columns),
    numbered: 'id' in columns && columns.id === whole,
  }),
);

export function columnsOf({ row }: ExportedTable): readonly string[] {
  return Object.keys(row.shape);
}
