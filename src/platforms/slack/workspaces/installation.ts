import type { Installation } from '@slack/oauth';
import { z } from 'zod';

/** What we keep of an installation: enough to act as the bot there, and to renew its token. */
export const keptInstallation = z.strictObject({
  teamId: z.string().optional(),
  teamName: z.string().optional(),
  enterpriseId: z.string().optional(),
  isEnterpriseInstall: z.boolean(),
  botToken: z.string(),
  botId: z.string(),
  botUserId: z.string(),
  scopes: z.array(z.string()),
  /** Present with token rotation; usable once. */
  refreshToken: z.string().optional(),
  /** Seconds since 1970 UTC. */
  expiresAt: z.number().optional(),
});

export type KeptInstallation = z.output<typeof keptInstallation>;

/** Throws when Slack gave no bot token: the app then has no bot scopes. */
export function keep(installation: Installation): KeptInstallation {
  const { bot, team, enterprise, isEnterpriseInstall } = installation;
  if (!bot) throw new Error('expected a bot token with the installation; give the app its bot scopes');
  return {
    ...(team ? { teamId: team.id } : {}),
    ...(team?.name === undefined ? {} : { teamName: team.name }),
    ...(enterprise ? { enterpriseId: enterprise.id } : {}),
    isEnterpriseInstall: isEnterpriseInstall === true,
    botToken: bot.token,
    botId: bot.id,
    botUserId: bot.userId,
    scopes: bot.scopes,
    ...(bot.refreshToken === undefined ? {} : { refreshToken: bot.refreshToken }),
    ...(bot.expiresAt === undefined ? {} : { expiresAt: bot.expiresAt }),
  };
}

/** The id an installation is stored under. */
export function installationId(kept: KeptInstallation): string {
  const id = kept.isEnterpriseInstall ? kept.enterpriseId : kept.teamId;
  if (id === undefined) throw new Error('expected a team or an organisation with the installation');
  return id;
}
