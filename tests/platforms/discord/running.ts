import { pino } from 'pino';
import { commands } from '../../../commands/index.ts';
import type {
  Answer,
  Completion,
  CompletionRequest,
  Dispatcher,
  Request,
} from '../../../src/dispatch/dispatcher.ts';
import type { UserError } from '../../../src/errors.ts';
import { createDiscordPlatform } from '../../../src/platforms/discord/connect.ts';
import type { DiscordConfig } from '../../../src/platforms/discord/settings.ts';
import type { DraftRecovery } from '../../../src/platforms/drafts/draft-recovery.ts';
import type { LostPlace } from '../../../src/platforms/platform.ts';
import {
  type HandledEvents,
  type Platform,
  type ResponseTimes,
  UNMEASURED,
} from '../../../src/platforms/platform.ts';
import type { Reply } from '../../../src/reply.ts';
import { DiscordStandIn } from '../../standins/discord/server.ts';
import { WORLD } from '../../standins/discord/world.ts';

/** A dispatcher that says what it was asked, or what a test wants it to. */
class TestDispatcher implements Dispatcher {
  readonly asked: Request[] = [];
  readonly completions: CompletionRequest[] = [];
  /** Replaces the answer to a request. */
  respond: (request: Request) => Promise<Partial<Answer>> | Partial<Answer> = () => ({});
  suggest: (request: CompletionRequest) => Promise<readonly Completion[]> = async ({ input }) => [
    { value: 'iran-talks', detail: 'US–Iran talks', replacement: 'iran-talks' },
    { value: input.kind, detail: '', replacement: 'x'.repeat(101) },
  ];

  async answer(request: Request): Promise<Answer> {
    this.asked.push(request);
    const words =
      request.input.kind === 'words'
        ? request.input.words
        : [request.input.command, ...Object.values(request.input.options)].join(' ');
    return {
      reply: says(`You asked: ${words}`),
      words,
      visibility: request.audience === 'channel' ? 'channel' : 'private',
      outcome: 'ok',
      ...(await this.respond(request)),
    };
  }

  async complete(request: CompletionRequest): Promise<readonly Completion[]> {
    this.completions.push(request);
    return await this.suggest(request);
  }
}

export function says(text: string, ...rest: Reply['blocks']): Reply {
  return { tone: 'plain', blocks: [{ kind: 'text', spans: [{ kind: 'text', text }] }, ...rest] };
}

export function rememberingEvents(): HandledEvents {
  const seen = new Set<string>();
  return {
    async claim(platform, eventId) {
      const id = `${platform} ${eventId}`;
      if (seen.has(id)) return false;
      seen.add(id);
      return true;
    },
  };
}

export interface Running {
  readonly discord: DiscordStandIn;
  readonly dispatcher: TestDispatcher;
  readonly platform: Platform;
  readonly fatal: UserError[];
  readonly lost: LostPlace[];
  /** Another instance of the same bot, with the same memory of handled events. */
  second(others?: Pick<RunningOptions, 'config' | 'drafts' | 'now'>): Platform;
  close(): Promise<void>;
}

export interface RunningOptions {
  readonly config?: Partial<DiscordConfig>;
  /** What the stand-in is like before anybody connects. */
  readonly prepare?: (discord: DiscordStandIn) => void;
  /** False: the test starts the platform itself. */
  readonly start?: boolean;
  /** Instead of one that says what it was asked. */
  readonly dispatcher?: Dispatcher;
  readonly handledEvents?: HandledEvents;
  readonly responseTimes?: ResponseTimes;
  readonly drafts?: DraftRecovery;
  readonly now?: () => Temporal.Instant;
}

/** The real client, connected to a stand-in. */
export async function running(options: RunningOptions = {}): Promise<Running> {
  const { prepare, start = true, dispatcher: otherDispatcher, handledEvents = rememberingEvents() } = options;
  const { responseTimes = UNMEASURED } = options;
  const discord = await DiscordStandIn.start();
  prepare?.(discord);
  const dispatcher = new TestDispatcher();
  const fatal: UserError[] = [];
  const lost: LostPlace[] = [];
  const create = ({ config, drafts, now = Temporal.Now.instant }: RunningOptions) =>
    createDiscordPlatform({
      config: {
        token: WORLD.token,
        applicationId: WORLD.applicationId,
        apiUrl: discord.apiUrl,
        replyVisibility: 'private',
        ...config,
      },
      dispatcher: otherDispatcher ?? dispatcher,
      commands,
      handledEvents,
      onLost: async (place) => void lost.push(place),
      onFatal: (error) => void fatal.push(error),
      zone: 'Europe/London',
      responseTimes,
      ...(drafts ? { drafts } : {}),
      now,
      log: pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }),
    });
  const platforms = [create(options)];
  const [platform] = platforms;
  if (!platform) throw new Error('no platform');
  if (start) await platform.start();
  return {
    discord,
    dispatcher,
    platform,
    fatal,
    lost,
    second(others = {}) {
      const another = create({ ...options, ...others });
      platforms.push(another);
      return another;
    },
    async close() {
      await Promise.all(platforms.map((each) => each.stop()));
      await discord.close();
      if (discord.failures.length > 0) throw discord.failures[0];
    },
  };
}
