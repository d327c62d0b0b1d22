import type { Hono } from 'hono';
import { LONGEST_QUESTION } from '../../../dispatch/dispatcher.ts';
import { UserError } from '../../../errors.ts';
import type { SignIn } from '../access/sign-in.ts';
import { sessionOf } from '../access/sign-in-routes.ts';
import type { Directory } from '../directory.ts';
import type { EventLog } from '../event-log.ts';
import type { HistoryWithFallback } from '../history-fallback.ts';
import { PAGE_MESSAGES, SAID_CHARACTERS, STREAMS } from '../limits.ts';
import type { LiveStreams } from '../live-stream.ts';
import type { Reader, Renderer } from '../render.ts';
import { following, pageReading, reading, readQuery } from '../serving/requests.ts';
import type { PageView, WorkspaceView } from '../view-model.ts';
import { speakerOf } from './speaking.ts';
import type { WorkspaceActions } from './workspace-actions.ts';

export interface ReadingRoutesOptions {
  readonly actions: WorkspaceActions;
  readonly history: HistoryWithFallback;
  readonly places: Directory;
  readonly events: EventLog;
  readonly streams: LiveStreams;
  readonly renderer: Renderer;
  /** Present where a password is asked for. */
  readonly signIn: SignIn | undefined;
}

/** What a window loads and follows: the workspace, a conversation's messages, and the live events. */
export function addReadingRoutes(app: Hono, options: ReadingRoutesOptions): void {
  const { actions, history, places, events, streams, renderer, signIn } = options;

  app.get('/api/workspace', async (context) => {
    const speaking = speakerOf(readQuery(context, reading.partial({ as: true })), places);
    const { id, name, role } = speaking.person;
    const view: WorkspaceView = {
      me: { id, name, role, kind: 'person' },
      people: places.people(),
      conversations: places.conversationsOf(speaking.person),
      examples: await actions.examples(speaking),
      cursor: events.cursor(),
      signedIn: signIn !== undefined,
      longest: { said: SAID_CHARACTERS, question: LONGEST_QUESTION },
    };
    return context.json(view);
  });

  app.get('/api/messages', async (context) => {
    const { as, zone, conversation, before } = readQuery(context, pageReading);
    const { person } = speakerOf({ as, zone }, places);
    if (!places.canSee(conversation, person.id)) {
      throw new UserError(
        'not_found',
        `${person.name} has no conversation “${conversation}”.`,
        'Choose another.',
      );
    }
    return context.json(await pageOf(conversation, { id: person.id, zone }, before));
  });

  app.get('/api/events', (context) => {
    const { as, zone, after } = readQuery(context, following);
    const { person } = speakerOf({ as, zone }, places);
    if (streams.count >= STREAMS) {
      throw new UserError('too_many', `${STREAMS} windows are open already.`, 'Close some of them.');
    }
    // A browser that reconnects says how far it came; the address still holds where it began.
    const cursor = context.req.header('last-event-id') ?? after;
    const session = sessionOf(context);
    const isWelcome = () => signIn === undefined || signIn.isSignedIn(session);
    return streams.open(context, { id: person.id, zone }, cursor, isWelcome);
  });

  async function pageOf(conversation: string, reader: Reader, before: number | undefined): Promise<PageView> {
    // One more than is shown tells whether older ones exist.
    const { messages, failure } = await history.page(conversation, reader.id, PAGE_MESSAGES + 1, before);
    return {
      messages: messages.slice(-PAGE_MESSAGES).map((message) => renderer.message(message, reader)),
      older: messages.length > PAGE_MESSAGES,
      ...(failure
        ? {
            problem: {
              message: `Earlier messages cannot be shown. ${failure.message}`,
              hint: failure.hint,
            },
          }
        : {}),
    };
  }
}
