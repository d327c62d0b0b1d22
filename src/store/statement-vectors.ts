import type { VectorCache } from '../answers/vectors/vector-cache.ts';
import { batches } from './database/batches.ts';
import type { Database } from './database/database.ts';

/** Vectors of statements, kept in the database. */
export interface StoredVectors extends VectorCache {
  forget(before: Temporal.Instant): Promise<void>;
}

export function createStatementVectors({ db }: Database): StoredVectors {
  return {
    async recall(model, hashes) {
      const recalled = new Map<string, Float32Array>();
      for (const batch of batches([...new Set(hashes)])) {
        const rows = await db
          .selectFrom('statement_vector')
          .select(['hash', 'vector'])
          .where('model', '=', model)
          .where('hash', 'in', batch)
          .execute();
        for (const { hash, vector } of rows) recalled.set(hash, vectorOf(vector));
      }
      return recalled;
    },

    async remember(model, vectors, at) {
      const used_at = at.epochMilliseconds;
      const rows = [...vectors].sort(([a], [b]) => (a < b ? -1 : 1));
      for (const batch of batches(rows)) {
        await db
          .insertInto('statement_vector')
          .values(batch.map(([hash, vector]) => ({ model, hash, used_at, vector: textOf(vector) })))
          .onConflict((conflict) => conflict.columns(['model', 'hash']).doUpdateSet({ used_at }))
          .execute();
      }
    },

    async keep(model, hashes, at) {
      for (const batch of batches([...new Set(hashes)].sort())) {
        await db
          .updateTable('statement_vector')
          .set({ used_at: at.epochMilliseconds })
          .where('model', '=', model)
          .where('hash', 'in', batch)
          .execute();
      }
    },

    async forget(before) {
      await db.deleteFrom('statement_vector').where('used_at', '<', before.epochMilliseconds).execute();
    },
  };
}

/** Little-endian 32-bit floats in base64: one form for both dialects, a third longer than the bytes. */
function textOf(vector: Float32Array): string {
  const bytes = Buffer.alloc(vector.length * Float32Array.BYTES_PER_ELEMENT);
  vector.forEach((value, index) => {
    bytes.writeFloatLE(value, index * Float32Array.BYTES_PER_ELEMENT);
  });
  return bytes.toString('base64');
}

function vectorOf(text: string): Float32Array {
  const bytes = Buffer.from(text, 'base64');
  return Float32Array.from({ length: bytes.length / Float32Array.BYTES_PER_ELEMENT }, (_, index) =>
    bytes.readFloatLE(index * Float32Array.BYTES_PER_ELEMENT),
  );
}
