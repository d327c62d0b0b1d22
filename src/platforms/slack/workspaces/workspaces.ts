import type { Failure } from '../api/failures.ts';

/** How this program acts in one workspace. */
export interface Authorization {
  readonly botToken: string;
  readonly botId: string;
  readonly botUserId: string;
}

/** Where an inbound payload comes from. */
export interface WorkspaceSource {
  readonly teamId?: string;
  readonly enterpriseId?: string;
  readonly isEnterpriseInstall?: boolean;
}

/** The workspaces that the app is installed in: one by its token, or many by OAuth. */
export interface Workspaces {
  /**
   * A token that is valid now, renewed when it was about to expire. Undefined where the app is not installed.
   * Rejects with a `UserError` (`not_allowed`) where it may not be used.
   */
  authorize(source: WorkspaceSource): Promise<Authorization | undefined>;
  /** The same for a payload that waits to be acknowledged: what is known already will do. */
  authorizePayload(source: WorkspaceSource): Promise<Authorization | undefined>;
  /** The installation turned out to be dead: nothing more is sent until somebody installs the app again. */
  suspend(workspace: string, failure: Extract<Failure, { kind: 'refused' }>): Promise<void>;
  /** A message could be sent there again. */
  restored(workspace: string): void;
  /**
   * Slack said that the app was removed, or tokens revoked: forgets the tokens unless they still work. True when
   * that is certain; the report alone may be an old one, overtaken by a new installation.
   */
  removed(source: WorkspaceSource): Promise<boolean>;
  /** Where a workspace is suspended and why, for people. */
  suspended(): readonly { readonly workspace: string; readonly reason: string }[];
}
