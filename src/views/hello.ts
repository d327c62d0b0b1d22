import { type Reply, text } from '../reply.ts';
import { HELP_ACTIONS } from './help.ts';

/** To whoever greets, thanks or wonders whom they talk with: what the bot does, and how to begin. */
export function helloReply(): Reply {
  return {
    tone: 'plain',
    blocks: [
      {
        kind: 'text',
        spans: [
          text(
            'I am Rapporteur. I tell what your team’s briefings say, with their sources, or say plainly that they do not cover it. Ask a question, name a briefing, or begin here:',
          ),
        ],
      },
      {
        kind: 'actions',
        actions: [{ kind: 'run', label: 'What you can ask', words: 'help', where: 'below' }, ...HELP_ACTIONS],
      },
    ],
  };
}
