import type { App } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Asker, Desk, Request } from '../../command.ts';
import type { InFlight } from '../in-flight.ts';
import { offerPrompts, suggestPrompts, withStatus } from './agent.ts';
import type { Answering, Destination } from './answering.ts';
import { ASK_ABOUT_MESSAGE_SHORTCUT, ASK_SHORTCUT } from './callbacks.ts';
import { readReceived } from './escape.ts';
import { classifyError } from './failures.ts';
import type { Reader } from './forms.ts';
import type { Home } from './home.ts';
import { SELECT_OPTIONS } from './limits.ts';
import {
  ASK_CALLBACK,
  answerModal,
  askModal,
  NO_QUESTION,
  type Origin,
  readSubmission,
  TOPIC_ACTION,
  topicOptions,
} from './modal.ts';
import type { Once } from './once.ts';
import { isWrittenByPerson, type Press, press, type SaidMessage, saidMessage } from './payloads.ts';
import type { People } from './people.ts';
import { followRemovals, type LostWorkspace } from './removals.ts';
import { isDirect, isReplyToUs, type Scene, sceneOf } from './scene.ts';
import type { Workspaces } from './workspaces.ts';

export interface ReceiveOptions {
  readonly command: string;
  readonly zone: string;
  readonly desk: Desk;
  readonly people: People;
  readonly once: Once;
  readonly answering: Answering;
  readonly home: Home;
  readonly workspaces: Workspaces;
  readonly lost: LostWorkspace;
  readonly inFlight: InFlight;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}

/**
 * Registers everything that reaches us. Each listener acknowledges first and works after, except where the
 * acknowledgement itself carries the answer.
 */
export function receive(app: App, options: ReceiveOptions): void {
  const { command, desk, people, once, answering, home, workspaces, inFlight, now, log } = options;

  function work(what: string, task: () => Promise<void>): void {
    void inFlight.track(
      task().catch((error: unknown) => {
        log.error({ err: error, failure: classifyError(error) }, `${what} failed`);
      }),
    );
  }

  async function askerOf(scene: Scene, user: string, channel: string, thread?: string): Promise<Asker> {
    const person = await people.find(scene.client, scene.workspace, user);
    return {
      platform: 'slack',
      workspace: scene.workspace,
      channel,
      ...(thread === undefined ? {} : { thread }),
      person: { id: user, name: person.name },
      zone: person.zone ?? options.zone,
      manager: person.member || isDirect(channel),
    };
  }

  async function answer(
    words: string,
    asker: Asker,
    audience: Request['audience'],
    to: Omit<Destination, 'asker' | 'prefix'> & Pick<Scene, 'wait'>,
  ): Promise<void> {
    const answered = await desk.answer({ input: { kind: 'words', words }, asker, audience });
    await answering.deliver(answered, { ...to, asker, prefix: prefixIn(asker) });
    to.wait?.answered();
  }

  /** Slack takes no slash commands in threads; there the bot is addressed by a mention. */
  function prefixIn(asker: Asker): string {
    if (asker.thread === undefined) return command;
    return isDirect(asker.channel) ? '' : '@Rapporteur';
  }

  function readerFor(asker: Asker): Reader {
    return { zone: asker.zone, now: now(), prefix: command };
  }

  app.command(command, async ({ command: typed, ack, client, context }) => {
    await ack();
    work('a slash command', async () => {
      if (!once.firstHere(`command:${typed.trigger_id}`)) return;
      const scene = sceneOf(client, context, typed.team_id);
      const asker = await askerOf(scene, typed.user_id, typed.channel_id);
      await answer(readReceived(typed.text), asker, 'asker', {
        ...scene,
        responseUrl: typed.response_url,
        key: `command:${typed.trigger_id}`,
      });
    });
  });

  app.action(/^(?:run|ask|share|link)(?::|$)/u, async ({ ack, body, client, context }) => {
    await ack();
    work('a pressed button', async () => {
      const pressed = press.parse(body);
      const [action] = pressed.actions;
      if (!action) return;
      const scene = sceneOf(client, context);
      const [kind, where] = action.action_id.split(':');
      const words = action.value ?? '';
      if (kind === 'ask') await openAsk(scene, pressed, words);
      else if (kind === 'run') await run(scene, pressed, words, where === 'in-place');
      else if (kind === 'share') await share(scene, pressed, words);
    });
  });

  async function openAsk({ client }: Scene, pressed: Press, topic: string): Promise<void> {
    const { trigger_id, channel, container, view } = pressed;
    const thread = container.thread_ts;
    const from: Origin = channel
      ? { kind: 'conversation', channel: channel.id, ...(thread === undefined ? {} : { thread }) }
      : { kind: 'view' };
    const form = askModal(from, { topic });
    if (view?.type === 'modal') await client.views.push({ trigger_id, view: form });
    else await client.views.open({ trigger_id, view: form });
  }

  async function run(scene: Scene, pressed: Press, words: string, inPlace: boolean): Promise<void> {
    const { container, channel, user, trigger_id } = pressed;
    const key = `press:${pressed.actions[0]?.action_ts ?? trigger_id}:${user.id}`;
    if (!channel || container.message_ts === undefined) {
      await runInView(scene, pressed, words);
      return;
    }
    if (!once.firstHere(key)) return;
    const asker = await askerOf(scene, user.id, channel.id, container.thread_ts);
    const ephemeral = container.is_ephemeral === true;
    const seenByAll = isDirect(channel.id) || (inPlace && !ephemeral);
    await answer(words, asker, seenByAll ? 'channel' : 'asker', {
      ...scene,
      key,
      ...(pressed.response_url === undefined ? {} : { responseUrl: pressed.response_url }),
      ...(inPlace ? { replace: { messageId: container.message_ts, ephemeral } } : {}),
    });
  }

  /** From the Home tab a modal opens; within a modal its content changes. */
  async function runInView(scene: Scene, { trigger_id, view, user }: Press, words: string): Promise<void> {
    const looking = answerModal('looking', { zone: options.zone, now: now(), prefix: command });
    const viewId =
      view?.type === 'modal'
        ? view.id
        : (await scene.client.views.open({ trigger_id, view: looking })).view?.id;
    if (viewId === undefined) return;
    const asker = await askerOf(scene, user.id, user.id);
    await fillView(scene, viewId, words, asker);
  }

  async function fillView(
    { client, wait }: Scene,
    viewId: string,
    words: string,
    asker: Asker,
  ): Promise<void> {
    const { reply } = await desk.answer({ input: { kind: 'words', words }, asker, audience: 'channel' });
    await client.views.update({ view_id: viewId, view: answerModal(reply, readerFor(asker)) });
    wait?.answered();
  }

  async function share(scene: Scene, pressed: Press, words: string): Promise<void> {
    const { channel, container, user } = pressed;
    const key = `share:${pressed.actions[0]?.action_ts ?? pressed.trigger_id}:${user.id}`;
    if (!channel || !once.firstHere(key)) return;
    const asker = await askerOf(scene, user.id, channel.id, container.thread_ts);
    await answer(words, asker, 'channel', {
      ...scene,
      key,
      ...(pressed.response_url === undefined ? {} : { responseUrl: pressed.response_url }),
    });
  }

  app.options(TOPIC_ACTION, async ({ ack, options: asked, body, client, context }) => {
    const scene = sceneOf(client, context);
    const completions = await inFlight.track(
      desk.complete({
        input: { kind: 'option', command: 'ask', option: 'topic', partial: asked.value },
        // A suggestion depends on nothing about the person, and there is no time to look anything up.
        asker: {
          platform: 'slack',
          workspace: scene.workspace,
          channel: body.user.id,
          person: { id: body.user.id, name: body.user.id },
          zone: options.zone,
          manager: false,
        },
        limit: SELECT_OPTIONS,
      }),
    );
    await ack({ options: topicOptions(completions) });
  });

  app.view(
    { callback_id: ASK_CALLBACK, type: 'view_submission' },
    async ({ ack, view, body, client, context }) => {
      const submitted = readSubmission(view);
      if (!submitted) {
        await ack({ response_action: 'errors', errors: NO_QUESTION });
        return;
      }
      const { from, words } = submitted;
      const scene = sceneOf(client, context);
      if (from.kind === 'view') {
        const looking = answerModal('looking', { zone: options.zone, now: now(), prefix: command });
        await ack({ response_action: 'update', view: looking });
        work('a question in a modal', async () =>
          fillView(scene, view.id, words, await askerOf(scene, body.user.id, body.user.id)),
        );
        return;
      }
      await ack();
      work('a question in a modal', async () => {
        if (!once.firstHere(`view:${view.id}`)) return;
        const asker = await askerOf(scene, body.user.id, from.channel, from.thread);
        await answer(words, asker, isDirect(from.channel) ? 'channel' : 'asker', {
          ...scene,
          key: `view:${view.id}`,
        });
      });
    },
  );

  app.shortcut(ASK_SHORTCUT, async ({ ack, shortcut, client }) => {
    await ack();
    work('a shortcut', async () => {
      await client.views.open({ trigger_id: shortcut.trigger_id, view: askModal({ kind: 'view' }) });
    });
  });

  app.shortcut(
    { callback_id: ASK_ABOUT_MESSAGE_SHORTCUT, type: 'message_action' },
    async ({ ack, shortcut, client }) => {
      await ack();
      work('a message shortcut', async () => {
        const thread: unknown = shortcut.message['thread_ts'];
        await client.views.open({
          trigger_id: shortcut.trigger_id,
          view: askModal(
            {
              kind: 'conversation',
              channel: shortcut.channel.id,
              ...(typeof thread === 'string' ? { thread } : {}),
            },
            { question: readReceived(shortcut.message.text ?? '') },
          ),
        });
      });
    },
  );

  app.event('app_mention', async ({ event, client, context, body }) => {
    work('a mention', () => answerMessage(saidMessage.parse(event), sceneOf(client, context, body.team_id)));
  });

  app.event('message', async ({ event, client, context, body }) => {
    const parsed = saidMessage.safeParse(event);
    if (!parsed.success) return;
    const message = parsed.data;
    const scene = sceneOf(client, context, body.team_id);
    if (isDirect(message.channel) || isReplyToUs(message, scene)) {
      work('a message', () => answerMessage(message, scene));
    }
  });

  async function answerMessage(message: SaidMessage, scene: Scene): Promise<void> {
    const { channel, ts, user } = message;
    if (!isWrittenByPerson(message) || user === scene.botUserId) return;
    // A mention arrives both as `app_mention` and as `message`, with different event ids.
    const key = `message:${scene.workspace}:${channel}:${ts}`;
    if (!(await once.first(key))) return;
    // In a channel the answer opens a thread; a direct message goes on as it is.
    const thread = message.thread_ts ?? (isDirect(channel) ? undefined : ts);
    const asker = await askerOf(scene, user, channel, thread);
    const words = readReceived(message.text, scene.botUserId);
    await withStatus(scene.client, channel, thread ?? ts, answer(words, asker, 'channel', { ...scene, key }));
  }

  app.event('app_home_opened', async ({ event, client, context, body }) => {
    const scene = sceneOf(client, context, body.team_id);
    work('opening the Home tab', async () => {
      const asker = await askerOf(scene, event.user, event.channel);
      if (event.tab === 'home') await home.publish(client, asker, readerFor(asker));
      else await offerPrompts(client, event.channel, await suggestPrompts(desk, asker), undefined, log);
    });
  });

  app.event('assistant_thread_started', async ({ event, client, context, body }) => {
    const { channel_id, thread_ts, user_id } = event.assistant_thread;
    const scene = sceneOf(client, context, body.team_id);
    work('opening the assistant', async () => {
      const asker = await askerOf(scene, user_id, channel_id, thread_ts);
      await offerPrompts(client, channel_id, await suggestPrompts(desk, asker), thread_ts, log);
    });
  });

  followRemovals(app, { workspaces, lost: options.lost, work });
}
