import type { Change, ChangeKind } from '../../entries/diff/change.ts';
import type { Spans } from '../../reply.ts';
import type { DrawProse } from './draw-prose.ts';

/** How a change of each kind is told. */
export type Sentences = {
  readonly [K in ChangeKind]: (change: Change & { readonly kind: K }, prose: DrawProse) => Spans;
};
