import { z } from 'zod';
import { entrySchema } from './entry.ts';

/**
 * The entry format as JSON Schema, draft 7: what the YAML language servers of editors understand. Describes
 * what an author may write, so fields with a default are optional.
 */
function entryJsonSchema(): object {
  const schema = z.toJSONSchema(entrySchema, { target: 'draft-7', io: 'input' });
  return { ...schema, title: 'Rapporteur briefing' };
}

/** As kept in `briefings/briefing.schema.json`. */
export function entryJsonSchemaText(): string {
  return `${JSON.stringify(entryJsonSchema(), null, 2)}\n`;
}
