/** Writes briefings/briefing.schema.json, which gives authors completion and checks in their editor. */
import { writeFileSync } from 'node:fs';
import { entryJsonSchemaText } from './entries/json-schema.ts';

const file = new URL('../briefings/briefing.schema.json', import.meta.url);
writeFileSync(file, entryJsonSchemaText());
