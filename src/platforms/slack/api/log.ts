import { LogLevel, type Logger as SlackLogger } from '@slack/logger';
import type { Logger } from 'pino';

const SECRETS = /\bx(?:ox[a-z]|app|oxe\.xox[a-z])-[\w-]+|(?<=[?&](?:ticket|app_id|code|state)=)[^&\s]+/gu;

/** Takes tokens, and the tickets in socket addresses, out of a text. */
export function withoutSecrets(text: string): string {
  return text.replaceAll(SECRETS, '…');
}

/**
 * The Slack packages' log, in ours. Their `debug` holds whole payloads and is left out; what they call a
 * warning or an error is mostly a connection that ended and is opened again.
 */
export function slackLogger(log: Logger): SlackLogger {
  const line = (parts: readonly unknown[]) => withoutSecrets(parts.map(String).join(' '));
  return {
    debug: () => {},
    info: (...parts) => log.debug(line(parts)),
    warn: (...parts) => log.info(line(parts)),
    error: (...parts) => log.warn(line(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
