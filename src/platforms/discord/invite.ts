import { OAuth2Scopes, PermissionFlagsBits } from 'discord.js';
import { INVITED_PERMISSIONS } from './permissions.ts';

/** The address at which a server's manager adds the bot, asking for exactly what it needs. */
export function inviteUrl(applicationId: string): string {
  const permissions = INVITED_PERMISSIONS.reduce((bits, name) => bits | PermissionFlagsBits[name], 0n);
  const url = new URL('https://discord.com/oauth2/authorize');
  url.search = new URLSearchParams({
    client_id: applicationId,
    scope: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(' '),
    permissions: String(permissions),
  }).toString();
  return url.href;
}
