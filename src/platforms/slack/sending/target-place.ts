import type { WebClient } from '@slack/web-api';
import { UserError } from '../../../errors.ts';
import type { PostOutcome, Target } from '../../platform.ts';
import { classifyError, type Failure } from '../api/failures.ts';
import type { Workspaces } from '../workspaces/workspaces.ts';
import type { Place } from './post.ts';

/** Where something can be posted or changed that nobody asked for just now, or why it cannot. */
export type FindPlace = (
  target: Target,
) => Promise<Place | Extract<Failure, { readonly kind: 'refused' | 'failed' }>>;

export interface PlaceOptions {
  /** Undefined until the platform has started. */
  readonly workspaces: () => Workspaces | undefined;
  readonly clientFor: (token: string) => WebClient;
}

/** With the token that the workspace has now. */
export function createFindPlace({ workspaces, clientFor }: PlaceOptions): FindPlace {
  return async (target) => {
    try {
      const authorization = await workspaces()?.authorize({ teamId: target.workspace });
      if (!authorization) return NOT_INSTALLED;
      return { ...target, client: clientFor(authorization.botToken), botId: authorization.botId };
    } catch (error) {
      if (error instanceof UserError && error.code === 'not_allowed') return NOT_ALLOWED;
      // A token that cannot be renewed any more is as good as none.
      const failure = classifyError(error);
      if (failure.kind === 'refused') return failure;
      return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
    }
  };
}

/** Without a token nothing was tried: the installation, if there is one, is not to blame. */
export function isWithoutToken(outcome: PostOutcome): boolean {
  return outcome === NOT_INSTALLED || outcome === NOT_ALLOWED;
}

const NOT_ALLOWED = {
  kind: 'refused',
  scope: 'workspace',
  reason: 'Rapporteur is not meant for this workspace',
  remedy: 'Whoever runs it can add it to SLACK_ALLOWED_TEAMS.',
} as const;

const NOT_INSTALLED = {
  kind: 'refused',
  scope: 'workspace',
  reason: 'the app is not installed there',
  remedy: 'Install the app in the workspace.',
} as const;
