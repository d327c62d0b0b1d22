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

/** By the numbers that pino writes. */
const LOUD: ReadonlyMap<number, LoudLevel> = new Map([
  [40, 'warn'],
  [50, 'error'],
  [60, 'fatal'],
]);

/** Lines that somebody may have to do something about. */
export type LoudLevel = 'warn' | 'error' | 'fatal';

/**
 * JSON lines on standard error, so that standard output holds only what was asked for.
 * @param onLoud told of each line that is written as a warning or worse
 */
export function createLog(level: string, onLoud?: (level: LoudLevel) => void): Logger {
  return pino(
    {
      level,
      hooks: {
        logMethod(args, method, number) {
          const loud = LOUD.get(number);
          if (loud) onLoud?.(loud);
          method.apply(this, args);
        },
      },
      redact: {
        paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
        censor: '[redacted]',
      },
    },
    destination({ dest: 2, sync: true }),
  );
}
