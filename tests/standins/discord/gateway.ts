import type { Server } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { BOT_USER, guild, THREAD, WORLD } from './world.ts';

const frame = z.object({ op: z.number(), d: z.unknown() });
const identify = z.object({
  token: z.string(),
  intents: z.number(),
  shard: z.tuple([z.number(), z.number()]),
});
const resume = z.object({ session_id: z.string(), seq: z.number() });

interface Session {
  readonly id: string;
  readonly shard: readonly [number, number];
  readonly intents: number;
  readonly events: { readonly op: 0; readonly s: number; readonly t: string; readonly d: unknown }[];
  socket: WebSocket | undefined;
}

/** The WebSocket half: hello, identify, heartbeats, dispatches with sequence numbers, resume, invalid sessions. */
export class Gateway {
  readonly #server: WebSocketServer;
  readonly #sessions = new Map<string, Session>();
  readonly #changed: () => void;
  readonly counts = { connections: 0, identifies: 0, resumes: 0, heartbeats: 0 };
  readonly intents: number[] = [];
  readonly shards: (readonly [number, number])[] = [];
  heartbeatInterval = 45_000;
  /** Closes the next identifying connection with this code. */
  refuseWith: number | undefined;
  answersHeartbeats = true;

  constructor(server: Server, changed: () => void) {
    this.#changed = changed;
    this.#server = new WebSocketServer({ server });
    this.#server.on('connection', (socket) => this.#welcome(socket));
  }

  /** Sends an event to every session of the shard that has its server, now or when it resumes. */
  dispatch(type: string, data: unknown): void {
    for (const session of this.#sessions.values())
      if (isOf(session.shard, guildOf(data))) this.#dispatchTo(session, type, data);
  }

  /** Whether somebody listens to what happens in this server. */
  hears(guildId: string): boolean {
    return [...this.#sessions.values()].some(
      ({ shard, socket }) => socket?.readyState === WebSocket.OPEN && isOf(shard, guildId),
    );
  }

  closeAll(code: number): void {
    for (const session of this.#sessions.values()) session.socket?.close(code);
  }

  /** Cut without a closing handshake, as a broken network does. */
  cutAll(): void {
    for (const session of this.#sessions.values()) session.socket?.terminate();
  }

  send(op: number, d: unknown): void {
    for (const session of this.#sessions.values())
      session.socket?.send(JSON.stringify({ op, d, s: null, t: null }));
  }

  forgetSessions(): void {
    this.#sessions.clear();
  }

  async close(): Promise<void> {
    for (const socket of this.#server.clients) socket.terminate();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }

  #welcome(socket: WebSocket): void {
    this.counts.connections += 1;
    let session: Session | undefined;
    socket.send(
      JSON.stringify({ op: 10, d: { heartbeat_interval: this.heartbeatInterval }, s: null, t: null }),
    );
    socket.on('message', (data) => {
      const { op, d } = frame.parse(JSON.parse(String(data)));
      if (op === 1) {
        this.counts.heartbeats += 1;
        if (this.answersHeartbeats) socket.send(JSON.stringify({ op: 11, d: null, s: null, t: null }));
      } else if (op === 2) session = this.#identify(socket, d);
      else if (op === 6) session = this.#resume(socket, d);
      this.#changed();
    });
    socket.on('close', () => {
      if (session?.socket === socket) session.socket = undefined;
      this.#changed();
    });
  }

  #identify(socket: WebSocket, data: unknown): Session | undefined {
    this.counts.identifies += 1;
    const { token, intents, shard } = identify.parse(data);
    this.intents.push(intents);
    this.shards.push(shard);
    if (this.refuseWith !== undefined || token !== WORLD.token) {
      socket.close(this.refuseWith ?? 4004);
      return undefined;
    }
    const session: Session = { id: `session-${this.counts.identifies}`, shard, intents, events: [], socket };
    this.#sessions.set(session.id, session);
    const address = this.#server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const guilds = [WORLD.guildId, WORLD.otherGuildId].filter((id) => isOf(shard, id));
    this.#dispatchTo(session, 'READY', {
      v: 10,
      user: BOT_USER,
      guilds: guilds.map((id) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: `ws://127.0.0.1:${port}`,
      shard,
      application: { id: WORLD.applicationId, flags: 0 },
    });
    for (const id of guilds) this.#dispatchTo(session, 'GUILD_CREATE', guild(id));
    if (guilds.includes(WORLD.guildId)) this.#dispatchTo(session, 'THREAD_CREATE', THREAD);
    return session;
  }

  #resume(socket: WebSocket, data: unknown): Session | undefined {
    const { session_id, seq } = resume.parse(data);
    const session = this.#sessions.get(session_id);
    if (!session) {
      socket.send(JSON.stringify({ op: 9, d: false, s: null, t: null }));
      return undefined;
    }
    this.counts.resumes += 1;
    session.socket = socket;
    for (const event of session.events) if (event.s > seq) socket.send(JSON.stringify(event));
    this.#dispatchTo(session, 'RESUMED', {});
    return session;
  }

  #dispatchTo(session: Session, type: string, data: unknown): void {
    const event = { op: 0 as const, s: session.events.length + 1, t: type, d: data };
    session.events.push(event);
    session.socket?.send(JSON.stringify(event));
  }
}

/** Which shard has which server; what happens in none (direct messages) goes to the first (events/gateway, "Sharding"). */
function isOf([shard, count]: Session['shard'], guildId: string | undefined): boolean {
  return guildId === undefined ? shard === 0 : Number((BigInt(guildId) >> 22n) % BigInt(count)) === shard;
}

function guildOf(data: unknown): string | undefined {
  return z.object({ guild_id: z.string().optional() }).safeParse(data).data?.guild_id;
}
