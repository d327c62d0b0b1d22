import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { BODY_BYTES } from '../limits.ts';
import { isDocument, problem } from '../serving/responses.ts';
import { refusal } from './access.ts';

/** What every request passes before anything looks at it. */
export function defend(
  app: Hono,
  options: {
    /** Sources for `script-src` beside the server itself. */
    readonly scripts: readonly string[];
    /** Whether a name other than this machine's may lead here. */
    readonly anyHost: boolean;
  },
): void {
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", ...options.scripts],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        // The browser itself then refuses any text that would be parsed as HTML.
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ["'none'"],
      },
      xFrameOptions: 'DENY',
      // Not `no-referrer`: browsers then send `Origin: null` with a form, even to its own server.
      referrerPolicy: 'same-origin',
      // Meant for TLS; a proxy that terminates TLS sets it.
      strictTransportSecurity: false,
    }),
  );

  app.use(async (context, next) => {
    const refused = refusal(
      {
        method: context.req.method,
        host: context.req.header('host'),
        origin: context.req.header('origin'),
        // A link elsewhere may lead to the page; nothing else of ours may be asked for from there.
        fetchSite: isDocument(context) ? undefined : context.req.header('sec-fetch-site'),
      },
      options.anyHost,
    );
    if (refused !== undefined) return problem(context, 403, refused, '');
    return next();
  });

  app.use(
    bodyLimit({
      maxSize: BODY_BYTES,
      onError: (context) =>
        problem(context, 413, `The request is larger than ${BODY_BYTES} bytes.`, 'Say it in fewer words.'),
    }),
  );
}
