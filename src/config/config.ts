import { z } from 'zod';
import type { QuestionRates } from '../dispatch/question-limits.ts';
import { UserError } from '../errors.ts';
import { type DiscordConfig, discordConfig, discordVariables } from '../platforms/discord/settings.ts';
import { type SlackConfig, slackConfig, slackVariables } from '../platforms/slack/settings.ts';
import { isPlaceZone } from '../time-zone.ts';
import { readSettings } from './read-settings.ts';
import { isSecret, portSetting, secretSetting } from './setting-forms.ts';

const zone = z
  .string()
  .refine(
    isPlaceZone,
    'expected an IANA time zone such as Europe/London, or UTC: digests keep a place’s time',
  );

const WHOLE_NUMBER = 'expected a whole number; 0 means no limit';

/** Every setting, by the name of its environment variable. `.env.example` and the README are held against it by tests. */
export const environmentSchema = z.object({
  BRIEFINGS_DIR: z.string().default('briefings').describe('Folder of the briefing files'),
  DATA_DIR: z.string().default('data').describe('Folder of the embedded database, created on first start'),
  DATABASE_URL: secretSetting
    .regex(/^postgres(ql)?:\/\//, 'expected postgres://user:password@host/database')
    .optional()
    .describe('Postgres instead of the embedded database: needed for several processes'),
  TIME_ZONE: zone
    .default(machineZone)
    .describe('Time zone (IANA name) of readers whose own is unknown; this machine’s by default'),
  REPLY_VISIBILITY: z
    .enum(['private', 'channel'])
    .default('private')
    .describe('Who sees the reply to a command: only the person who asked, or the whole channel'),
  SUBSCRIBE_RIGHT: z
    .enum(['anyone', 'managers'])
    .default('anyone')
    .describe(
      'Who may change a channel’s digests: anyone, or managers (Slack: administrators; Discord: Manage Channels)',
    ),
  QUESTIONS_PER_PERSON: z.coerce
    .number(WHOLE_NUMBER)
    .int(WHOLE_NUMBER)
    .min(0, WHOLE_NUMBER)
    .default(20)
    .describe('Questions that one person may ask per minute; 0 means no limit'),
  QUESTIONS_PER_CHANNEL: z.coerce
    .number(WHOLE_NUMBER)
    .int(WHOLE_NUMBER)
    .min(0, WHOLE_NUMBER)
    .default(60)
    .describe('Questions that all people of a channel may ask per minute; 0 means no limit'),
  DIGEST_GRACE_HOURS: z.coerce
    .number('expected a number of hours')
    .min(0.25, 'expected at least a quarter of an hour')
    .max(24, 'expected at most 24 hours')
    .default(6)
    .describe('How many hours late a digest may still be sent, for instance after an outage'),
  DIGEST_LEASE_SECONDS: z.coerce
    .number('expected a number of seconds')
    .min(3, 'expected at least 3 seconds')
    .max(600, 'expected at most 600 seconds')
    .default(90)
    .describe(
      'After how many seconds another process takes over a digest, or an unfinished answer, from one that died',
    ),
  WEB: z.enum(['on', 'off']).default('on').describe('The local web workspace'),
  HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address the web workspace listens on; any but a loopback address needs WEB_PASSWORD'),
  PORT: portSetting.default(3000).describe('Port of the web workspace; if it is taken, the next free one'),
  WEB_PASSWORD: secretSetting
    .min(12, 'expected at least 12 characters')
    .optional()
    .describe('Password that the web workspace asks for'),
  ...slackVariables.shape,
  ...discordVariables.shape,
  LLM_BASE_URL: z
    .url({ protocol: /^https?$/, error: 'expected an http(s) address such as http://127.0.0.1:11434/v1' })
    .optional()
    .describe('A language model that may rephrase answers: any server with OpenAI’s interface'),
  LLM_MODEL: z.string().optional().describe('The model’s name on that server; needed with LLM_BASE_URL'),
  LLM_API_KEY: secretSetting.optional().describe('Its API key, if that server wants one'),
  LLM_REQUESTS_PER_DAY: z.coerce
    .number(WHOLE_NUMBER)
    .int(WHOLE_NUMBER)
    .min(0, WHOLE_NUMBER)
    .default(1000)
    .describe(
      'Answers, of 400 tokens at most, that a process may have rephrased in 24 hours; 0 means no limit',
    ),
  EMBEDDING_BASE_URL: z
    .url({ protocol: /^https?$/, error: 'expected an http(s) address such as http://127.0.0.1:11434/v1' })
    .optional()
    .describe(
      'A server of sentence vectors, which help to rank answers by meaning: any with OpenAI’s interface',
    ),
  EMBEDDING_MODEL: z
    .string()
    .optional()
    .describe('The model’s name on that server; needed with EMBEDDING_BASE_URL'),
  EMBEDDING_API_KEY: secretSetting.optional().describe('Its API key, if that server wants one'),
  OPS: z
    .enum(['on', 'off'])
    .default('on')
    .describe('Health and metrics over HTTP: /healthz, /readyz, /metrics'),
  OPS_HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address that health and metrics listen on; they need no password'),
  OPS_PORT: portSetting
    .default(9464)
    .describe('Port of health and metrics; if it is taken, they are off and the log says so'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
    .default('warn')
    .describe('How much is logged, as JSON lines on standard error'),
});

export type Environment = z.output<typeof environmentSchema>;

/** A model on a server with OpenAI's interface. */
export interface ModelServer {
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey?: string;
}

/** What the program runs with: checked, defaults filled in. */
export interface Config {
  readonly briefingsFolder: string;
  readonly database:
    | { readonly kind: 'sqlite'; readonly path: string }
    | { readonly kind: 'postgres'; readonly url: string };
  readonly zone: string;
  readonly replyVisibility: 'private' | 'channel';
  readonly questions: QuestionRates;
  readonly digests: {
    readonly mayChange: 'anyone' | 'managers';
    readonly grace: Temporal.Duration;
    /** Milliseconds. */
    readonly lease: number;
  };
  readonly web: { readonly host: string; readonly port: number; readonly password?: string } | undefined;
  /** Undefined: Slack is not used. */
  readonly slack: SlackConfig | undefined;
  /** Undefined: Discord is not used. */
  readonly discord: DiscordConfig | undefined;
  /** Absent: answers are the statements themselves. */
  readonly languageModel?: ModelServer & { readonly requestsPerDay: number };
  /** Absent: answers are ranked by words alone. */
  readonly embeddings?: ModelServer;
  /** Where health and metrics listen. */
  readonly ops: { readonly host: string; readonly port: number } | undefined;
  readonly logLevel: Environment['LOG_LEVEL'];
  /** Values of all settings that must never be shown, and what they hold that must not. */
  readonly secrets: readonly string[];
}

/**
 * Reads the settings. Throws a `UserError` that names every wrong one with what was expected; the values of
 * secrets are never repeated. An empty value counts as not set, as in `.env.example`.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const settings = readSettings(environmentSchema, env);
  const languageModel = modelServer('LLM', settings, 'to have answers in the briefings’ own words');
  const embeddings = modelServer('EMBEDDING', settings, 'to have answers ranked by words alone');
  return {
    briefingsFolder: settings.BRIEFINGS_DIR,
    database: settings.DATABASE_URL
      ? { kind: 'postgres', url: settings.DATABASE_URL }
      : { kind: 'sqlite', path: `${settings.DATA_DIR.replace(/\/+$/, '')}/rapporteur.db` },
    zone: settings.TIME_ZONE,
    replyVisibility: settings.REPLY_VISIBILITY,
    questions: { perPerson: settings.QUESTIONS_PER_PERSON, perChannel: settings.QUESTIONS_PER_CHANNEL },
    digests: {
      mayChange: settings.SUBSCRIBE_RIGHT,
      grace: Temporal.Duration.from({ minutes: Math.round(settings.DIGEST_GRACE_HOURS * 60) }),
      lease: settings.DIGEST_LEASE_SECONDS * 1000,
    },
    web:
      settings.WEB === 'on'
        ? {
            host: settings.HOST,
            port: settings.PORT,
            ...(settings.WEB_PASSWORD ? { password: settings.WEB_PASSWORD } : {}),
          }
        : undefined,
    slack: slackConfig(settings),
    discord: discordConfig(settings, settings.REPLY_VISIBILITY),
    ...(languageModel
      ? { languageModel: { ...languageModel, requestsPerDay: settings.LLM_REQUESTS_PER_DAY } }
      : {}),
    ...(embeddings ? { embeddings } : {}),
    ops: settings.OPS === 'on' ? { host: settings.OPS_HOST, port: settings.OPS_PORT } : undefined,
    logLevel: settings.LOG_LEVEL,
    secrets: secretsIn(settings),
  };
}

function secretsIn(settings: Environment): readonly string[] {
  const values = Object.entries(environmentSchema.shape).flatMap(([name, schema]) => {
    const value = Object.entries(settings).find(([key]) => key === name)?.[1];
    return isSecret(schema) && typeof value === 'string' ? [value] : [];
  });
  // Drivers quote an address in parts, and a list of keys one by one.
  const password = URL.parse(settings.DATABASE_URL ?? '')?.password ?? '';
  const keys = settings.SLACK_ENCRYPTION_KEY?.split(',') ?? [];
  return [...values, ...keys, ...(password === '' ? [] : [password, decoded(password)])];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Both or neither: an address alone would look set up and never be asked. */
function modelServer(
  prefix: 'LLM' | 'EMBEDDING',
  settings: z.output<typeof environmentSchema>,
  without: string,
): ModelServer | undefined {
  const [url, name] = [`${prefix}_BASE_URL`, `${prefix}_MODEL`] as const;
  const [baseUrl, model, apiKey] = [settings[url], settings[name], settings[`${prefix}_API_KEY`]];
  if (baseUrl === undefined && model === undefined) return undefined;
  if (baseUrl === undefined || model === undefined) {
    const [set, missing] = baseUrl === undefined ? [name, url] : [url, name];
    throw new UserError(
      'invalid',
      `${missing} is missing: expected it beside ${set}, found none.`,
      `Set ${missing}, or leave both out ${without}.`,
    );
  }
  return { baseUrl, model, ...(apiKey === undefined ? {} : { apiKey }) };
}

/** UTC where the machine's own setting (TZ) names no place's: without a default, nothing with a date could be answered. */
function machineZone(): string {
  const zone = Temporal.Now.timeZoneId();
  return isPlaceZone(zone) ? zone : 'UTC';
}
