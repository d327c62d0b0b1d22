import { BOT_SCOPES } from '../src/platforms/slack/registration/scopes.ts';
import { SIGNING_SECRET } from '../tests/standins/slack/signed-request.ts';
import { BOT_TOKEN, type StandInSlack } from '../tests/standins/slack/slack.ts';

/** Slack over HTTP for many workspaces: every process behind one address, installations in the store they share. */
export function settingsByOAuth(
  slack: StandInSlack,
  publicUrl: string,
  port: number,
): Readonly<Record<string, string>> {
  return {
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 'client-secret',
    SLACK_STATE_SECRET: 'a state secret of more than thirty-two characters',
    SLACK_ENCRYPTION_KEY: '0123456789abcdef'.repeat(4),
    SLACK_PUBLIC_URL: publicUrl,
    SLACK_API_URL: slack.apiUrl,
    SLACK_PORT: String(port),
  };
}

/** Installs the app as a person does in a browser: one process shows the page, another takes the answer. */
export async function install(slack: StandInSlack, publicUrl: string): Promise<void> {
  slack.receiverUrl = `${publicUrl}/slack/events`;
  slack.oauth = () => ({
    ok: true,
    app_id: 'A0',
    access_token: BOT_TOKEN,
    token_type: 'bot',
    scope: BOT_SCOPES.map(({ scope }) => scope).join(','),
    bot_user_id: slack.workspace.botUserId,
    team: { id: slack.workspace.teamId, name: 'Stand-in' },
    authed_user: { id: 'U0ANN' },
    is_enterprise_install: false,
  });
  const page = await fetch(`${publicUrl}/slack/install`);
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
  const link = /<a href="([^"]+)"/u.exec(await page.text())?.[1]?.replaceAll('&amp;', '&') ?? '';
  const state = new URL(link).searchParams.get('state') ?? '';
  const redirect = `${publicUrl}/slack/oauth_redirect?code=good&state=${encodeURIComponent(state)}`;
  const done = await fetch(redirect, { headers: { cookie }, redirect: 'manual' });
  if (done.status !== 200) throw new Error(`the app could not be installed: ${await done.text()}`);
}
