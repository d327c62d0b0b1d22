import { z } from 'zod';
import { environmentSchema } from '../config/config.ts';

const LINE_LENGTH = 100;

/** The text of `.env.example`: every setting, commented out, with what it is for and its default. */
export function envExampleText(): string {
  const settings = Object.entries(environmentSchema.shape).map(([name, schema]) => {
    const description = wrapped(z.globalRegistry.get(schema)?.description ?? '');
    return `${description}\n#${name}=${defaultOf(name, schema)}\n`;
  });
  return `# Copy to .env, and remove the # before what you set. Nothing here is needed to start.\n\n${settings.join('\n')}`;
}

/** The zone's default is the machine's own, so none is written down. */
function defaultOf(name: string, schema: z.ZodType): string {
  if (name === 'TIME_ZONE' || !(schema instanceof z.ZodDefault)) return '';
  return String(schema.def.defaultValue);
}

function wrapped(description: string): string {
  const lines: string[] = [];
  for (const word of description.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= LINE_LENGTH) lines.push(`# ${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join('\n');
}
