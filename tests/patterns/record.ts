/**
 * `npm run patterns` proves the patterns that are new, and writes down how the time that each takes grows;
 * `-- --all` proves every one anew.
 */
import { writeFileSync } from 'node:fs';
import { builtPatterns, literalPatterns, nameOf } from './collect.ts';
import { judge, recordedVerdicts, type Verdict } from './judge.ts';

const known = process.argv.includes('--all') ? new Map<string, Verdict>() : recordedVerdicts();
const verdicts = new Map<string, Verdict>();
for (const pattern of [...literalPatterns(), ...(await builtPatterns())]) {
  const name = nameOf(pattern);
  const verdict = known.get(name) ?? (await judge(pattern));
  verdicts.set(name, verdict);
  if (!known.has(name)) console.log(`${verdict.padEnd(10)} ${pattern.files.join(', ')}  ${name}`);
}
const record = Object.fromEntries([...verdicts].sort(([one], [other]) => (one < other ? -1 : 1)));
writeFileSync(new URL('./verdicts.json', import.meta.url), `${JSON.stringify(record, null, 2)}\n`);
