import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Logger } from 'pino';
import { SESSION_HOURS } from '../limits.ts';
import type { PageFile } from '../serving/page-files.ts';
import { signingIn } from '../serving/requests.ts';
import { isDocument, problem, send } from '../serving/responses.ts';
import type { SignIn } from './sign-in.ts';

const SESSION_COOKIE = 'rapporteur_session';

/** The session that a request comes from, whether or not it is still good. */
export function sessionOf(context: Context): string | undefined {
  return getCookie(context, SESSION_COOKIE);
}

/** Lets nobody past who has not signed in. Routes added later stand behind it. */
export function askForPassword(
  app: Hono,
  parts: { readonly signIn: SignIn; readonly document: PageFile; readonly log: Logger },
): void {
  const { signIn, document, log } = parts;

  app.get('/sign-in', (context) => send(context, document));
  app.post('/sign-in', async (context) => {
    const form = signingIn.safeParse(await context.req.parseBody());
    if (!form.success) return context.redirect('/sign-in?wrong', 303);
    const outcome = signIn.attempt(form.data.password, getConnInfo(context).remote.address ?? 'unknown');
    switch (outcome.kind) {
      case 'signed-in':
        setCookie(context, SESSION_COOKIE, outcome.session, {
          httpOnly: true,
          sameSite: 'Strict',
          // A proxy speaks TLS for us, and then this cookie goes nowhere without it.
          secure: context.req.header('origin')?.startsWith('https:') ?? false,
          path: '/',
          maxAge: SESSION_HOURS * 3600,
        });
        return context.redirect('/', 303);
      case 'wrong':
        log.warn('wrong password for the web workspace');
        return context.redirect('/sign-in?wrong', 303);
      case 'paused':
        return problem(
          context,
          429,
          'Too many wrong passwords.',
          `Try again after ${outcome.until.toString({ smallestUnit: 'minute' })}.`,
        );
    }
  });
  app.use(async (context, next) => {
    if (signIn.isSignedIn(sessionOf(context))) return next();
    if (isDocument(context)) return context.redirect('/sign-in', 303);
    return problem(context, 401, 'You are not signed in.', 'Load the page again and sign in.');
  });
  app.post('/sign-out', (context) => {
    const session = sessionOf(context);
    if (session !== undefined) signIn.signOut(session);
    deleteCookie(context, SESSION_COOKIE, { path: '/' });
    return context.redirect('/sign-in', 303);
  });
}
