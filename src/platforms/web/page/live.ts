import type { DrawnDraft, DrawnMessage } from '../drawn.ts';
import { eventsAddress } from './api.ts';

/**
 * A hidden window lets go of its stream after this long: over HTTP/1.1 a browser opens only six connections
 * to one server, for all its windows together. It catches up when it is looked at again.
 */
const HIDDEN_MILLISECONDS = 30_000;

/** After the browser has given up on a stream, which it does when a request is refused. */
const RETRY_MILLISECONDS = 2_000;

export interface LiveListener {
  readonly message: (message: DrawnMessage) => void;
  readonly draft: (draft: DrawnDraft) => void;
  /** The server no longer knows what was missed: load everything again. */
  readonly reload: () => void;
  readonly connected: (connected: boolean) => void;
}

/** Follows events from `cursor` on, through lost connections, until the returned function is called. */
export function followLive(as: string, cursor: string, listener: LiveListener): () => void {
  let last = cursor;
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function open(): void {
    source = new EventSource(eventsAddress(as, last));
    source.addEventListener('open', () => listener.connected(true));
    source.addEventListener('message', (event) => {
      last = event.lastEventId;
      listener.message(JSON.parse(event.data));
    });
    source.addEventListener('draft', (event) => listener.draft(JSON.parse(event.data)));
    source.addEventListener('reload', (event) => {
      last = event.lastEventId;
      listener.reload();
    });
    source.addEventListener('error', () => {
      listener.connected(false);
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, RETRY_MILLISECONDS);
    });
  }

  function close(): void {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  }

  function visibilityChanged(): void {
    if (document.hidden) {
      timer = setTimeout(close, HIDDEN_MILLISECONDS);
    } else {
      clearTimeout(timer);
      if (source === undefined || source.readyState === EventSource.CLOSED) open();
    }
  }

  document.addEventListener('visibilitychange', visibilityChanged);
  open();
  return () => {
    document.removeEventListener('visibilitychange', visibilityChanged);
    close();
  };
}
