import type { Context } from 'hono';
import type { ProblemView } from '../view-model.ts';
import type { PageFile } from './page-files.ts';

/** Whether the request is for a page to be shown, not for one of its parts. */
export function isDocument(context: Context): boolean {
  const { method, path } = context.req;
  return method === 'GET' && (path === '/' || path === '/sign-in');
}

export function send(context: Context, file: PageFile): Response {
  context.header('ETag', file.etag);
  // Always ask, seldom send: a new version shows at once.
  context.header('Cache-Control', 'no-cache');
  if (context.req.header('if-none-match') === file.etag) return context.body(null, 304);
  context.header('Content-Type', file.contentType);
  return context.body(file.content);
}

export function problem(
  context: Context,
  status: 400 | 401 | 403 | 404 | 409 | 413 | 429 | 500 | 503,
  message: string,
  hint: string,
): Response {
  const view: ProblemView = { message, hint };
  return context.json(view, status);
}
