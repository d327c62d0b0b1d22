import type { Failure } from '../api/failures.ts';
import type { Authorization, Workspaces } from './workspaces.ts';

/** The single workspace of a bot token. `authorization` is what `auth.test` told at start. */
export function createOneWorkspace(authorization: Authorization): Workspaces {
  const suspended = new Map<string, string>();
  return {
    authorize: async () => authorization,
    authorizePayload: async () => authorization,
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
