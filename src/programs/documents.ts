/** `npm run documents`: writes the files that are made from the program: the JSON Schema of briefings, and .env.example. */
import { writeFileSync } from 'node:fs';
import { entryJsonSchemaText } from '../entries/json-schema.ts';
import { envExampleText } from './env-example.ts';

writeFileSync(new URL('../../briefings/briefing.schema.json', import.meta.url), entryJsonSchemaText());
writeFileSync(new URL('../../.env.example', import.meta.url), envExampleText());
