import type { SvgNode } from '../../pictures/svg.ts';
import type { Block, BlockOf, Tone } from '../../reply.ts';

/**
 * What travels between the server and the page. Texts are plain; the page puts them into text nodes only.
 */
export interface MessageView {
  readonly id: number;
  readonly conversation: string;
  readonly author: Speaker;
  /** Milliseconds since 1970 UTC. */
  readonly sentAt: number;
  /** Only the reader sees it. */
  readonly private: boolean;
  readonly body: BodyView;
  /** The draft that this message takes the place of. */
  readonly draft?: number;
}

/** An answer that is still being written: shown below the messages, kept nowhere. */
export interface DraftView {
  /** Below 0, unlike any message’s. */
  readonly id: number;
  readonly conversation: string;
  readonly author: Speaker;
  readonly private: boolean;
  /** Absent: nothing comes of it. */
  readonly body?: BodyView;
}

export type BodyView =
  | { readonly kind: 'said'; readonly text: string }
  | {
      readonly kind: 'reply';
      readonly tone: Tone;
      readonly blocks: readonly BlockView[];
      /** The first lines in plain text: what a screen reader announces when the message arrives. */
      readonly summary: string;
      /** Present where the reader may show a private reply to everyone. */
      readonly share?: { readonly label: string; readonly words: string };
    };

export interface Pictures {
  readonly wide: SvgNode;
  readonly narrow: SvgNode;
}

export type BlockView =
  | Exclude<Block, { kind: 'actor-map' | 'timeline' }>
  | (BlockOf<'actor-map'> & { readonly pictures: Pictures })
  | (BlockOf<'timeline'> & { readonly pictures: Pictures });

export type DrawnBlockOf<K extends BlockView['kind']> = Extract<BlockView, { kind: K }>;

export interface Speaker {
  readonly id: string;
  readonly name: string;
  readonly kind: 'person' | 'bot';
}

export interface PersonView extends Speaker {
  readonly role: string;
}

export interface ConversationView {
  readonly id: string;
  readonly kind: 'channel' | 'direct';
  /** `general`, or the other person's name. */
  readonly name: string;
  readonly topic: string;
  /** Everything said here goes to the bot. */
  readonly withBot: boolean;
}

export interface WorkspaceView {
  readonly me: PersonView;
  readonly people: readonly PersonView[];
  readonly conversations: readonly ConversationView[];
  /** Ids of a few briefings, for someone who does not know yet what there is to ask. */
  readonly examples: readonly string[];
  /** The position in the stream of events from which on this view must be kept current. */
  readonly cursor: string;
  readonly signedIn: boolean;
  /** Characters that the page may send at once. */
  readonly longest: { readonly said: number; readonly question: number };
}

export interface PageView {
  /** Oldest first. */
  readonly messages: readonly MessageView[];
  /** Whether older ones exist. */
  readonly older: boolean;
  /** Present where only what was said lately could be read: why, and what to do. */
  readonly problem?: ProblemView;
}

export interface CompletionView {
  readonly value: string;
  readonly detail: string;
  /** The whole line after accepting. */
  readonly line: string;
}

/** What a refused request answers. */
export interface ProblemView {
  readonly message: string;
  readonly hint: string;
}
