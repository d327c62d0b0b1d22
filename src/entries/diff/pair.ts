import { plainProse } from '../prose.ts';
import type { Rewording } from './change.ts';
import { wordLikeness } from './matching.ts';

/** The same thing in two revisions. */
export interface Pair<T> {
  readonly before: T;
  readonly after: T;
}

/** Folding a YAML block differently is no change. */
export function same(before: string | undefined, after: string | undefined): boolean {
  if (before === undefined || after === undefined) return before === after;
  return before === after || normalized(before) === normalized(after);
}

function normalized(prose: string): string {
  return prose.replaceAll(/\s+/g, ' ').trim();
}

/** How many words two texts share, from 0 to 1, markup and citations left out. */
export function proseLikeness(before: string, after: string): number {
  return wordLikeness(plainProse(before), plainProse(after));
}

/** What there is of a text before and after; a side that was not there is left out. */
export function definedRewording(before: string | undefined, after: string | undefined): Partial<Rewording> {
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}
