/** `npm run patterns` proves every pattern of the program anew and writes down how each grows. */
import { writeFileSync } from 'node:fs';
import { builtPatterns, literalPatterns, nameOf } from './collect.ts';
import { judge, type Verdict } from './judge.ts';

const verdicts = new Map<string, Verdict>();
for (const pattern of [...literalPatterns(), ...(await builtPatterns())]) {
  const verdict = await judge(pattern);
  verdicts.set(nameOf(pattern), verdict);
  if (verdict !== 'linear')
    console.log(`${verdict.padEnd(10)} ${pattern.files.join(', ')}  ${nameOf(pattern)}`);
}
const record = Object.fromEntries([...verdicts].sort(([one], [other]) => (one < other ? -1 : 1)));
writeFileSync(new URL('./verdicts.json', import.meta.url), `${JSON.stringify(record, null, 2)}\n`);
