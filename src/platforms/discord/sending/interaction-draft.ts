import { setTimeout as pause } from 'node:timers/promises';
import type { RepliableInteraction } from 'discord.js';
import type { Logger } from 'pino';
import type { Beginning } from '../../../dispatch/dispatcher.ts';
import type { Reply } from '../../../reply.ts';
import type { KeptDraft } from '../../drafts/draft-recovery.ts';
import { createDrafting, type Drafting } from '../../drafts/drafting.ts';
import { BUDGET } from '../limits.ts';
import { payload, type ReadyMessage } from '../rendering/messages.ts';

/** The beginning of an answer, in the place of the sign of waiting, where the same people see it. */
export interface InteractionDraft extends Drafting {
  /** The answer has taken its place. */
  replaced(): Promise<void>;
  /** Unless it was replaced: somebody has to, as long as the interaction's token lives. */
  leave(): Promise<void>;
}

export interface InteractionDraftOptions {
  readonly interaction: Pick<RepliableInteraction, 'editReply'>;
  /** Who sees the sign of waiting. */
  readonly visibility: Beginning['visibility'];
  /** True for one instance only, and for that one however often it asks. */
  readonly claim: () => Promise<boolean>;
  readonly isTokenOld: () => boolean;
  readonly draw: (beginning: Beginning) => Promise<ReadyMessage | undefined>;
  /** Writes down, before a beginning is shown, what is to take its place should this process be killed. */
  readonly keep: (plain: Reply) => Promise<KeptDraft>;
  readonly log: Logger;
}

export function createInteractionDraft(options: InteractionDraftOptions): InteractionDraft {
  const { interaction, visibility, claim, keep, isTokenOld, log } = options;
  let kept: KeptDraft | undefined;

  async function draw(beginning: Beginning): Promise<boolean> {
    if (beginning.visibility !== visibility || isTokenOld()) return false;
    if (!(await claim())) return false;
    const message = await options.draw(beginning);
    if (!message) return false;
    kept ??= await keep(beginning.plain);
    await interaction.editReply(payload(message));
    return true;
  }

  const drafting = createDrafting(
    (beginning) =>
      draw(beginning).catch((error: unknown) => {
        log.info({ err: error }, 'the beginning of an answer could not be shown');
        return false;
      }),
    (signal) => pause(BUDGET.editEveryMs, undefined, { signal }),
  );

  return {
    ...drafting,
    async replaced() {
      await kept?.close();
      kept = undefined;
    },
    async leave() {
      await kept?.leave();
      kept = undefined;
    },
  };
}
