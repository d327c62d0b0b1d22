import type { App } from '@slack/bolt';
import type { OnLost } from '../../platform.ts';
import type { Workspaces } from '../workspaces/workspaces.ts';
import { offerPrompts, suggestPrompts } from './agent.ts';
import { receiveButtonPresses } from './button-presses.ts';
import { eventContextOf } from './event-context.ts';
import { createHandlerContext, type HandlerOptions } from './handler-context.ts';
import type { Home } from './home-tab.ts';
import { receiveMessages } from './messages.ts';
import { receiveQuestionForms } from './question-forms.ts';
import { followUninstalls } from './uninstalls.ts';

export interface ReceiveOptions extends HandlerOptions {
  readonly home: Home;
  readonly workspaces: Workspaces;
  readonly onLost: OnLost;
}

/**
 * Registers everything that reaches us. Each listener acknowledges first and works after, except where the
 * acknowledgement itself carries the answer.
 */
export function receive(app: App, { home, workspaces, onLost, ...options }: ReceiveOptions): void {
  const handlerContext = createHandlerContext(options);
  const { command, dispatcher, log, work, workOnce, wordsIn, askerOf, answer, readerFor } = handlerContext;

  app.command(command, async ({ command: typed, ack, client, context }) => {
    await ack();
    workOnce('a slash command', typed.trigger_id, async () => {
      const eventContext = eventContextOf(client, context, typed.team_id);
      const asker = await askerOf(eventContext, typed.user_id, typed.channel_id);
      const input = { kind: 'words', words: wordsIn(typed.text, eventContext) } as const;
      await answer(input, asker, 'asker', {
        ...eventContext,
        responseUrl: typed.response_url,
        key: `command:${typed.trigger_id}`,
      });
    });
  });

  receiveButtonPresses(app, handlerContext);
  receiveQuestionForms(app, handlerContext);
  receiveMessages(app, handlerContext);

  app.event('app_home_opened', async ({ event, client, context, body }) => {
    const eventContext = eventContextOf(client, context, body.team_id);
    work('opening the Home tab', async () => {
      const asker = await askerOf(eventContext, event.user, event.channel);
      if (event.tab === 'home') await home.publish(client, asker, readerFor(asker));
      else await offerPrompts(client, event.channel, await suggestPrompts(dispatcher, asker), undefined, log);
    });
  });

  app.event('assistant_thread_started', async ({ event, client, context, body }) => {
    const { channel_id, thread_ts, user_id } = event.assistant_thread;
    const eventContext = eventContextOf(client, context, body.team_id);
    work('opening the assistant', async () => {
      const asker = await askerOf(eventContext, user_id, channel_id, thread_ts);
      await offerPrompts(client, channel_id, await suggestPrompts(dispatcher, asker), thread_ts, log);
    });
  });

  followUninstalls(app, { workspaces, onLost, work });
}
