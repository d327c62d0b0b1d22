import type { ColumnDefinitionBuilder, Kysely } from 'kysely';

export type DialectName = 'sqlite' | 'postgres';

/** One step of the schema. It runs inside a transaction on both dialects: wholly or not at all. */
export interface SchemaStep {
  /** The file's name without the ending; steps run in the order of their names. */
  readonly name: string;
  readonly up: (db: Kysely<unknown>, dialect: DialectName) => Promise<void>;
}

/** A numeric primary key that only ever grows, also after rows were deleted: for `addColumn('id', type, options)`. */
export function growingId(dialect: DialectName) {
  return dialect === 'sqlite'
    ? {
        type: 'integer' as const,
        options: (column: ColumnDefinitionBuilder) => column.primaryKey().autoIncrement(),
      }
    : {
        type: 'bigint' as const,
        options: (column: ColumnDefinitionBuilder) => column.primaryKey().generatedAlwaysAsIdentity(),
      };
}
