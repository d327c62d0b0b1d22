import type { App, ViewSubmitAction } from '@slack/bolt';
import { asksInThread } from '../../asks-in-thread.ts';
import { SELECT_OPTIONS } from '../limits.ts';
import { ASK_ABOUT_MESSAGE_SHORTCUT, ASK_SHORTCUT } from '../registration/callbacks.ts';
import { readReceived } from '../rendering/escape.ts';
import {
  ASK_CALLBACK,
  askModal,
  LOOKING,
  NO_QUESTION,
  readSubmission,
  TOPIC_ACTION,
  topicOptions,
} from '../rendering/modal.ts';
import { eventContextOf, isDirect } from './event-context.ts';
import type { HandlerContext } from './handler-context.ts';

/** The form for a question: the shortcuts that open it, its type-ahead, and its submission. */
export function receiveQuestionForms(app: App, handlerContext: HandlerContext): void {
  const { dispatcher, inFlight, workOnce, askerOf, answer, fillView } = handlerContext;

  app.shortcut(ASK_SHORTCUT, async ({ ack, shortcut, client }) => {
    await ack();
    workOnce('a shortcut', shortcut.trigger_id, async () => {
      await client.views.open({ trigger_id: shortcut.trigger_id, view: askModal({ kind: 'view' }) });
    });
  });

  app.shortcut(
    { callback_id: ASK_ABOUT_MESSAGE_SHORTCUT, type: 'message_action' },
    async ({ ack, shortcut, client }) => {
      await ack();
      workOnce('a message shortcut', shortcut.trigger_id, async () => {
        const thread: unknown = shortcut.message['thread_ts'];
        await client.views.open({
          trigger_id: shortcut.trigger_id,
          view: askModal(
            {
              kind: 'conversation',
              channel: shortcut.channel.id,
              ...(typeof thread === 'string' ? { thread } : {}),
              // About what somebody said, by whom it may not concern.
              hidden: true,
            },
            { question: readReceived(shortcut.message.text ?? '') },
          ),
        });
      });
    },
  );

  app.options(TOPIC_ACTION, async ({ ack, options: asked, body, client, context }) => {
    const eventContext = eventContextOf(client, context);
    const completions = await inFlight.track(
      dispatcher.complete({
        input: { kind: 'option', command: 'ask', option: 'topic', partial: asked.value },
        // A suggestion depends on nothing about the person, and there is no time to look anything up.
        asker: {
          platform: 'slack',
          workspace: eventContext.workspace,
          channel: body.user.id,
          person: { id: body.user.id, name: body.user.id },
          zone: handlerContext.zone,
          manager: false,
        },
        limit: SELECT_OPTIONS,
      }),
    );
    await ack({ options: topicOptions(completions) });
  });

  app.view<ViewSubmitAction>(
    { callback_id: ASK_CALLBACK, type: 'view_submission' },
    async ({ ack, view, body, client, context }) => {
      const submitted = readSubmission(view);
      if (!submitted) {
        await ack({ response_action: 'errors', errors: NO_QUESTION });
        return;
      }
      const { from, options } = submitted;
      const input = { kind: 'options', command: 'ask', options } as const;
      const eventContext = eventContextOf(client, context);
      if (from.kind === 'view') {
        await ack({ response_action: 'update', view: LOOKING });
        workOnce('a question in a modal', body.trigger_id, async () =>
          fillView(eventContext, view.id, input, await askerOf(eventContext, body.user.id, body.user.id)),
        );
        return;
      }
      await ack();
      workOnce('a question in a modal', body.trigger_id, async () => {
        const asker = await askerOf(eventContext, body.user.id, from.channel, from.thread);
        const seenByAll =
          isDirect(from.channel) ||
          asksInThread(input, { inThread: from.thread !== undefined, hidden: from.hidden });
        await answer(input, asker, seenByAll ? 'channel' : 'asker', {
          ...eventContext,
          key: `view:${view.id}`,
        });
      });
    },
  );
}
