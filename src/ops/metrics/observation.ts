import type { Answered } from '../../answers/answered.ts';
import type { DeliveryState } from '../../digests/delivery/delivery.ts';
import type { DigestPlatform } from '../../digests/subscription.ts';
import type { Answer, Asker } from '../../dispatch/dispatcher.ts';
import type { PlatformName, PostOutcome } from '../../platforms/platform.ts';
import type { LoudLevel } from '../logging/log.ts';

/**
 * Something that happened and is worth counting. Every field but the seconds is one of a few fixed words: nothing
 * that a person wrote, no name, no id and no secret, so that all of it may be shown and none of it grows without end.
 */
export type Observation =
  /** A command ran, or was refused. `none`: the words name no command. */
  | {
      readonly kind: 'command';
      readonly platform: Asker['platform'];
      readonly command: string;
      readonly outcome: Answer['outcome'];
      readonly seconds: number;
    }
  /** One part of a question was answered. `wording`: who put it into words, the statements or a language model. */
  | {
      readonly kind: 'answer';
      readonly outcome: Answered['parts'][number]['outcome']['kind'];
      readonly wording: 'statements' | 'model';
    }
  /** A platform has its acknowledgement, or its answer, so many seconds after the question arrived. */
  | { readonly kind: 'acknowledged' | 'answered'; readonly platform: PlatformName; readonly seconds: number }
  /** A message that nobody asked for just now was tried. */
  | {
      readonly kind: 'post';
      readonly platform: PlatformName;
      readonly outcome: PostOutcome['kind'];
      readonly seconds: number;
    }
  /** A message has to wait so many seconds: the platform, or our own pace, wants it. */
  | { readonly kind: 'limited'; readonly platform: PlatformName; readonly seconds: number }
  /** A delivery came into this state. `delay`: seconds after its slot, for one that was sent. */
  | {
      readonly kind: 'digest';
      readonly platform: DigestPlatform;
      readonly state: DeliveryState;
      readonly delay?: number;
    }
  /** The tick of the minute ended. */
  | { readonly kind: 'tick'; readonly outcome: 'planned' | 'failed' }
  | { readonly kind: 'logged'; readonly level: LoudLevel };

export type Observe = (observation: Observation) => void;

/** Where observations go. What is seen before there is anyone to tell is kept for them. */
export interface Observations {
  readonly observe: Observe;
  /** From now on `listener` is told, first of what was kept. */
  tell(listener: Observe): void;
}

/** A start sees some dozens; more than this only where nobody ever listens. */
const KEPT = 1000;

export function createObservations(): Observations {
  let kept: Observation[] = [];
  let listener: Observe | undefined;
  return {
    observe(observation) {
      if (listener) listener(observation);
      else if (kept.length < KEPT) kept.push(observation);
    },
    tell(told) {
      listener = told;
      for (const observation of kept) told(observation);
      kept = [];
    },
  };
}
