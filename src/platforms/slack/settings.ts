import { z } from 'zod';
import { idsIn, idsSetting, portSetting, secretSetting } from '../../config/setting-forms.ts';
import { UserError } from '../../errors.ts';

/** Slack's part of the environment. Without any token or secret, Slack is not used. */
export const slackVariables = z.object({
  SLACK_BOT_TOKEN: secretSetting
    .regex(/^xoxb-/u, 'expected a bot token, which begins with xoxb-')
    .optional()
    .describe('Bot token of the workspace: OAuth & Permissions, after installing the app'),
  SLACK_APP_TOKEN: secretSetting
    .regex(/^xapp-/u, 'expected an app-level token, which begins with xapp-')
    .optional()
    .describe('App-level token with connections:write, for Socket Mode: Basic Information'),
  SLACK_SIGNING_SECRET: secretSetting
    .optional()
    .describe('Signing secret, to receive over HTTP instead of Socket Mode: Basic Information'),
  SLACK_CLIENT_ID: z.string().min(1).optional().describe('With the client secret: many workspaces, by OAuth'),
  SLACK_CLIENT_SECRET: secretSetting.optional().describe('Client secret: Basic Information'),
  SLACK_STATE_SECRET: secretSetting
    .min(32, 'expected at least 32 characters')
    .optional()
    .describe('Signs the state parameter of OAuth installations: any 32 or more random characters'),
  SLACK_ENCRYPTION_KEY: secretSetting
    .regex(
      /^[0-9a-f]{64}(?:,[0-9a-f]{64})*$/iu,
      'expected 64 hexadecimal digits, such as `openssl rand -hex 32` prints (several, the newest first, while the key is being changed)',
    )
    .optional()
    .describe(
      'Encrypts the stored tokens of workspaces: 32 bytes in hexadecimal; older keys may follow after commas',
    ),
  SLACK_ALLOWED_TEAMS: idsSetting(
    /^[TE][A-Z0-9]{2,20}$/u,
    'expected ids of workspaces (T…) or organisations (E…), separated by commas',
  )
    .optional()
    .describe(
      'Ids of the only workspaces (T…) and organisations (E…) that may install and use it, separated by commas; by default any may',
    ),
  SLACK_PUBLIC_URL: z
    .url({ protocol: /^https?$/u, error: 'expected an https address' })
    .refine(isSecure, 'expected an https address: Slack sends requests to no other')
    .optional()
    .describe('Address under which Slack and browsers reach this program, for HTTP and OAuth'),
  SLACK_API_URL: z
    .url({ protocol: /^https?$/u, error: 'expected an http(s) address' })
    .default('https://slack.com/api/')
    .describe('Web API, such as https://slack-gov.com/api/ or a proxy'),
  SLACK_HOST: z.string().default('127.0.0.1').describe('Address that HTTP and OAuth listen on'),
  SLACK_PORT: portSetting.default(3100).describe('Port that HTTP and OAuth listen on'),
  SLACK_COMMAND: z
    .string()
    .regex(/^\/[a-z0-9_-]{1,31}$/u, 'expected a name such as /brief')
    .default('/brief')
    .describe('The slash command'),
});

/** Without TLS only on this machine, for a trial with something that stands in for Slack. */
function isSecure(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || hostname === 'localhost' || hostname === '127.0.0.1';
}

/** What the Slack platform runs with. */
export interface SlackConfig {
  readonly intake: SocketIntake | HttpIntake;
  readonly tokens: OneWorkspace | ManyWorkspaces;
  /** Ids of the workspaces and organisations that may use it. Absent: all that it is installed in. */
  readonly allowedTeams?: readonly string[];
  /** Ends with a slash. */
  readonly apiUrl: string;
  /** `/brief` */
  readonly command: string;
  /** Where HTTP and the OAuth pages listen. */
  readonly host: string;
  readonly port: number;
}

export interface SocketIntake {
  readonly kind: 'socket';
  readonly appToken: string;
}

export interface HttpIntake {
  readonly kind: 'http';
  readonly signingSecret: string;
}

export interface OneWorkspace {
  readonly kind: 'one';
  readonly botToken: string;
}

export interface ManyWorkspaces {
  readonly kind: 'many';
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
  /** Each 32 bytes in hexadecimal, the newest first. */
  readonly encryptionKeys: readonly [string, ...string[]];
  readonly publicUrl: string;
}

/** Undefined when nothing of Slack is set. Throws a `UserError` that names the setting that is missing. */
export function slackConfig(settings: z.output<typeof slackVariables>): SlackConfig | undefined {
  const used = [
    settings.SLACK_BOT_TOKEN,
    settings.SLACK_APP_TOKEN,
    settings.SLACK_SIGNING_SECRET,
    settings.SLACK_CLIENT_ID,
  ];
  if (used.every((value) => value === undefined)) return undefined;
  const apiUrl = settings.SLACK_API_URL;
  return {
    intake: intakeOf(settings),
    tokens: tokensOf(settings),
    ...(settings.SLACK_ALLOWED_TEAMS === undefined
      ? {}
      : { allowedTeams: idsIn(settings.SLACK_ALLOWED_TEAMS) }),
    apiUrl: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/`,
    command: settings.SLACK_COMMAND,
    host: settings.SLACK_HOST,
    port: settings.SLACK_PORT,
  };
}

function intakeOf(settings: z.output<typeof slackVariables>): SlackConfig['intake'] {
  if (settings.SLACK_APP_TOKEN !== undefined) return { kind: 'socket', appToken: settings.SLACK_APP_TOKEN };
  if (settings.SLACK_SIGNING_SECRET !== undefined) {
    return { kind: 'http', signingSecret: settings.SLACK_SIGNING_SECRET };
  }
  throw missing(
    'SLACK_APP_TOKEN',
    'Make an app-level token with the scope connections:write under Basic Information of the Slack app (or, to receive over HTTP, set SLACK_SIGNING_SECRET).',
  );
}

function tokensOf(settings: z.output<typeof slackVariables>): SlackConfig['tokens'] {
  if (settings.SLACK_CLIENT_ID === undefined && settings.SLACK_CLIENT_SECRET === undefined) {
    if (settings.SLACK_BOT_TOKEN !== undefined) return { kind: 'one', botToken: settings.SLACK_BOT_TOKEN };
    throw missing('SLACK_BOT_TOKEN', 'Install the Slack app, then copy the token from OAuth & Permissions.');
  }
  if (settings.SLACK_BOT_TOKEN !== undefined) {
    throw new UserError(
      'conflict',
      'SLACK_BOT_TOKEN and SLACK_CLIENT_ID are both set.',
      'A bot token serves one workspace, a client id many: remove one of them.',
    );
  }
  const needed = (name: keyof z.output<typeof slackVariables>) => {
    const value = settings[name];
    if (typeof value !== 'string')
      throw missing(name, 'Many workspaces by OAuth need it; .env.example describes it.');
    return value;
  };
  return {
    kind: 'many',
    clientId: needed('SLACK_CLIENT_ID'),
    clientSecret: needed('SLACK_CLIENT_SECRET'),
    stateSecret: needed('SLACK_STATE_SECRET'),
    encryptionKeys: keysIn(needed('SLACK_ENCRYPTION_KEY')),
    publicUrl: needed('SLACK_PUBLIC_URL'),
  };
}

function keysIn(setting: string): readonly [string, ...string[]] {
  const [newest = '', ...older] = setting.split(',');
  return [newest, ...older];
}

function missing(name: string, remedy: string): UserError {
  return new UserError('invalid', `${name} is not set.`, remedy);
}
