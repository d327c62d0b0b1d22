import { stdSerializers } from 'pino';

/**
 * What says where a failure lies: of Node, HTTP clients, SQLite, Postgres, and of our own `UserError`. Libraries hang more
 * on their errors, such as the whole request that failed, with what people asked and were told.
 */
const TELLING = [
  'hint',
  'code',
  'errcode',
  'errstr',
  'syscall',
  'address',
  'port',
  'status',
  'statusCode',
  'method',
  'constraint',
  'table',
  'column',
] as const;

/** An error as a line of the log holds it: its kind, message, stack and causes, and of its other fields those that are known. */
export function loggedError(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === 'object' && error !== null ? {} : error;
  const { type, message, stack, ...rest } = stdSerializers.err(error);
  const fields = Object.entries(rest).filter(
    ([name, value]) => TELLING.some((telling) => telling === name) && typeof value !== 'object',
  );
  return {
    type,
    message,
    stack,
    ...Object.fromEntries(fields),
    ...(error instanceof AggregateError ? { errors: error.errors.map(loggedError) } : {}),
  };
}
