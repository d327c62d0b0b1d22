import type { DraftView, MessageView } from '../../view-model.ts';
import { eventsAddress } from './api.ts';
import { isDraft, isMessage, readJson } from './response-guards.ts';
import { createSingleStream } from './single-stream.ts';

export interface LiveListener {
  readonly message: (message: MessageView) => void;
  readonly draft: (draft: DraftView) => void;
  /** The server no longer knows what was missed: load everything again. */
  readonly reload: () => void;
  readonly connected: (connected: boolean) => void;
}

/** Follows events from `cursor` on, through lost connections, until the returned function is called. */
export function followLive(as: string, cursor: string, listener: LiveListener): () => void {
  let last = cursor;

  function open(onGivenUp: () => void): () => void {
    const source = new EventSource(eventsAddress(as, last));
    source.addEventListener('open', () => listener.connected(true));
    source.addEventListener('message', (event) => {
      last = event.lastEventId;
      const message = readJson(event.data, isMessage);
      // Of another version: what this page knows by now may be out of date altogether.
      if (message) listener.message(message);
      else listener.reload();
    });
    source.addEventListener('draft', (event) => {
      const draft = readJson(event.data, isDraft);
      if (draft) listener.draft(draft);
    });
    source.addEventListener('reload', (event) => {
      last = event.lastEventId;
      listener.reload();
    });
    source.addEventListener('error', () => {
      listener.connected(false);
      if (source.readyState === EventSource.CLOSED) onGivenUp();
    });
    return () => source.close();
  }

  const stream = createSingleStream(open);

  function visibilityChanged(): void {
    if (document.hidden) stream.hidden();
    else stream.shown();
  }

  document.addEventListener('visibilitychange', visibilityChanged);
  // Also where the page was opened behind another one: it counts what is new in its title.
  stream.shown();
  return () => {
    document.removeEventListener('visibilitychange', visibilityChanged);
    stream.end();
  };
}
