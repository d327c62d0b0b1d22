import { UserError } from '../../errors.ts';
import type { Trouble } from './watchdog.ts';

/** Why the program ends itself, for whoever finds it ended. */
export function stuck({ alert, platform, since }: Trouble): UserError {
  const what =
    alert === 'connection-silent'
      ? `The connection to ${platform} has shown no life since ${since}`
      : `Digests have not been processed since ${since}`;
  return new UserError(
    'unavailable',
    `${what}, and this process cannot recover from that.`,
    'Rapporteur ends with exit code 1, so that its supervisor starts it again (docs/RUNBOOK.md, “The program ended itself”).',
  );
}
