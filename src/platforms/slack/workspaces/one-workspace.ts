import type { Failure } from '../api/failures.ts';
import type { Admission, WorkspaceIds } from './admission.ts';
import type { Authorization, WorkspaceSource, Workspaces } from './workspaces.ts';

export interface OneWorkspaceOptions {
  /** What `auth.test` told at start. */
  readonly authorization: Authorization;
  readonly own: WorkspaceIds;
  readonly admission: Admission;
}

/** The single workspace of a bot token. */
export function createOneWorkspace({ authorization, own, admission }: OneWorkspaceOptions): Workspaces {
  const suspended = new Map<string, string>();

  async function authorize(source: WorkspaceSource): Promise<Authorization> {
    // Another workspace is not of our organisation because it says nothing of its own.
    const isOwn = source.teamId === undefined || source.teamId === own.teamId;
    admission.require(isOwn ? { ...own, ...source } : source);
    return authorization;
  }

  return {
    authorize,
    authorizePayload: authorize,
    // The token comes from the settings: it is tried again with the next message, since it may have been restored.
    async suspend(workspace, { reason, remedy }: Extract<Failure, { kind: 'refused' }>) {
      suspended.set(workspace, `${reason}. ${remedy}`);
    },
    restored: (workspace) => {
      suspended.delete(workspace);
    },
    async removed({ teamId = '' }) {
      suspended.set(teamId, 'The app was removed from the workspace. Install it again.');
      return false;
    },
    suspended: () => [...suspended].map(([workspace, reason]) => ({ workspace, reason })),
  };
}
