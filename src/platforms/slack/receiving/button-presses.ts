import type { App } from '@slack/bolt';
import { asksInThread } from '../../asks-in-thread.ts';
import { isPushLimit } from '../api/failures.ts';
import { CONTINUE_ACTION } from '../rendering/continuation.ts';
import { askModal, LOOKING, type Origin } from '../rendering/modal.ts';
import { type EventContext, eventContextOf, isDirect } from './event-context.ts';
import type { HandlerContext } from './handler-context.ts';
import { type Press, press } from './payloads.ts';

/** Buttons on messages, in modals and on the Home tab: each says words, or opens the form for a question. */
export function receiveButtonPresses(app: App, handlerContext: HandlerContext): void {
  const { workOnce, askerOf, answer, fillView } = handlerContext;
  app.action(/^(?:run|more|ask|share|link)(?::|$)/u, async ({ ack, body, client, context }) => {
    await ack();
    const pressed = press.parse(body);
    workOnce('a pressed button', pressed.trigger_id, async () => {
      const [action] = pressed.actions;
      if (!action) return;
      const eventContext = eventContextOf(client, context);
      const [kind, where] = action.action_id.split(':');
      const words = action.value ?? '';
      if (kind === 'ask') await openAsk(eventContext, pressed, words);
      else if (kind === 'run') await run(eventContext, pressed, words, { inPlace: where === 'in-place' });
      else if (kind === CONTINUE_ACTION) await run(eventContext, pressed, words, { part: Number(where) });
      else if (kind === 'share') await share(eventContext, pressed, words);
    });
  });

  async function openAsk({ client }: EventContext, pressed: Press, topic: string): Promise<void> {
    const { trigger_id, channel, container, view } = pressed;
    const thread = container.thread_ts;
    const from: Origin = channel
      ? {
          kind: 'conversation',
          channel: channel.id,
          ...(thread === undefined ? {} : { thread }),
          hidden: container.is_ephemeral === true,
        }
      : { kind: 'view' };
    const form = askModal(from, { topic });
    if (view?.type !== 'modal') {
      await client.views.open({ trigger_id, view: form });
      return;
    }
    try {
      await client.views.push({ trigger_id, view: form });
    } catch (error) {
      // Slack stacks three modals at most; the form then takes the place of the last answer.
      if (!isPushLimit(error)) throw error;
      await client.views.update({ view_id: view.id, view: form });
    }
  }

  async function run(
    eventContext: EventContext,
    pressed: Press,
    words: string,
    { inPlace = false, part = 0 }: { readonly inPlace?: boolean; readonly part?: number },
  ): Promise<void> {
    const { container, channel, user, trigger_id } = pressed;
    if (!channel || container.message_ts === undefined) {
      await runInView(eventContext, pressed, words);
      return;
    }
    const key = `press:${pressed.actions[0]?.action_ts ?? trigger_id}:${user.id}`;
    const asker = await askerOf(eventContext, user.id, channel.id, container.thread_ts);
    const ephemeral = container.is_ephemeral === true;
    const input = { kind: 'words', words } as const;
    const seenByAll =
      isDirect(channel.id) ||
      (inPlace && !ephemeral) ||
      asksInThread(input, { inThread: container.thread_ts !== undefined, hidden: ephemeral });
    await answer(input, asker, seenByAll ? 'channel' : 'asker', {
      ...eventContext,
      key,
      part,
      ...(pressed.response_url === undefined ? {} : { responseUrl: pressed.response_url }),
      ...(inPlace ? { replace: { messageId: container.message_ts, ephemeral } } : {}),
    });
  }

  /** From the Home tab a modal opens; within a modal its content changes. */
  async function runInView(
    eventContext: EventContext,
    { trigger_id, view, user }: Press,
    words: string,
  ): Promise<void> {
    let viewId = view?.id;
    if (view?.type !== 'modal') {
      const opened = await eventContext.client.views.open({ trigger_id, view: LOOKING });
      viewId = opened.view?.id;
    }
    if (viewId === undefined) return;
    const asker = await askerOf(eventContext, user.id, user.id);
    await fillView(eventContext, viewId, { kind: 'words', words }, asker);
  }

  async function share(eventContext: EventContext, pressed: Press, words: string): Promise<void> {
    const { channel, container, user } = pressed;
    const key = `share:${pressed.actions[0]?.action_ts ?? pressed.trigger_id}:${user.id}`;
    if (!channel) return;
    const asker = await askerOf(eventContext, user.id, channel.id, container.thread_ts);
    await handlerContext.share(words, asker, {
      ...eventContext,
      key,
      ...(pressed.response_url === undefined ? {} : { responseUrl: pressed.response_url }),
    });
  }
}
