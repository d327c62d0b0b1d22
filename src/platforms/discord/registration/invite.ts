import { ApplicationIntegrationType, OAuth2Scopes, PermissionFlagsBits } from 'discord.js';
import { INVITED_PERMISSIONS } from '../permissions.ts';

/** The address at which a server's manager adds the bot, asking for exactly what it needs. */
export function inviteUrl(applicationId: string): string {
  const permissions = INVITED_PERMISSIONS.reduce((bits, name) => bits | PermissionFlagsBits[name], 0n);
  return authorizeUrl({
    client_id: applicationId,
    scope: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(' '),
    permissions: String(permissions),
  });
}

/** The address at which a person adds the commands for themselves, to use them in any server and conversation. */
export function personalInstallUrl(applicationId: string): string {
  return authorizeUrl({
    client_id: applicationId,
    scope: OAuth2Scopes.ApplicationsCommands,
    integration_type: String(ApplicationIntegrationType.UserInstall),
  });
}

function authorizeUrl(query: Record<string, string>): string {
  const url = new URL('https://discord.com/oauth2/authorize');
  url.search = new URLSearchParams(query).toString();
  return url.href;
}
