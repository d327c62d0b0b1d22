import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** Node's flags of `npm start`, so that what is measured is what people run. */
export async function flagsOfStart(): Promise<readonly string[]> {
  const text = await readFile('package.json', 'utf8');
  const { scripts } = z.object({ scripts: z.object({ start: z.string() }) }).parse(JSON.parse(text));
  return scripts.start.split(' ').slice(1, -1);
}
