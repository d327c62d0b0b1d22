import type { SkepticismNote } from '../entries/entry.ts';
import type { Statement } from '../entries/statements/statement.ts';
import type { AskedChanges } from './question/changes-asked.ts';
import type { GoingOn } from './question/going-on.ts';

/** What came of one question. A reader must be able to tell the three apart at a glance. */
export type Outcome =
  | { readonly kind: 'answered'; readonly cited: readonly Statement[] }
  /** The briefing itself says that it is not known, or that what it reports is doubted, and by whom. */
  | {
      readonly kind: 'unknown';
      readonly cited: readonly Statement[];
    }
  | {
      readonly kind: 'doubted';
      readonly cited: readonly Statement[];
      readonly doubts: readonly Statement[];
      readonly note: SkepticismNote;
    }
  /** `nearest`: what the briefings say that comes closest, if anything does. */
  | { readonly kind: 'not-covered'; readonly nearest: readonly Statement[] };

/** One part of a question ("who pressed, and how many?" has two) with its outcome. */
export interface Part {
  readonly question: string;
  readonly outcome: Outcome;
  /** Set when it goes on about the last answer: "not covered" means then that there is no more. */
  readonly goesOn?: GoingOn;
}

export interface Answered {
  /** Names this answer for feedback; absent when it is not on record, so that nobody can judge it. */
  readonly id?: string;
  readonly question: string;
  /** Entry id; absent when no briefing comes near. */
  readonly topic?: string;
  readonly parts: readonly Part[];
  /** The cited statements in other words, by the optional model, checked; absent: the statements speak. */
  readonly prose?: readonly { readonly text: string; readonly cites: readonly Statement[] }[];
  /** Questions that the briefing can answer, two or three; beside changes, what else was asked. */
  readonly followUps: readonly string[];
  /** Set when the question is about what changed, which the revisions tell; without `topic` in all briefings. */
  readonly changes?: AskedChanges;
  /** Set when what was said before could not be recalled, so that a follow-up was not understood as one. */
  readonly readByItself?: true;
}
