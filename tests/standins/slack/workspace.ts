import type { KnownBlock } from '@slack/types';
import { complaintsAbout } from './block-checks.ts';

/** A message as the workspace shows it. */
export interface StandInMessage {
  readonly ts: string;
  readonly channel: string;
  readonly thread?: string;
  text: string;
  blocks: KnownBlock[];
  metadata?: unknown;
  /** Present on an ephemeral message: who sees it. */
  readonly visibleTo?: string;
  readonly botId: string;
}

export interface StandInView {
  readonly id: string;
  type: string;
  callbackId?: string;
  privateMetadata: string;
  blocks: KnownBlock[];
}

/** What a Web API method or a `response_url` answers in its body. */
export type MethodResult = Readonly<Record<string, unknown>> & { readonly ok: boolean };

/** Methods of the Web API, over messages and views held in memory. Unknown methods and bad arguments are refused. */
export class StandInWorkspace {
  readonly teamId = 'T0STANDIN';
  readonly botId = 'B0RAPPORT';
  readonly botUserId = 'U0RAPPORT';
  readonly messages: StandInMessage[] = [];
  /** What happened to messages that everybody sees, in order. */
  readonly changes: { readonly what: 'posted' | 'updated' | 'deleted'; readonly text: string }[] = [];
  readonly views: StandInView[] = [];
  readonly homes = new Map<string, StandInView>();
  readonly statuses: string[] = [];
  readonly prompts: { channel: string; thread?: string; titles: string[]; messages: string[] }[] = [];
  /** What would have been wrong with blocks; a test that sends nothing wrong finds this empty. */
  readonly complaints: string[] = [];
  /** Channels the bot is a member of. Direct messages need no membership. */
  readonly memberOf = new Set(['C0GENERAL', 'C0SECOND']);
  readonly privateChannels = new Set<string>();
  readonly people = new Map([
    ['U0ANN', { name: 'ann', tz: 'Asia/Kathmandu', admin: true }],
    ['U0BEN', { name: 'ben', tz: 'Europe/London', admin: false }],
  ]);
  readonly validTriggers = new Set<string>();
  /** Tokens that are accepted, with the scopes they carry. */
  readonly tokens = new Map<string, readonly string[]>();
  #clock = Date.now() / 1000;
  /** Modals that lie on each other. */
  #stacked = 0;

  nextTs(): string {
    this.#clock = Math.max(this.#clock + 0.001, Date.now() / 1000);
    return this.#clock.toFixed(6);
  }

  call(method: string, args: Readonly<Record<string, string>>): MethodResult {
    switch (method) {
      case 'auth.test':
        return {
          ok: true,
          url: 'https://standin.slack.example/',
          team: 'Stand-in',
          team_id: this.teamId,
          user_id: this.botUserId,
          bot_id: this.botId,
        };
      case 'chat.postMessage':
        return this.#post(args);
      case 'chat.postEphemeral':
        return this.#post(args, args['user']);
      case 'chat.update':
        return this.#update(args);
      case 'chat.delete':
        return this.#delete(args);
      case 'conversations.history':
      case 'conversations.replies':
        return this.#history(args);
      case 'conversations.info':
        return this.#channel(args['channel'] ?? '');
      case 'users.info':
        return this.#person(args['user'] ?? '');
      case 'users.conversations':
        return this.#channelsOfPerson(args);
      case 'views.open':
        this.#stacked = 0;
        return this.#openView(args);
      case 'views.push':
        return this.#stacked < 3 ? this.#openView(args) : { ok: false, error: 'push_limit_reached' };
      case 'views.update':
        return this.#updateView(args);
      case 'views.publish':
        return this.#publish(args);
      case 'assistant.threads.setStatus':
        this.statuses.push(args['status'] ?? '');
        return { ok: true };
      case 'assistant.threads.setSuggestedPrompts':
        this.prompts.push({
          channel: args['channel_id'] ?? '',
          ...(args['thread_ts'] === undefined ? {} : { thread: args['thread_ts'] }),
          titles: list(args['prompts']).map((prompt) => field(prompt, 'title')),
          messages: list(args['prompts']).map((prompt) => field(prompt, 'message')),
        });
        return { ok: true };
      default:
        return { ok: false, error: 'unknown_method' };
    }
  }

  /** A use of a `response_url`. */
  respond(
    channel: string,
    user: string,
    source: string | undefined,
    body: Readonly<Record<string, unknown>>,
  ): MethodResult {
    const blocks = this.#checkBlocks(JSON.stringify(body['blocks'] ?? []), 'message');
    if (blocks === undefined) return { ok: false, error: 'invalid_blocks' };
    const text = String(body['text'] ?? '');
    if (text === '') this.complaints.push('a response without text');
    const replaced =
      body['replace_original'] === true ? this.messages.find(({ ts }) => ts === source) : undefined;
    if (replaced) {
      replaced.text = text;
      replaced.blocks = blocks;
      return { ok: true };
    }
    this.messages.push({
      ts: this.nextTs(),
      channel,
      ...(typeof body['thread_ts'] === 'string' ? { thread: body['thread_ts'] } : {}),
      text,
      blocks,
      botId: this.botId,
      ...(body['response_type'] === 'in_channel' ? {} : { visibleTo: user }),
    });
    return { ok: true };
  }

  #channelsOfPerson({ limit = '100', cursor = '0' }: Readonly<Record<string, string>>): MethodResult {
    const end = Number(cursor) + Number(limit);
    const channels = [...this.memberOf]
      .slice(Number(cursor), end)
      .map((id) => ({ id, name: id.slice(2).toLowerCase() }));
    const next = end < this.memberOf.size ? String(end) : '';
    return { ok: true, channels, response_metadata: { next_cursor: next } };
  }

  #channel(id: string): MethodResult {
    // Of a private channel nobody outside it is told that there is one.
    const isPrivate = this.privateChannels.has(id);
    if (isPrivate && !this.memberOf.has(id)) return { ok: false, error: 'channel_not_found' };
    return { ok: true, channel: { id, is_private: isPrivate, is_member: this.memberOf.has(id) } };
  }

  #post(args: Readonly<Record<string, string>>, visibleTo?: string): MethodResult {
    const channel = args['channel'] ?? '';
    if (channel.startsWith('C') && !this.memberOf.has(channel)) {
      return { ok: false, error: visibleTo === undefined ? 'not_in_channel' : 'user_not_in_channel' };
    }
    if (!/^[CDU]/u.test(channel)) return { ok: false, error: 'channel_not_found' };
    if ((args['text'] ?? '') === '') return { ok: false, error: 'no_text' };
    if (/<[!@#]/u.test(args['text'] ?? '')) this.complaints.push(`a text that mentions: ${args['text']}`);
    if (visibleTo === undefined && (args['unfurl_links'] !== 'false' || args['unfurl_media'] !== 'false')) {
      this.complaints.push('a message that may unfurl');
    }
    const blocks = this.#checkBlocks(args['blocks'] ?? '[]', 'message');
    if (blocks === undefined) return { ok: false, error: 'invalid_blocks' };
    const ts = this.nextTs();
    this.messages.push({
      ts,
      // Writing to a person opens the direct messages with them.
      channel: channel.startsWith('U') ? `D${channel.slice(1)}` : channel,
      ...(args['thread_ts'] === undefined ? {} : { thread: args['thread_ts'] }),
      text: args['text'] ?? '',
      blocks,
      ...(args['metadata'] === undefined ? {} : { metadata: JSON.parse(args['metadata']) }),
      ...(visibleTo === undefined ? {} : { visibleTo }),
      botId: this.botId,
    });
    if (visibleTo === undefined) this.changes.push({ what: 'posted', text: args['text'] ?? '' });
    return { ok: true, ts, channel };
  }

  #update(args: Readonly<Record<string, string>>): MethodResult {
    const message = this.messages.find(({ ts }) => ts === args['ts']);
    if (!message) return { ok: false, error: 'message_not_found' };
    if (message.channel !== args['channel']) return { ok: false, error: 'channel_not_found' };
    if ((args['text'] ?? '') === '') return { ok: false, error: 'no_text' };
    if (/<[!@#]/u.test(args['text'] ?? '')) this.complaints.push(`a text that mentions: ${args['text']}`);
    const blocks = this.#checkBlocks(args['blocks'] ?? '[]', 'message');
    if (blocks === undefined) return { ok: false, error: 'invalid_blocks' };
    message.text = args['text'] ?? '';
    message.blocks = blocks;
    // Whether Slack keeps what is not passed again is not documented; here it is gone.
    if (args['metadata'] === undefined) delete message.metadata;
    else message.metadata = JSON.parse(args['metadata']);
    this.changes.push({ what: 'updated', text: message.text });
    return { ok: true, ts: message.ts };
  }

  #delete(args: Readonly<Record<string, string>>): MethodResult {
    const index = this.messages.findIndex(
      ({ ts, channel }) => ts === args['ts'] && channel === args['channel'],
    );
    const [deleted] = index < 0 ? [] : this.messages.splice(index, 1);
    if (!deleted) return { ok: false, error: 'message_not_found' };
    this.changes.push({ what: 'deleted', text: deleted.text });
    return { ok: true, ts: deleted.ts };
  }

  /** Newest first, as Slack has it; metadata only when asked for, and pages by cursor. */
  #history(args: Readonly<Record<string, string>>): MethodResult {
    const { channel = '', oldest = '0', ts: thread, cursor = '0', limit = '100' } = args;
    if (channel.startsWith('C') && !this.memberOf.has(channel)) return { ok: false, error: 'not_in_channel' };
    const all = this.messages
      .filter((message) => message.channel === channel && message.visibleTo === undefined)
      .filter((message) => message.thread === thread && Number(message.ts) >= Number(oldest))
      .toReversed();
    const from = Number(cursor);
    const page = all.slice(from, from + Number(limit));
    const next = from + page.length < all.length ? String(from + page.length) : '';
    return {
      ok: true,
      messages: page.map((message) => ({
        type: 'message',
        ts: message.ts,
        bot_id: message.botId,
        text: message.text,
        ...(args['include_all_metadata'] === 'true' ? { metadata: message.metadata } : {}),
      })),
      response_metadata: { next_cursor: next },
    };
  }

  #person(id: string): MethodResult {
    const person = this.people.get(id);
    if (!person) return { ok: false, error: 'user_not_found' };
    return {
      ok: true,
      user: {
        id,
        name: person.name,
        tz: person.tz,
        is_admin: person.admin,
        profile: { display_name: person.name },
      },
    };
  }

  #openView(args: Readonly<Record<string, string>>): MethodResult {
    if (!this.validTriggers.delete(args['trigger_id'] ?? ''))
      return { ok: false, error: 'expired_trigger_id' };
    const view = this.#readView(args['view'] ?? '{}', `V${this.views.length + 1}`);
    if (!view) return { ok: false, error: 'invalid_arguments' };
    this.views.push(view);
    this.#stacked += 1;
    return { ok: true, view: { id: view.id } };
  }

  #updateView(args: Readonly<Record<string, string>>): MethodResult {
    const index = this.views.findIndex(({ id }) => id === args['view_id']);
    const view = this.#readView(args['view'] ?? '{}', args['view_id'] ?? '');
    if (index < 0 || !view) return { ok: false, error: 'not_found' };
    this.views[index] = view;
    return { ok: true, view: { id: view.id } };
  }

  #publish(args: Readonly<Record<string, string>>): MethodResult {
    const view = this.#readView(args['view'] ?? '{}', `H${args['user_id']}`);
    if (!view) return { ok: false, error: 'invalid_arguments' };
    this.homes.set(args['user_id'] ?? '', view);
    return { ok: true, view: { id: view.id } };
  }

  #readView(json: string, id: string): StandInView | undefined {
    const view: unknown = JSON.parse(json);
    const type = field(view, 'type');
    const title =
      typeof view === 'object' && view !== null && 'title' in view ? field(view.title, 'text') : '';
    if (title.length > 24) this.complaints.push(`a modal title of ${title.length} characters`);
    const blocks = this.#checkBlocks(
      JSON.stringify(typeof view === 'object' && view !== null && 'blocks' in view ? view.blocks : []),
      type === 'home' ? 'home' : 'modal',
    );
    if (blocks === undefined) return undefined;
    return {
      id,
      type,
      callbackId: field(view, 'callback_id'),
      privateMetadata: field(view, 'private_metadata'),
      blocks,
    };
  }

  #checkBlocks(json: string, surface: 'message' | 'modal' | 'home'): KnownBlock[] | undefined {
    const blocks: KnownBlock[] = JSON.parse(json);
    if (blocks.length === 0) return [];
    const complaints = complaintsAbout(blocks, surface);
    this.complaints.push(...complaints);
    return complaints.length === 0 ? blocks : undefined;
  }
}

function field(value: unknown, name: string): string {
  if (typeof value !== 'object' || value === null) return '';
  const found = Object.entries(value).find(([key]) => key === name)?.[1];
  return typeof found === 'string' ? found : '';
}

function list(json: string | undefined): readonly unknown[] {
  const parsed: unknown = JSON.parse(json ?? '[]');
  return Array.isArray(parsed) ? parsed : [];
}
