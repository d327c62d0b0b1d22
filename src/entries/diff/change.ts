import type { EntryContent, Scenario, SkepticismNote, Source, TimelineEvent } from '../entry.ts';
import type { CONFIDENCE_LEVELS, ScaleTerm } from '../scales.ts';
import type { CitedSentence } from '../statements/cited-sentences.ts';

export type Status = EntryContent['status'];
export type Confidence = (typeof CONFIDENCE_LEVELS)[number];
export type Credibility = SkepticismNote['credibility'];

/** Fields of an actor that hold prose. */
export const ACTOR_FIELDS = ['role', 'position', 'wants', 'leverage'] as const;
export type ActorField = (typeof ACTOR_FIELDS)[number];

/** An actor as the newer entry names it (the older one where it was removed). */
export interface NamedActor {
  readonly id: string;
  readonly name: string;
}

/** A prose field as it was and as it is; both are the file's own text, with its markup and citations. */
export interface Rewording {
  readonly before: string;
  readonly after: string;
}

/** A relation with the names of both actors. */
export interface NamedRelation {
  readonly from: NamedActor;
  readonly to: NamedActor;
  readonly verb: string;
  readonly text?: string;
}

/**
 * One difference between two revisions of an entry, or one thing that passing days alone brought about.
 * It carries all that a sentence about it needs, so that writing the sentence needs neither entry.
 */
export type Change =
  | { readonly kind: 'status'; readonly before: Status; readonly after: Status }
  | { readonly kind: 'title'; readonly before: string; readonly after: string }
  | ({ readonly kind: 'bottom-line' } & Rewording)
  | {
      readonly kind: 'summary';
      readonly added: readonly string[];
      readonly removed: readonly string[];
      readonly reworded: readonly Rewording[];
    }
  /** `before` or `after` is absent where the scenario had or has no assessment. */
  | {
      readonly kind: 'likelihood';
      readonly scenario: string;
      readonly before?: ScaleTerm;
      readonly after?: ScaleTerm;
      /** Sentences of the scenario's text that the older revision did not have. */
      readonly newText: readonly CitedSentence[];
    }
  | {
      readonly kind: 'scenario-added' | 'scenario-removed';
      readonly scenario: Scenario;
      readonly estimate?: ScaleTerm;
    }
  | { readonly kind: 'scenario-renamed'; readonly before: string; readonly after: string }
  | ({ readonly kind: 'scenario-reworded'; readonly scenario: string } & Rewording)
  | {
      readonly kind: 'signposts';
      readonly scenario: string;
      readonly added: readonly string[];
      readonly removed: readonly string[];
    }
  | { readonly kind: 'confidence'; readonly before: Confidence; readonly after: Confidence }
  | { readonly kind: 'horizon'; readonly before?: string; readonly after?: string }
  | ({ readonly kind: 'basis' } & Rewording)
  | {
      readonly kind: 'doubt-added' | 'doubt-removed';
      readonly note: SkepticismNote;
      readonly holders: readonly NamedActor[];
    }
  | ({ readonly kind: 'claim-reworded' } & Rewording)
  | ({
      readonly kind: 'doubt-reworded';
      readonly claim: string;
      readonly field: 'doubt' | 'interest' | 'would_settle';
    } & Partial<Rewording>)
  | {
      readonly kind: 'doubt-holders';
      readonly claim: string;
      readonly added: readonly NamedActor[];
      readonly removed: readonly NamedActor[];
    }
  | {
      readonly kind: 'credibility';
      readonly claim: string;
      readonly before: Credibility;
      readonly after: Credibility;
    }
  | { readonly kind: 'actor-added'; readonly actor: NamedActor; readonly role: string }
  | { readonly kind: 'actor-removed'; readonly actor: NamedActor }
  | { readonly kind: 'actor-renamed'; readonly before: string; readonly after: string }
  | ({
      readonly kind: 'actor-field';
      readonly actor: NamedActor;
      readonly field: ActorField;
    } & Partial<Rewording>)
  | {
      readonly kind: 'position-added' | 'position-removed';
      readonly actor: NamedActor;
      readonly date: string;
      readonly text: string;
    }
  | ({
      readonly kind: 'position-reworded';
      readonly actor: NamedActor;
      readonly date: string;
    } & Rewording)
  | { readonly kind: 'relation-added' | 'relation-removed'; readonly relation: NamedRelation }
  | ({ readonly kind: 'relation-reworded'; readonly relation: NamedRelation } & Partial<Rewording>)
  | { readonly kind: 'event-added' | 'event-removed'; readonly event: TimelineEvent }
  /** What was expected is now told as having happened. */
  | { readonly kind: 'event-happened'; readonly event: TimelineEvent; readonly expectedOn: string }
  | { readonly kind: 'event-moved'; readonly event: TimelineEvent; readonly previously: string }
  | ({ readonly kind: 'event-reworded'; readonly date: string } & Rewording)
  | { readonly kind: 'source-added' | 'source-removed'; readonly id: string; readonly source: Source }
  | {
      readonly kind: 'source-regraded';
      readonly source: Source;
      readonly before: Source['reliability'];
    }
  /** Publisher, title, date, address, origin or note. */
  | { readonly kind: 'source-described'; readonly source: Source; readonly before: Source }
  | { readonly kind: 'stale'; readonly reviewBy: string }
  /** An expected event whose day has come, and which the entry still calls expected. */
  | { readonly kind: 'event-due'; readonly event: TimelineEvent };

export type ChangeKind = Change['kind'];
