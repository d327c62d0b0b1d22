import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Logger } from 'pino';
import type { Dispatcher } from '../../dispatch/dispatcher.ts';
import { orTimeout } from '../../resilience/timeout.ts';
import { createInFlight } from '../in-flight.ts';
import { type Platform, type PlatformHealth, type ResponseTimes, UNMEASURED } from '../platform.ts';
import { requirePasswordBeyondThisMachine } from './access/access.ts';
import { createSignIn } from './access/sign-in.ts';
import { type Channel, createDirectory, DEFAULT_CHANNELS, DEFAULT_PEOPLE, type Person } from './directory.ts';
import { createEventLog } from './event-log.ts';
import { withMemoryFallback } from './history-fallback.ts';
import { EVENTS_KEPT, STOP_MILLISECONDS } from './limits.ts';
import { createLiveStreams } from './live-stream.ts';
import { createPosting } from './post.ts';
import { createRoutes } from './receive.ts';
import { createWorkspaceActions } from './receiving/workspace-actions.ts';
import { createRenderer } from './render.ts';
import { listen } from './serving/listen.ts';
import { readPageFiles } from './serving/page-files.ts';
import type { WorkspaceHistory } from './workspace-history.ts';

export interface WebOptions {
  /** 127.0.0.1 unless others are meant to reach it, which takes a password. */
  readonly host: string;
  /** The first port to try; 0 for any free one. */
  readonly port: number;
  readonly password?: string;
  readonly dispatcher: Dispatcher;
  readonly history: WorkspaceHistory;
  readonly channels?: readonly Channel[];
  readonly people?: readonly Person[];
  readonly responseTimes?: ResponseTimes;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}

/** The local workspace: a web page with channels, for a team that has no chat tool at hand or tries things out. */
export function createWebPlatform(options: WebOptions): Platform {
  const { host, password, dispatcher, responseTimes = UNMEASURED, now, log } = options;
  const history = withMemoryFallback(options.history, log);
  const places = createDirectory(options.channels ?? DEFAULT_CHANNELS, options.people ?? DEFAULT_PEOPLE);
  const events = createEventLog(randomUUID(), EVENTS_KEPT);
  const renderer = createRenderer(places);
  const streams = createLiveStreams({ events, places, renderer });
  const inFlight = createInFlight();
  let health: PlatformHealth = { state: 'starting', detail: 'not started' };
  let server: Server | undefined;
  let stopping: Promise<void> | undefined;

  async function stop(): Promise<void> {
    const closing = server;
    if (closing) {
      const closed = new Promise<void>((resolve) => closing.close(() => resolve()));
      streams.close();
      // A connection falls idle once its last response is out, and browsers keep idle ones open.
      const idle = setInterval(() => closing.closeIdleConnections(), 20);
      await Promise.all([orTimeout(closed, STOP_MILLISECONDS), inFlight.drain(STOP_MILLISECONDS)]);
      clearInterval(idle);
      closing.closeAllConnections();
    }
    health = { state: 'stopped', detail: 'stopped' };
  }

  return {
    name: 'web',
    async start() {
      requirePasswordBeyondThisMachine(host, password);
      const parts = {
        actions: createWorkspaceActions({ dispatcher, history, places, events, now }),
        history,
        places,
        events,
        streams,
        renderer,
        signIn: password === undefined ? undefined : createSignIn(password, now),
        responseTimes,
        log,
      };
      // Making the page takes a process of its own and a moment; whoever asks before that waits for it.
      const routes = readPageFiles().then((page) => createRoutes({ ...parts, page }));
      routes.catch((error: unknown) => log.error({ err: error }, 'the page could not be made'));
      const listener = getRequestListener((request, environment) => {
        return inFlight.track(routes.then((app) => app.fetch(request, environment)));
      });
      const listening = await listen(listener, host, options.port);
      server = listening.server;
      const address = `http://${host.includes(':') ? `[${host}]` : host}:${listening.port}/`;
      const moved = options.port !== 0 && listening.port !== options.port;
      const detail = moved ? `${address} (port ${options.port} is taken)` : address;
      health = { state: 'connected', detail };
      log.info({ address }, `the web workspace is at ${detail}`);
    },
    stop() {
      stopping ??= stop();
      return stopping;
    },
    health: () => health,
    ...createPosting({ history, places, events, now, log }),
  };
}
