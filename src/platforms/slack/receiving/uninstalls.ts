import type { App } from '@slack/bolt';
import type { OnLost } from '../../platform.ts';
import type { WorkspaceSource, Workspaces } from '../workspaces/workspaces.ts';
import { sourceOf } from './event-context.ts';

export interface UninstallOptions {
  readonly workspaces: Workspaces;
  readonly onLost: OnLost;
  /** Runs what outlives the acknowledgement, and logs its failure under this name. */
  readonly work: (name: string, task: () => Promise<void>) => void;
}

/** `app_uninstalled` and `tokens_revoked` come both, in any order, and may be overtaken by a new installation. */
export function followUninstalls(app: App, { workspaces, onLost, work }: UninstallOptions): void {
  app.event('app_uninstalled', async ({ context }) => {
    work('removal from a workspace', () => remove(sourceOf(context)));
  });

  app.event('tokens_revoked', async ({ event, context }) => {
    if ((event.tokens.bot ?? []).length === 0) return;
    work('revoked tokens', () => remove(sourceOf(context)));
  });

  async function remove(source: WorkspaceSource): Promise<void> {
    const gone = await workspaces.removed(source);
    if (gone && source.teamId !== undefined) {
      await onLost({ workspace: source.teamId, reason: 'The app was removed from the workspace' });
    }
  }
}
