import type { Hono } from 'hono';
import type { Logger } from 'pino';
import { UserError } from '../../../errors.ts';
import { problem } from './responses.ts';

/** HTTP status of a refusal, by its code. */
const STATUS = {
  invalid: 400,
  not_found: 404,
  not_allowed: 403,
  conflict: 409,
  too_many: 429,
  unavailable: 503,
} as const satisfies Record<UserError['code'], number>;

/** Answers what no route takes, and what a route throws: refusals in their own words, faults without details. */
export function answerRefusals(app: Hono, log: Logger): void {
  app.notFound((context) => problem(context, 404, `There is nothing at ${context.req.path}.`, ''));

  app.onError((error, context) => {
    if (error instanceof UserError) return problem(context, STATUS[error.code], error.message, error.hint);
    log.error({ err: error, path: context.req.path }, 'a request to the web workspace failed');
    return problem(
      context,
      500,
      'Something failed inside Rapporteur.',
      'Try again; the log has the details.',
    );
  });
}
