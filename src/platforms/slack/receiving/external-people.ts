import type { App } from '@slack/bolt';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Admission } from '../workspaces/admission.ts';

/** Where Slack names the workspace of whoever acts, as opposed to the one that the payload is delivered for. */
const acted = z.object({
  event: z.object({ user_team: z.string().nullish(), source_team: z.string().nullish() }).optional(),
  user: z.object({ team_id: z.string().nullish() }).optional(),
});

/**
 * A channel shared by Slack Connect has people of several workspaces, and what they do there is delivered for the
 * workspace that installed the app. Where there is a list, those of workspaces that are not on it get no answer.
 */
export function refuseExternalPeople(app: App, admission: Admission, log: Logger): void {
  app.use(async ({ body, context, next, ...args }) => {
    const { data } = acted.safeParse(body);
    const teams = [data?.event?.user_team, data?.event?.source_team, data?.user?.team_id];
    const own: unknown[] = [context.teamId, context.enterpriseId];
    const foreign = teams.find((team) => team != null && !own.includes(team) && !admission.admits(team));
    if (foreign == null) {
      await next();
      return;
    }
    log.info({ team: foreign }, 'somebody of a workspace that is not on the list asked in a shared channel');
    if ('ack' in args && typeof args.ack === 'function') await args.ack();
  });
}
