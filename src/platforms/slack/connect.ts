import { setImmediate as turn } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Dispatcher } from '../../dispatch/dispatcher.ts';
import { type DraftRecovery, UNKEPT } from '../drafts/draft-recovery.ts';
import { createInFlight } from '../in-flight.ts';
import {
  type OnLost,
  type Platform,
  type RecalledEvents,
  type ResponseTimes,
  UNMEASURED,
} from '../platform.ts';
import { clientOptions, createClients } from './api/client.ts';
import { slackLogger } from './api/log.ts';
import { createRateLimiter } from './api/rate-limiter.ts';
import { type Connection, createConnection } from './connection/connection.ts';
import { healthOf, type Vitals } from './connection/health.ts';
import { createApp } from './receiving/app.ts';
import { refuseExternalPeople } from './receiving/external-people.ts';
import { type ChannelSubscriptions, createHome } from './receiving/home-tab.ts';
import { createOnce } from './receiving/once.ts';
import { createPeople } from './receiving/people.ts';
import { receive } from './receiving/receive.ts';
import { createRenderer } from './rendering/render.ts';
import { createAnswering } from './sending/answering.ts';
import { createFinish } from './sending/finish-draft.ts';
import { createOutgoing } from './sending/outgoing.ts';
import { createPoster } from './sending/post.ts';
import { createReplacer } from './sending/replace.ts';
import { createFindPlace } from './sending/target-place.ts';
import type { SlackConfig } from './settings.ts';
import type { Installations } from './workspaces/installations.ts';
import { openWorkspaces } from './workspaces/open-workspaces.ts';

export interface SlackOptions {
  readonly config: SlackConfig;
  readonly dispatcher: Dispatcher;
  readonly handledEvents: RecalledEvents;
  /** Another one for every process. */
  readonly owner: string;
  /** Milliseconds after which a question of a process that gives no sign is answered by another that was asked it too. */
  readonly lease: number;
  /** Needed for many workspaces by OAuth. */
  readonly installations?: Installations;
  /** Digests of channels, for the Home tab. */
  readonly subscriptions?: ChannelSubscriptions;
  readonly onLost?: OnLost;
  readonly responseTimes?: ResponseTimes;
  /** Sees to it that answers under way are finished, if need be by another process. */
  readonly drafts?: DraftRecovery;
  /** Zone of people whose own is unknown. */
  readonly zone: string;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}

/** Work in flight at a stop gets this long: more than one call to Slack may take. */
const DRAIN_MS = 12_000;

/** Everything that a started platform consists of. */
interface Connected extends Vitals {
  readonly connection: Connection;
}

/** Slack by Socket Mode or HTTP, for one workspace or many. */
export function createSlackPlatform(options: SlackOptions): Platform {
  const { config, dispatcher, now, log, responseTimes = UNMEASURED, drafts = UNKEPT } = options;
  const logger = slackLogger(log);
  const calls = clientOptions(config.apiUrl, logger);
  const clientFor = createClients(calls);
  const poster = createPoster({ rateLimiter: createRateLimiter(now), responseTimes, now, log });
  const replacer = createReplacer({ responseTimes, log });
  const renderer = createRenderer();
  const inFlight = createInFlight();
  const stopping = new AbortController();
  let connected: Connected | undefined;
  let stopped: Promise<void> | undefined;
  const workspaces = () => connected?.workspaces;
  const findPlace = createFindPlace({ workspaces, clientFor });
  const finish = createFinish({ findPlace, poster, replacer, renderer, zone: options.zone, now, log });

  async function connect(): Promise<Connected> {
    const { workspaces, admission, detail, pages } = await openWorkspaces({
      config,
      installations: options.installations,
      handledEvents: options.handledEvents,
      clientFor,
      clientOptions: calls,
      slackLogger: logger,
      now,
      log,
    });
    const connection = createConnection({
      config,
      customRoutes: pages,
      clientOptions: calls,
      slackLogger: logger,
      now,
      log,
    });
    const app = createApp({
      receiver: connection.receiver,
      workspaces,
      clientOptions: calls,
      slackLogger: logger,
      responseTimes,
      inFlight,
      log,
    });
    refuseExternalPeople(app, admission, log);
    receive(app, {
      command: config.command,
      zone: options.zone,
      dispatcher,
      people: createPeople(now, log),
      once: createOnce({
        handledEvents: options.handledEvents,
        owner: options.owner,
        lease: options.lease,
        stopping: stopping.signal,
        now,
        log,
      }),
      answering: createAnswering({ poster, replacer, renderer, drafts, now, log }),
      home: createHome({
        dispatcher,
        ...(options.subscriptions ? { subscriptions: options.subscriptions } : {}),
        now,
        log,
      }),
      workspaces,
      onLost: options.onLost ?? (async () => {}),
      inFlight,
      now,
      log,
    });
    await connection.start();
    return { connection, workspaces, sockets: connection.sockets, detail };
  }

  return {
    name: 'slack',
    async start() {
      connected = await connect();
      if (!stopped) drafts.start((left) => inFlight.track(finish(left)));
    },
    stop() {
      stopped ??= (async () => {
        // What has arrived and is not accepted yet would be reset with the listener: it is accepted before this turn.
        await turn();
        await connected?.connection.stop();
        stopping.abort();
        await Promise.all([drafts.stop(), inFlight.drain(DRAIN_MS)]);
      })();
      return stopped;
    },
    health: () => healthOf(connected, stopped !== undefined),
    ...createOutgoing({
      workspaces,
      findPlace,
      poster,
      renderer,
      command: config.command,
      zone: options.zone,
      now,
    }),
  };
}
