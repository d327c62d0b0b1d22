import { destination, type Logger, pino } from 'pino';
import { loggedError } from './logged-error.ts';
import { createRedactor } from './redaction.ts';

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

export interface LogOptions {
  /** Told of each line that is written as a warning or worse. */
  readonly onLoud?: (level: LoudLevel) => void;
  /** Values that no line may hold, wherever in it they come from: an error of a library may quote anything. */
  readonly secrets?: readonly string[];
  /** Called before a line is written, so that what stands on the same screen for a moment can make way. */
  readonly beforeLine?: () => void;
}

/** JSON lines on standard error, so that standard output holds only what was asked for. */
export function createLog(level: string, { onLoud, secrets = [], beforeLine }: LogOptions = {}): Logger {
  const scrub = createRedactor(secrets);
  return pino(
    {
      level,
      serializers: { err: loggedError },
      hooks: {
        logMethod(args, method, number) {
          const loud = LOUD.get(number);
          if (loud) onLoud?.(loud);
          method.apply(this, args);
        },
        streamWrite(line) {
          beforeLine?.();
          return scrub(line);
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
