import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Pattern } from './collect.ts';

/**
 * How the time for one match grows with the text, in the worst case. `undecided`: the checker found no attack and
 * no proof in the time it was given.
 */
const VERDICTS = ['linear', 'quadratic', 'worse', 'undecided'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Milliseconds for one pattern: most take a few. Attacks are judged by their steps, not by how busy the machine is. */
const LIMITS = { timeout: 20_000, attackTimeout: null, incubationTimeout: null } as const;

/**
 * By recheck, in its build without native code: it runs wherever Node does. It proves what it can; of the few
 * patterns that are too large for a proof it tries attacks.
 */
export async function judge({ source, flags }: Pick<Pattern, 'source' | 'flags'>): Promise<Verdict> {
  process.env['RECHECK_BACKEND'] = 'pure';
  const { check } = await import('recheck');
  const proof = await check(source, flags, LIMITS);
  const found =
    proof.status === 'unknown' ? await check(source, flags, { ...LIMITS, checker: 'fuzz' }) : proof;
  switch (found.status) {
    case 'safe':
      return 'linear';
    case 'unknown':
      return 'undecided';
    case 'vulnerable':
      return found.complexity.type === 'polynomial' && found.complexity.degree === 2 ? 'quadratic' : 'worse';
  }
}

const RECORD = new URL('./verdicts.json', import.meta.url);

/** What `npm run patterns` found: proving all of it takes minutes. */
export function recordedVerdicts(): ReadonlyMap<string, Verdict> {
  const record = z.record(z.string(), z.enum(VERDICTS)).parse(JSON.parse(readFileSync(RECORD, 'utf8')));
  return new Map(Object.entries(record));
}
