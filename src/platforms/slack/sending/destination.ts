import type { WebClient } from '@slack/web-api';
import type { Asker } from '../../../dispatch/dispatcher.ts';
import { writePlace } from './finish-draft.ts';
import type { Place } from './post.ts';

/** Where an answer goes. */
export interface Destination {
  readonly client: WebClient;
  readonly botId: string;
  readonly asker: Asker;
  /** Needs no membership and no token; absent for events, and expired after half an hour. */
  readonly responseUrl?: string;
  /** The answer takes the place of the message that a button was pressed on. */
  readonly replace?: { readonly messageId: string; readonly ephemeral: boolean };
  /** What is typed before words there. */
  readonly prefix: string;
  /** Which part of a long answer is wanted, counted from 0. */
  readonly part?: number;
  /** Names this answer for ever, so that it can be found when it is unknown whether it was posted. */
  readonly key: string;
}

/** Where everybody there can read it. */
export function placeOf(to: Destination): Place {
  return {
    client: to.client,
    botId: to.botId,
    workspace: to.asker.workspace,
    channel: to.asker.channel,
    ...(to.asker.thread === undefined ? {} : { thread: to.asker.thread }),
  };
}

/** In a direct message to whoever asked. */
export function directPlaceOf(to: Destination): Place {
  const { thread: _thread, ...place } = placeOf(to);
  return { ...place, channel: to.asker.person.id };
}

/** For whoever finishes the draft, which may be another process. */
export function draftPlaceOf({ asker, prefix }: Destination): string {
  const { workspace, channel, thread } = asker;
  return writePlace({ workspace, channel, ...(thread === undefined ? {} : { thread }), prefix });
}
