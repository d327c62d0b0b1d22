import type { Context } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { Directory } from './directory.ts';
import type { EventLog, LiveEvent } from './event-log.ts';
import { EVENTS_KEPT, HEARTBEAT_MILLISECONDS, RECONNECT_MILLISECONDS } from './limits.ts';
import type { Reader, Renderer } from './render.ts';

/** The streams of all open windows (WHATWG HTML, server-sent events). */
export interface LiveStreams {
  readonly count: number;
  /** Answers with a stream of everything after `cursor` that concerns the reader, for as long as the reader is welcome. */
  open(context: Context, reader: Reader, cursor: string, isWelcome: () => boolean): Response;
  /** Ends all streams; windows reconnect on their own when the program is back. */
  close(): void;
}

export function createLiveStreams(parts: {
  readonly events: EventLog;
  readonly places: Directory;
  readonly renderer: Renderer;
}): LiveStreams {
  const { events, places, renderer } = parts;
  const closers = new Set<() => void>();
  return {
    get count() {
      return closers.size;
    },
    open(context, reader, cursor, isWelcome) {
      context.header('X-Accel-Buffering', 'no');
      return streamSSE(context, async (stream) => {
        const queue = new EventQueue();
        const { missed, unfollow } = events.follow(cursor, (event) => queue.add(event));
        const close = () => queue.end();
        closers.add(close);
        stream.onAbort(close);
        const heartbeat = setInterval(() => {
          if (isWelcome()) void stream.write(': still here\n\n');
          else close();
        }, HEARTBEAT_MILLISECONDS);
        try {
          await stream.write(`retry: ${RECONNECT_MILLISECONDS}\n\n`);
          if (missed) for (const event of missed) await send(stream, event, reader);
          else await stream.writeSSE({ event: 'reload', data: '', id: events.cursor() });
          for (let event = await queue.next(); event && isWelcome(); event = await queue.next()) {
            await send(stream, event, reader);
          }
        } finally {
          clearInterval(heartbeat);
          unfollow();
          closers.delete(close);
        }
      });
    },
    close() {
      for (const close of closers) close();
    },
  };

  async function send(stream: SSEStreamingApi, event: LiveEvent, reader: Reader): Promise<void> {
    const about = 'writing' in event ? event.writing : event.message;
    const visible = (about.visibleTo ?? reader.id) === reader.id;
    if (!visible || !places.canSee(about.conversation, reader.id)) return;
    if ('writing' in event) {
      // Without an id: a window that reconnects goes on from the last message.
      await stream.writeSSE({ event: 'draft', data: JSON.stringify(renderer.draft(event.writing, reader)) });
      return;
    }
    const { message, cursor, draft } = event;
    const drawn = { ...renderer.message(message, reader), ...(draft === undefined ? {} : { draft }) };
    await stream.writeSSE({ event: 'message', data: JSON.stringify(drawn), id: cursor });
  }
}

/**
 * Hands events from whoever publishes to one stream that writes them one after another. A window that reads so slowly
 * that more of them wait than the log keeps is let go: it comes back and loads its pages anew.
 */
class EventQueue {
  readonly #waiting: LiveEvent[] = [];
  #ended = false;
  #wake: (() => void) | undefined;

  add(event: LiveEvent): void {
    if (this.#ended) return;
    if (this.#waiting.length >= EVENTS_KEPT) {
      this.#waiting.length = 0;
      this.end();
      return;
    }
    this.#waiting.push(event);
    this.#wake?.();
  }

  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  /** The next event, or undefined once ended. */
  async next(): Promise<LiveEvent | undefined> {
    while (!this.#ended && this.#waiting.length === 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#ended ? undefined : this.#waiting.shift();
  }
}
