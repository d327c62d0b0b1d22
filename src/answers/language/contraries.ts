import { stemOf } from '../../search/terms.ts';

/** Verbs and their contraries, a row each: who did the one did not do the other, which answers whether they did. */
const ROWS = `
support back approve endorse favour welcome | condemn oppose reject criticise denounce resist block veto
accept agree | reject refuse decline rebuff
admit confirm acknowledge concede | deny dispute reject
win gain | lose
rise increase grow | fall drop decrease decline shrink
allow permit | ban forbid prohibit block bar
keep retain | drop abandon dismiss
open reopen | close shut
join enter | leave quit withdraw
start begin | end stop halt
pass adopt | reject defeat
attack | spare
trust believe | doubt distrust
`
  .trim()
  .split('\n')
  .map((row) => row.split('|').map((side) => side.trim().split(' ').map(stemOf)));

const CONTRARIES: ReadonlyMap<string, ReadonlySet<string>> = contraries();

function contraries(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const [one = [], other = []] of ROWS)
    for (const [side, against] of [
      [one, other],
      [other, one],
    ] as const)
      for (const stem of side) found.set(stem, new Set([...(found.get(stem) ?? []), ...against]));
  return found;
}

const NONE: ReadonlySet<string> = new Set();

/** The stems of verbs that say the contrary of this one. */
export function contrariesOf(stem: string): ReadonlySet<string> {
  return CONTRARIES.get(stem) ?? NONE;
}
