import { randomUUID } from 'node:crypto';
import type { Acknowledgement, Payload, PayloadKind } from './payload.ts';
import { StandInWorkspace } from './workspace.ts';

/** What people do in Slack, as the payloads that it makes of it. How those travel is up to whoever extends this. */
export abstract class PeopleInSlack {
  readonly workspace = new StandInWorkspace();

  /** Delivers a payload and resolves when it was acknowledged, or refused. */
  abstract send(kind: PayloadKind, payload: Payload, retry?: number): Promise<Acknowledgement>;
  /** An address for answers to what `user` did in `channel`, on the message `source`. */
  abstract responseUrl(channel: string, user: string, source?: string): string;

  command(
    text: string,
    options: { user?: string; channel?: string; triggerId?: string } = {},
  ): Promise<Acknowledgement> {
    const { user = 'U0ANN', channel = 'C0GENERAL', triggerId = this.trigger() } = options;
    return this.send('slash_commands', {
      command: '/brief',
      text,
      user_id: user,
      channel_id: channel,
      team_id: this.workspace.teamId,
      response_url: this.responseUrl(channel, user),
      trigger_id: triggerId,
      is_enterprise_install: 'false',
    });
  }

  /** Presses a button of a message or view by its label or action id. */
  press(
    action: { action_id?: string; value?: string },
    on:
      | { channel: string; ts: string; ephemeral: boolean; thread?: string }
      | { view: { id: string; type: string } },
    user = 'U0ANN',
    userTeam = this.workspace.teamId,
  ): Promise<Acknowledgement> {
    const onView = 'view' in on;
    return this.send('interactive', {
      type: 'block_actions',
      team: { id: this.workspace.teamId, domain: 'standin' },
      user: { id: user, name: 'ann', team_id: userTeam },
      trigger_id: this.trigger(),
      ...(onView
        ? { view: on.view, container: { type: 'view', view_id: on.view.id } }
        : {
            channel: { id: on.channel, name: 'general' },
            container: {
              type: 'message',
              message_ts: on.ts,
              channel_id: on.channel,
              is_ephemeral: on.ephemeral,
              ...(on.thread === undefined ? {} : { thread_ts: on.thread }),
            },
            response_url: this.responseUrl(on.channel, user, on.ts),
          }),
      actions: [{ type: 'button', block_id: 'b', action_ts: this.workspace.nextTs(), ...action }],
    });
  }

  submit(
    view: { id: string; privateMetadata: string },
    question: string,
    topic?: string,
  ): Promise<Acknowledgement> {
    return this.send('interactive', {
      type: 'view_submission',
      trigger_id: this.trigger(),
      team: { id: this.workspace.teamId, domain: 'standin' },
      user: { id: 'U0ANN', name: 'ann', team_id: this.workspace.teamId },
      view: {
        id: view.id,
        type: 'modal',
        callback_id: 'ask',
        private_metadata: view.privateMetadata,
        state: {
          values: {
            question: { question: { type: 'plain_text_input', value: question } },
            topic: {
              topic: {
                type: 'external_select',
                selected_option:
                  topic === undefined ? null : { text: { type: 'plain_text', text: topic }, value: topic },
              },
            },
          },
        },
      },
    });
  }

  suggest(typed: string): Promise<Acknowledgement> {
    return this.send('interactive', {
      type: 'block_suggestion',
      action_id: 'topic',
      block_id: 'topic',
      value: typed,
      team: { id: this.workspace.teamId, domain: 'standin' },
      user: { id: 'U0ANN', name: 'ann', team_id: this.workspace.teamId },
      container: { type: 'view' },
      api_app_id: 'A0',
      token: '',
    });
  }

  messageShortcut(text: string, channel = 'C0GENERAL'): Promise<Acknowledgement> {
    return this.send('interactive', {
      type: 'message_action',
      callback_id: 'ask_about_message',
      trigger_id: this.trigger(),
      message_ts: '1',
      response_url: this.responseUrl(channel, 'U0ANN'),
      message: { type: 'message', text, ts: '1.1', user: 'U0BEN' },
      user: { id: 'U0ANN', name: 'ann', team_id: this.workspace.teamId },
      channel: { id: channel, name: 'general' },
      team: { id: this.workspace.teamId, domain: 'standin' },
    });
  }

  event(event: Payload, options: { eventId?: string; retry?: number } = {}): Promise<Acknowledgement> {
    return this.send(
      'events_api',
      {
        type: 'event_callback',
        event_id: options.eventId ?? `Ev${randomUUID()}`,
        event_time: Math.floor(Date.now() / 1000),
        team_id: this.workspace.teamId,
        api_app_id: 'A0',
        authorizations: [
          {
            enterprise_id: null,
            team_id: this.workspace.teamId,
            user_id: this.workspace.botUserId,
            is_bot: true,
            is_enterprise_install: false,
          },
        ],
        event,
      },
      options.retry,
    );
  }

  trigger(): string {
    const id = `trigger-${randomUUID()}`;
    this.workspace.validTriggers.add(id);
    return id;
  }
}
