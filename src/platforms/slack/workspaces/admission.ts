import { UserError } from '../../../errors.ts';

/** Slack's ids of a workspace, and of the organisation that it may belong to. */
export interface WorkspaceIds {
  readonly teamId?: string | undefined;
  readonly enterpriseId?: string | undefined;
}

/** Who may use the program at all: whoever it answers reads every briefing. */
export interface Admission {
  /** Whether it is for everybody who installs it. */
  readonly isOpen: boolean;
  /** Whether people of this workspace or organisation may ask, wherever they meet the bot. */
  admits(team: string): boolean;
  /** @throws UserError `not_allowed` for a workspace that is not on the list, nor its organisation */
  require(ids: WorkspaceIds): void;
}

/** @param allowed ids of workspaces and organisations; absent: all of them */
export function createAdmission(allowed?: readonly string[]): Admission {
  const listed = allowed && new Set(allowed);
  return {
    isOpen: listed === undefined,
    admits: (team) => !listed || listed.has(team),
    require({ teamId, enterpriseId }) {
      if (!listed || listed.has(teamId ?? '') || listed.has(enterpriseId ?? '')) return;
      throw new UserError(
        'not_allowed',
        `Rapporteur is not meant for this workspace (${teamId ?? enterpriseId}).`,
        'Whoever runs it decides which workspaces may use it: SLACK_ALLOWED_TEAMS.',
      );
    },
  };
}
