import { destination, type Logger, pino } from 'pino';

/** Fields that never reach a log line, wherever they stand: a guard behind the rule not to pass them at all. */
const SECRET_FIELDS = [
  'token',
  'botToken',
  'appToken',
  'password',
  'secret',
  'signingSecret',
  'clientSecret',
  'authorization',
  'cookie',
  'url',
  'response_url',
];

/** JSON lines on standard error, so that standard output holds only what was asked for. */
export function createLog(level: string): Logger {
  return pino(
    {
      level,
      redact: {
        paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
        censor: '[redacted]',
      },
    },
    destination({ dest: 2, sync: true }),
  );
}
