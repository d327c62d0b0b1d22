import type { Request } from '../../desk/desk.ts';

/** Words typed in a terminal: one reader, who sees everything and manages everything there. */
export function terminalRequest(words: string, zone: string): Request {
  return {
    input: { kind: 'words', words },
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
