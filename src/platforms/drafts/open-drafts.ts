import type { Reply } from '../../reply.ts';

/** Platforms on which a message that is being written stays as it is when its process ends. */
export type DraftPlatform = 'slack' | 'discord';

/** An answer that people see while it is being written, and what takes its place should nobody finish it. */
export interface OpenDraft {
  readonly platform: DraftPlatform;
  /** Names the answer for ever; no other on its platform has it. */
  readonly key: string;
  /** Where it is shown, in a form that its platform alone reads. Secrets in it are sealed. */
  readonly place: string;
  /** The whole answer in the briefings' own words, which were chosen and checked before any other was written. */
  readonly plain: Reply;
  readonly openedAt: Temporal.Instant;
}

/** A draft whose process is gone. */
export interface LeftDraft extends Omit<OpenDraft, 'plain'> {
  /** Absent where another version of the program wrote it in another form. */
  readonly plain?: Reply;
  /** Absent where the process ended before it knew, or the platform needs none. */
  readonly messageId?: string;
}

/** Who writes, or finishes, a draft, and until when nobody else does. */
export interface DraftLease {
  readonly owner: string;
  readonly until: Temporal.Instant;
}

/**
 * Drafts that are open, shared by all processes, so that one finishes what another left when it was killed. Each is the
 * lease holder's alone; a lease that is not renewed any more is anyone's.
 */
export interface OpenDrafts {
  /** Written down before anything is shown. */
  open(draft: OpenDraft, lease: DraftLease): Promise<void>;
  shown(platform: DraftPlatform, key: string, messageId: string): Promise<void>;
  /** Finished: forgets it. */
  close(platform: DraftPlatform, key: string): Promise<void>;
  /** Nobody has it any more; the next may take it from `from` on. */
  release(platform: DraftPlatform, key: string, from: Temporal.Instant): Promise<void>;
  /** Extends what the owner still holds, of drafts opened after `openedAfter`: no answer takes longer to write. */
  renew(lease: DraftLease, openedAfter: Temporal.Instant): Promise<void>;
  /** Takes drafts whose lease has ended at `now`, the oldest first. Each is given to one process. */
  claim(
    platform: DraftPlatform,
    lease: DraftLease,
    now: Temporal.Instant,
    limit: number,
  ): Promise<readonly LeftDraft[]>;
}
