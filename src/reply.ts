/**
 * What a command answers, independent of any platform: a small tree of blocks that each platform draws.
 * Texts in it are plain: no markup of any platform, nothing escaped. Renderers escape, split and cut.
 */
export interface Reply {
  /** Decides the accent (a colour, an icon); never the only carrier of a meaning. */
  readonly tone: Tone;
  readonly blocks: readonly Block[];
}

export type Tone = 'active' | 'watching' | 'closed' | 'stale' | 'plain' | 'error';

/** A run of text inside a paragraph. */
export type Span =
  | { readonly kind: 'text'; readonly text: string; readonly strong?: boolean; readonly emphasis?: boolean }
  /** `url` is http(s) only; a platform shows where it leads when the label could mislead. */
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  /** A small number that refers to an item of the `sources` block of the same reply. */
  | { readonly kind: 'citation'; readonly number: number }
  /** A calendar day, ISO 8601 `YYYY-MM-DD`; it has no zone and is the same day for every reader. */
  | { readonly kind: 'day'; readonly day: string }
  /** An instant, milliseconds since 1970 UTC, to be shown in the reader's own zone. */
  | { readonly kind: 'time'; readonly at: number; readonly style: 'date-time' | 'time' | 'relative' }
  /** Words a person can type to the bot; a platform adds its own prefix, such as `/brief`. */
  | { readonly kind: 'command'; readonly words: string };

export type Spans = readonly Span[];

export type Block =
  /** Level 1 opens a reply and occurs at most once; `aside` is small print beside it (status, dates). */
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string; readonly aside?: Spans }
  | { readonly kind: 'text'; readonly spans: Spans }
  | { readonly kind: 'list'; readonly items: readonly Spans[] }
  | { readonly kind: 'fields'; readonly fields: readonly Field[] }
  /** A claim or quotation, with what is said about it below. */
  | { readonly kind: 'quote'; readonly spans: Spans; readonly notes: readonly Spans[] }
  | Likelihood
  | ActorMap
  | Timeline
  /** `warning`: read with care (stale, disputed). `error`: what was asked did not happen. */
  | { readonly kind: 'notice'; readonly level: 'info' | 'warning' | 'error'; readonly spans: Spans }
  /** Small print. */
  | { readonly kind: 'note'; readonly spans: Spans }
  | { readonly kind: 'sources'; readonly items: readonly SourceItem[] }
  | { readonly kind: 'actions'; readonly actions: readonly Action[] };

export type BlockKind = Block['kind'];
export type BlockOf<K extends BlockKind> = Extract<Block, { kind: K }>;

export interface Field {
  readonly label: string;
  readonly value: Spans;
}

/** One scenario: term *and* range, since readers disagree widely about terms alone. */
export interface Likelihood {
  readonly kind: 'likelihood';
  readonly name: string;
  /** Absent: "not assessed". */
  readonly estimate?: {
    readonly term: string;
    /** Percent, both ends included. */
    readonly low: number;
    readonly high: number;
  };
  readonly detail?: Spans;
}

/** Who stands in which relation to whom; drawn as a picture where the platform can. */
export interface ActorMap {
  readonly kind: 'actor-map';
  readonly title: string;
  readonly actors: readonly { readonly id: string; readonly name: string }[];
  /** `from` and `to` are ids of `actors`; `label` is the verb: "pressed", "hosts". */
  readonly relations: readonly { readonly from: string; readonly to: string; readonly label: string }[];
  /** The whole content in sentences, with their citations: the text alternative. */
  readonly alternative: readonly Spans[];
}

export interface Timeline {
  readonly kind: 'timeline';
  readonly events: readonly {
    /** ISO 8601 day; or a coarser `YYYY-MM` or `YYYY`. */
    readonly day: string;
    readonly spans: Spans;
    readonly state: 'past' | 'expected' | 'overdue';
  }[];
}

export interface SourceItem {
  readonly number: number;
  /** For instance "publisher, title, 5 Feb 2026 · C". */
  readonly spans: Spans;
}

/** A button types for you: whatever it does can also be said in words. */
export type Action =
  /** `in-place` replaces the message the button sits on (switching sections); `below` answers anew. */
  | {
      readonly kind: 'run';
      readonly label: string;
      readonly words: string;
      readonly where: 'in-place' | 'below';
      /** The section being shown: drawn as pressed. */
      readonly current?: boolean;
    }
  /** Opens a prompt for a question, about `topic` when given. */
  | { readonly kind: 'ask'; readonly label: string; readonly topic?: string }
  /** Says the same words again, for everyone in the channel. Drawn only on a private reply. */
  | { readonly kind: 'share'; readonly label: string; readonly words: string }
  | { readonly kind: 'link'; readonly label: string; readonly url: string };

export function text(value: string): Span {
  return { kind: 'text', text: value };
}

export function strong(value: string): Span {
  return { kind: 'text', text: value, strong: true };
}

export function emphasis(value: string): Span {
  return { kind: 'text', text: value, emphasis: true };
}
