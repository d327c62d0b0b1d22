import type { AppsManifestCreateArguments } from '@slack/web-api';
import { ASK_ABOUT_MESSAGE_SHORTCUT, ASK_SHORTCUT } from './callbacks.ts';
import { EVENTS_PATH, REDIRECT_PATH } from './paths.ts';
import { BOT_SCOPES } from './scopes.ts';

export interface ManifestOptions {
  /** `/brief` */
  readonly command: string;
  /** Where Slack reaches this program: it then sends requests there. Absent: Socket Mode. */
  readonly publicUrl?: string;
  /** Many workspaces install the app by OAuth. */
  readonly distributed: boolean;
}

/** As Slack’s own packages describe it, except that they do not know the scope `assistant:write`. */
type SlackManifest = AppsManifestCreateArguments['manifest'];

/** Events that the program handles: `receiving/` says where. */
export const BOT_EVENTS = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'message.channels',
  'message.groups',
  'message.im',
  'message.mpim',
  'tokens_revoked',
] as const;

/** What to paste at https://api.slack.com/apps under “Create New App” → “From a manifest”. */
export function slackManifest({ command, publicUrl, distributed }: ManifestOptions) {
  const requestUrl = publicUrl === undefined ? undefined : new URL(EVENTS_PATH, publicUrl).href;
  return {
    _metadata: { major_version: 2 },
    display_information: {
      name: 'Rapporteur',
      description:
        'Briefings on developing stories: what happened, who matters, what to doubt, what may come next',
      long_description:
        'Rapporteur keeps your team’s briefings on developing stories and serves them where you talk. Read a briefing in one screen, open each section in full, ask follow-up questions that are answered from the briefing alone and say so when it does not cover them, and subscribe a channel to a digest of what changed.',
      background_color: '#1f3a4d',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      agent_view: { agent_description: 'Answers questions from your team’s briefings, with sources' },
      bot_user: { display_name: 'Rapporteur', always_online: true },
      shortcuts: [
        {
          name: 'Ask a briefing',
          type: 'global',
          callback_id: ASK_SHORTCUT,
          description: 'Ask a question that the briefings may answer',
        },
        {
          name: 'Ask about this message',
          type: 'message',
          callback_id: ASK_ABOUT_MESSAGE_SHORTCUT,
          description: 'What the briefings say on what this message is about',
        },
      ],
      slash_commands: [
        {
          command,
          description: 'Read a briefing, ask about it, or subscribe the channel to a digest',
          usage_hint: '[topic] | ask … | subscribe … | help',
          should_escape: false,
          ...(requestUrl === undefined ? {} : { url: requestUrl }),
        },
      ],
    } satisfies SlackManifest['features'],
    oauth_config: {
      scopes: { bot: BOT_SCOPES.map(({ scope }) => scope) },
      ...(distributed && publicUrl !== undefined
        ? { redirect_urls: [new URL(REDIRECT_PATH, publicUrl).href] }
        : {}),
    },
    settings: {
      event_subscriptions: {
        bot_events: [...BOT_EVENTS],
        ...(requestUrl === undefined ? {} : { request_url: requestUrl }),
      },
      interactivity: {
        is_enabled: true,
        ...(requestUrl === undefined
          ? {}
          : { request_url: requestUrl, message_menu_options_url: requestUrl }),
      },
      org_deploy_enabled: distributed,
      socket_mode_enabled: requestUrl === undefined,
      token_rotation_enabled: distributed,
    } satisfies SlackManifest['settings'],
  };
}
