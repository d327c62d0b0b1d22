import { type Context, Hono } from 'hono';
import type { Logger } from 'pino';
import { z } from 'zod';
import { LONGEST_QUESTION } from '../../dispatch/dispatcher.ts';
import { UserError } from '../../errors.ts';
import type { ResponseTimer, ResponseTimes } from '../platform.ts';
import { defend } from './access/defences.ts';
import type { SignIn } from './access/sign-in.ts';
import { askForPassword, sessionOf } from './access/sign-in-routes.ts';
import type { Speaking } from './answering.ts';
import type { Directory } from './directory.ts';
import type { EventLog } from './event-log.ts';
import type { HistoryWithFallback } from './history-fallback.ts';
import { PAGE_MESSAGES, SAID_CHARACTERS, STREAMS } from './limits.ts';
import type { LiveStreams } from './live-stream.ts';
import type { Reader, Renderer } from './render.ts';
import type { PageFiles } from './serving/page-files.ts';
import {
  asking,
  completing,
  following,
  pageReading,
  pressing,
  reading,
  saying,
  sharing,
} from './serving/requests.ts';
import { problem, send } from './serving/responses.ts';
import type { PageView, ProblemView, WorkspaceView } from './view-model.ts';
import type { WorkspaceActions } from './workspace-actions.ts';

/** HTTP status of a refusal, by its code. */
const STATUS = {
  invalid: 400,
  not_found: 404,
  not_allowed: 403,
  conflict: 409,
  too_many: 429,
  unavailable: 503,
} as const satisfies Record<UserError['code'], number>;

/** Everything the server answers to. */
export function createRoutes(parts: {
  readonly actions: WorkspaceActions;
  readonly history: HistoryWithFallback;
  readonly places: Directory;
  readonly events: EventLog;
  readonly streams: LiveStreams;
  readonly renderer: Renderer;
  readonly page: PageFiles;
  /** Present where a password is asked for. */
  readonly signIn: SignIn | undefined;
  readonly responseTimes: ResponseTimes;
  readonly log: Logger;
}): Hono {
  const { actions, history, places, events, streams, renderer, page, signIn, responseTimes, log } = parts;
  const app = new Hono();

  defend(app, { scripts: page.inlineScripts, anyHost: signIn !== undefined });

  for (const [path, file] of page.files) app.get(path, (context) => send(context, file));

  if (signIn) askForPassword(app, { signIn, document: page.signInDocument, log });

  app.get('/', (context) => send(context, page.document));

  app.get('/api/workspace', async (context) => {
    const speaking = speaker(readQuery(context, reading.partial({ as: true })));
    const view: WorkspaceView = {
      me: {
        id: speaking.person.id,
        name: speaking.person.name,
        role: speaking.person.role,
        kind: 'person',
      },
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
    const { person } = speaker({ as, zone });
    if (!places.canSee(conversation, person.id)) {
      throw new UserError(
        'not_found',
        `${person.name} has no conversation “${conversation}”.`,
        'Choose another.',
      );
    }
    // One more than is shown tells whether older ones exist.
    const { messages: found, failure } = await history.page(
      conversation,
      person.id,
      PAGE_MESSAGES + 1,
      before,
    );
    const reader: Reader = { id: person.id, zone };
    const view: PageView = {
      messages: found.slice(-PAGE_MESSAGES).map((message) => renderer.message(message, reader)),
      older: found.length > PAGE_MESSAGES,
      ...(failure
        ? {
            problem: {
              message: `What was said before cannot be shown. ${failure.message}`,
              hint: failure.hint,
            },
          }
        : {}),
    };
    return context.json(view);
  });

  app.get('/api/events', (context) => {
    const { as, zone, after } = readQuery(context, following);
    const { person } = speaker({ as, zone });
    if (streams.count >= STREAMS) {
      throw new UserError('too_many', `${STREAMS} windows are open already.`, 'Close some of them.');
    }
    // A browser that reconnects says how far it came; the address still holds where it began.
    const cursor = context.req.header('last-event-id') ?? after;
    const session = sessionOf(context);
    const isWelcome = () => signIn === undefined || signIn.isSignedIn(session);
    return streams.open(context, { id: person.id, zone }, cursor, isWelcome);
  });

  app.post(
    '/api/say',
    measured(async (context, timer) => {
      const { conversation, text, ...who } = await readBody(context, saying);
      await actions.say({ ...speaker(who), timer }, conversation, text);
    }),
  );

  app.post(
    '/api/press',
    measured(async (context, timer) => {
      const { message, words, ...who } = await readBody(context, pressing);
      await actions.press({ ...speaker(who), timer }, message, words);
    }),
  );

  app.post(
    '/api/ask',
    measured(async (context, timer) => {
      const { message, topic, question, ...who } = await readBody(context, asking);
      await actions.ask({ ...speaker(who), timer }, message, topic, question);
    }),
  );

  app.post(
    '/api/share',
    measured(async (context, timer) => {
      const { message, words, ...who } = await readBody(context, sharing);
      await actions.share({ ...speaker(who), timer }, message, words);
    }),
  );

  app.post('/api/complete', async (context) => {
    const { conversation, line, ...who } = await readBody(context, completing);
    return context.json(await actions.complete(speaker(who), conversation, line));
  });

  app.notFound((context) => problem(context, 404, `There is nothing at ${context.req.path}.`, ''));

  app.onError((error, context) => {
    if (error instanceof UserError) return problem(context, STATUS[error.code], error.message, error.hint);
    log.error({ err: error, path: context.req.path }, 'a request to the web workspace failed');
    return problem(
      context,
      500,
      'Something failed inside Rapporteur.',
      'Try again; the log has the details.',
    );
  });

  return app;

  /** What somebody does that may be a question, measured from its arrival to the response. */
  function measured(act: (context: Context, timer: ResponseTimer) => Promise<void>) {
    return async (context: Context): Promise<Response> => {
      const timer = responseTimes.begin();
      await act(context, timer);
      timer.acknowledged();
      return done(context);
    };
  }

  /** Done, and perhaps with something to know. */
  function done(context: Context): Response {
    const trouble = history.trouble();
    if (!trouble) return context.body(null, 204);
    const view: ProblemView = {
      message: `This will be forgotten when Rapporteur stops. ${trouble.message}`,
      hint: trouble.hint,
    };
    return context.json(view);
  }

  /** Without a name the first person of the list speaks. */
  function speaker(who: { readonly as?: string | undefined; readonly zone: string }): Speaking {
    const id = who.as ?? places.people()[0]?.id ?? '';
    const person = places.person(id);
    if (!person) {
      throw new UserError(
        'not_found',
        `There is nobody called “${id}” here.`,
        'Choose a speaker from the list.',
      );
    }
    return { person, zone: who.zone };
  }
}

async function readBody<T>(context: Context, schema: z.ZodType<T>): Promise<T> {
  if (!/^application\/json\b/iu.test(context.req.header('content-type') ?? '')) {
    throw new UserError('invalid', 'The request is not JSON.', 'Send Content-Type: application/json.');
  }
  const body: unknown = await context.req.json().catch(() => {
    throw new UserError('invalid', 'The request is not valid JSON.', 'Load the page again.');
  });
  return checked(schema, body);
}

function readQuery<T>(context: Context, schema: z.ZodType<T>): T {
  return checked(schema, context.req.query());
}

function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new UserError('invalid', z.prettifyError(result.error), 'Load the page again.');
}
