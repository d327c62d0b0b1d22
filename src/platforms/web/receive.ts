import { Hono } from 'hono';
import type { Logger } from 'pino';
import { defend } from './access/defences.ts';
import { askForPassword } from './access/sign-in-routes.ts';
import { type ActionRoutesOptions, addActionRoutes } from './receiving/action-routes.ts';
import { addReadingRoutes, type ReadingRoutesOptions } from './receiving/reading-routes.ts';
import type { PageFiles } from './serving/page-files.ts';
import { answerRefusals } from './serving/refusals.ts';
import { send } from './serving/responses.ts';

export interface RoutesOptions extends ReadingRoutesOptions, ActionRoutesOptions {
  readonly page: PageFiles;
  readonly log: Logger;
}

/** Everything the server answers to. The order counts: what stands before the password is open to all. */
export function createRoutes(options: RoutesOptions): Hono {
  const { page, signIn, log } = options;
  const app = new Hono();
  defend(app, { scripts: page.inlineScripts, anyHost: signIn !== undefined });
  for (const [path, file] of page.files) app.get(path, (context) => send(context, file));
  if (signIn) askForPassword(app, { signIn, document: page.signInDocument, log });
  app.get('/', (context) => send(context, page.document));
  addReadingRoutes(app, options);
  addActionRoutes(app, options);
  answerRefusals(app, log);
  return app;
}
