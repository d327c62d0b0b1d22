import { UserError } from '../../errors.ts';
import type { Trouble } from './watchdog.ts';

/** Why the program ends itself, for whoever finds it ended. */
export function stuck({ alert, platform, since }: Trouble): UserError {
  const what =
    alert === 'connection-silent'
      ? `The connection to ${platform} has shown no life since ${since}`
      : `Digests have not been looked after since ${since}`;
  return new UserError(
    'unavailable',
    `${what}, and nothing in this process mends that.`,
    'Rapporteur ends with exit code 1, so that whatever supervises it starts it again (docs/RUNBOOK.md, “The program ended itself”).',
  );
}
