import { withoutPrefix } from '../../dispatch/command-prefix.ts';
import type { Request } from '../../dispatch/dispatcher.ts';

/** Not needed here, and typed all the same by who comes from elsewhere. */
const PREFIX = '/brief';

/** Words typed in a terminal: one reader, who sees everything and manages everything there. */
export function terminalRequest(words: string, zone: string): Request {
  return {
    input: { kind: 'words', words: withoutPrefix(words, PREFIX) },
    audience: 'channel',
    asker: {
      platform: 'terminal',
      workspace: 'local',
      channel: 'terminal',
      person: { id: 'reader', name: 'reader' },
      zone,
      manager: true,
    },
  };
}
