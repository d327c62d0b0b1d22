import type { WebClient } from '@slack/web-api';
import type { Target } from '../../platform.ts';
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
      // A token that cannot be renewed any more is as good as none.
      const failure = classifyError(error);
      if (failure.kind === 'refused') return failure;
      return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
    }
  };
}

export const NOT_INSTALLED = {
  kind: 'refused',
  scope: 'workspace',
  reason: 'the app is not installed there',
  remedy: 'Install the app in the workspace.',
} as const;
