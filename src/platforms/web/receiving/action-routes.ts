import type { Context, Hono } from 'hono';
import type { ResponseTimer, ResponseTimes } from '../../platform.ts';
import type { Directory } from '../directory.ts';
import type { HistoryWithFallback } from '../history-fallback.ts';
import { asking, completing, pressing, readBody, saying, sharing } from '../serving/requests.ts';
import type { ProblemView } from '../view-model.ts';
import { speakerOf } from './speaking.ts';
import type { WorkspaceActions } from './workspace-actions.ts';

export interface ActionRoutesOptions {
  readonly actions: WorkspaceActions;
  readonly history: HistoryWithFallback;
  readonly places: Directory;
  readonly responseTimes: ResponseTimes;
}

/** What people do in a window: say, press, ask, share; and complete what they are typing. */
export function addActionRoutes(app: Hono, options: ActionRoutesOptions): void {
  const { actions, history, places, responseTimes } = options;

  addAction('/api/say', async (context, timer) => {
    const { conversation, text, ...who } = await readBody(context, saying);
    await actions.say({ ...speakerOf(who, places), timer }, conversation, text);
  });

  addAction('/api/press', async (context, timer) => {
    const { message, words, ...who } = await readBody(context, pressing);
    await actions.press({ ...speakerOf(who, places), timer }, message, words);
  });

  addAction('/api/ask', async (context, timer) => {
    const { message, topic, question, ...who } = await readBody(context, asking);
    await actions.ask({ ...speakerOf(who, places), timer }, message, topic, question);
  });

  addAction('/api/share', async (context, timer) => {
    const { message, words, ...who } = await readBody(context, sharing);
    await actions.share({ ...speakerOf(who, places), timer }, message, words);
  });

  app.post('/api/complete', async (context) => {
    const { conversation, line, ...who } = await readBody(context, completing);
    return context.json(await actions.complete(speakerOf(who, places), conversation, line));
  });

  /** Each may be a question, so it is measured from its arrival to the response. */
  function addAction(path: string, act: (context: Context, timer: ResponseTimer) => Promise<void>): void {
    app.post(path, async (context) => {
      const timer = responseTimes.begin();
      await act(context, timer);
      timer.acknowledged();
      return done(context);
    });
  }

  function done(context: Context): Response {
    const trouble = history.trouble();
    if (!trouble) return context.body(null, 204);
    const view: ProblemView = {
      message: `This will be forgotten when Rapporteur stops. ${trouble.message}`,
      hint: trouble.hint,
    };
    return context.json(view);
  }
}
