import type { Answer } from '../../dispatch/dispatcher.ts';
import type { Reply } from '../../reply.ts';

/** A message of the local workspace. */
export interface WorkspaceMessage {
  /** Grows with every message of the workspace. */
  readonly id: number;
  readonly conversation: string;
  readonly authorId: string;
  readonly sentAt: Temporal.Instant;
  /** Present on a private reply: the only person who sees it. */
  readonly visibleTo?: string;
  readonly body: MessageBody;
}

export type MessageBody =
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'posted'; readonly reply: Reply };

/** The workspace's memory, kept by the store. */
export interface WorkspaceHistory extends WorkspaceMessages {
  /** The newest `limit` messages that `personId` may see, older than `before` if given; oldest first. */
  page(
    conversation: string,
    personId: string,
    limit: number,
    before?: number,
  ): Promise<readonly WorkspaceMessage[]>;
}

/** Its messages one by one. */
export interface WorkspaceMessages {
  /** With a `key` that was used before, appends nothing and returns the message that has it. */
  append(message: Omit<WorkspaceMessage, 'id'>, key?: string): Promise<WorkspaceMessage>;
  /** Replaces the body, as a button that switches sections does. Undefined when there is no such message. */
  replace(id: number, body: MessageBody): Promise<WorkspaceMessage | undefined>;
  get(id: number): Promise<WorkspaceMessage | undefined>;
  findByKey(key: string): Promise<WorkspaceMessage | undefined>;
}
