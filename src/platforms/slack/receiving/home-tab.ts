import type { HomeView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { Asker, Dispatcher } from '../../../dispatch/dispatcher.ts';
import { type Block, type Spans, strong, text } from '../../../reply.ts';
import { classifyError } from '../api/failures.ts';
import type { Reader } from '../rendering/forms.ts';
import { renderView } from '../rendering/render.ts';

/** What the Home tab tells of the digests that channels receive; satisfied by whoever keeps subscriptions. */
export interface ChannelSubscriptions {
  /** One line each, for those of `channels` that have a subscription, with any failure. */
  describe(
    workspace: string,
    channels: readonly string[],
    now: Temporal.Instant,
  ): Promise<readonly { readonly channel: string; readonly spans: Spans }[]>;
}

export interface HomeOptions {
  readonly dispatcher: Dispatcher;
  readonly subscriptions?: ChannelSubscriptions;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}

/** Neither commands nor mentions can be typed on the Home tab. */
const ASK: Block = {
  kind: 'actions',
  actions: [
    { kind: 'ask', label: 'Ask a question' },
    { kind: 'run', label: 'What can I ask?', words: 'help', where: 'below' },
  ],
};

/** The event comes at every opening of the tab; within this time the view is still fresh. */
const FRESH_MS = 5_000;
const VIEWS_REMEMBERED = 10_000;
/** Channels of one request, as Slack recommends, and requests for one view: of the fifty that a workspace has a minute. */
const CHANNELS = 200;
const PAGES = 5;

export interface Home {
  /** Never rejects. */
  publish(client: WebClient, asker: Asker, reader: Reader): Promise<void>;
}

export function createHome({ dispatcher, subscriptions, now, log }: HomeOptions): Home {
  const published = new LRUCache<string, true>({
    max: VIEWS_REMEMBERED,
    ttl: FRESH_MS,
    ttlResolution: 0,
    perf: { now: () => now().epochMilliseconds },
  });

  async function publish(client: WebClient, asker: Asker, reader: Reader): Promise<void> {
    const key = `${asker.workspace}/${asker.person.id}`;
    if (published.has(key)) return;
    published.set(key, true);
    try {
      const { reply } = await dispatcher.answer({
        input: { kind: 'words', words: 'list' },
        asker,
        audience: 'asker',
      });
      const blocks = [...reply.blocks, ASK, ...(await digestBlocks(client, asker))];
      const view: HomeView = { type: 'home', blocks: renderView({ ...reply, blocks }, reader) };
      await client.views.publish({ user_id: asker.person.id, view });
    } catch (error) {
      published.delete(key);
      log.warn({ failure: classifyError(error) }, 'the Home tab could not be drawn');
    }
  }

  async function digestBlocks(client: WebClient, asker: Asker): Promise<readonly Block[]> {
    if (!subscriptions) return [];
    const channels = await channelsOf(client, asker.person.id);
    // Digests that were subscribed to on this tab go to the person, who is reached by either name.
    const names = new Map([
      ...[asker.channel, asker.person.id].map((id) => [id, 'Here, with Rapporteur'] as const),
      ...(channels?.names ?? []),
    ]);
    const lines = await subscriptions.describe(asker.workspace, [...names.keys()], now());
    return [
      { kind: 'heading', level: 2, text: 'Digests in your channels' },
      ...(lines.length === 0
        ? []
        : [
            {
              kind: 'list',
              items: lines.map(({ channel, spans }) => [
                strong(names.get(channel) ?? channel),
                text(': '),
                ...spans,
              ]),
            } as const,
          ]),
      ...notes(channels, lines.length),
    ];
  }

  return { publish };
}

/** What else there is to say: that there are no digests only where all places were looked at. */
function notes(channels: Channels | undefined, found: number): readonly Block[] {
  if (channels === undefined)
    return [
      { kind: 'note', spans: [text('Which channels you are in could not be looked up; there may be more.')] },
    ];
  if (!channels.isComplete)
    return [
      {
        kind: 'note',
        spans: [text(`Looked at ${channels.names.size} of your channels; there may be more digests.`)],
      },
    ];
  if (found > 0) return [];
  return [
    {
      kind: 'text',
      spans: [text('None yet. In a channel, type '), { kind: 'command', words: 'subscribe' }],
    },
  ];
}

interface Channels {
  /** As people read them, by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly isComplete: boolean;
}

/** Channels that both the person and the bot are in; undefined where they cannot be had, as for want of the scope. */
async function channelsOf(client: WebClient, userId: string): Promise<Channels | undefined> {
  const names = new Map<string, string>();
  let cursor: string | undefined;
  try {
    for (let page = 0; page < PAGES; page += 1) {
      const { channels = [], response_metadata } = await client.users.conversations({
        user: userId,
        types: 'public_channel,private_channel',
        exclude_archived: true,
        limit: CHANNELS,
        ...(cursor === undefined ? {} : { cursor }),
      });
      for (const { id, name } of channels) if (id !== undefined) names.set(id, `#${name ?? id}`);
      cursor = response_metadata?.next_cursor || undefined;
      if (cursor === undefined) return { names, isComplete: true };
    }
    return { names, isComplete: false };
  } catch {
    return names.size === 0 ? undefined : { names, isComplete: false };
  }
}
