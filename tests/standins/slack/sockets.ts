import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { Acknowledgement, Payload, PayloadKind } from './payload.ts';

/** Why Slack ends a connection; `cut` is none of its reasons, but an accident. */
export type Ending = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets' | 'cut';

interface Pending {
  readonly socket: WebSocket;
  readonly settle: (status: number, body: string) => void;
}

/** Slack's end of Socket Mode connections. */
export class StandInSockets {
  readonly open = new Set<WebSocket>();
  /** Connections ever opened. */
  opened = 0;
  /** Seconds that a connection is said to live. */
  lifetime = 18_000;
  readonly #pending = new Map<string, Pending>();
  readonly #onActivity: () => void;
  #next = 0;

  constructor(onActivity: () => void) {
    this.#onActivity = onActivity;
  }

  accept(socket: WebSocket): void {
    this.opened += 1;
    socket.on('message', (data) => {
      const { envelope_id, payload } = JSON.parse(String(data));
      this.#pending.get(envelope_id)?.settle(200, JSON.stringify(payload ?? {}));
      this.#pending.delete(envelope_id);
      this.#onActivity();
    });
    socket.on('close', () => {
      this.open.delete(socket);
      for (const [envelope, pending] of this.#pending) {
        if (pending.socket !== socket) continue;
        pending.settle(0, 'the connection ended');
        this.#pending.delete(envelope);
      }
      this.#onActivity();
    });
    this.open.add(socket);
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.open.size,
        connection_info: { app_id: 'A0' },
        debug_info: { host: 'standin', approximate_connection_time: this.lifetime },
      }),
    );
    this.#onActivity();
  }

  /** Each payload goes to one of the connections, any. */
  async deliver(type: PayloadKind, payload: Payload, retry?: number): Promise<Acknowledgement> {
    const ready = [...this.open].filter(({ readyState }) => readyState === WebSocket.OPEN);
    const socket = ready[this.#next % ready.length];
    this.#next += 1;
    if (!socket) throw new Error('no open connection: Slack would lose this payload');
    const envelope = randomUUID();
    const started = performance.now();
    const acknowledged = new Promise<Acknowledgement>((resolve) => {
      this.#pending.set(envelope, {
        socket,
        settle: (status, body) => resolve({ status, body, milliseconds: performance.now() - started }),
      });
    });
    socket.send(
      JSON.stringify({
        envelope_id: envelope,
        type,
        payload,
        accepts_response_payload: type !== 'events_api',
        ...(retry === undefined ? {} : { retry_attempt: retry, retry_reason: 'timeout' }),
      }),
    );
    return await acknowledged;
  }

  /** Says that a connection ends, and leaves it to the other side to close it, as Slack does for some seconds. */
  end(kind: Ending, which: 'one' | 'all'): void {
    for (const socket of [...this.open].slice(0, which === 'one' ? 1 : undefined)) {
      if (kind === 'cut') socket.terminate();
      else socket.send(JSON.stringify({ type: 'disconnect', reason: kind, debug_info: { host: 'standin' } }));
    }
  }

  terminate(): void {
    for (const socket of this.open) socket.terminate();
  }
}
