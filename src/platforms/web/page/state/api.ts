import type { CompletionView, PageView, ProblemView, WorkspaceView } from '../../view-model.ts';
import { ZONE } from '../clock.ts';
import { isCompletions, isPage, isProblem, isWorkspace, readJson } from './response-guards.ts';

/** Milliseconds in which what is kept is read, and in which an answer comes, a slow model's too. */
const READING_LIMIT = 30_000;
const ANSWER_LIMIT = 180_000;

/** Something was done; if anything is to be known about it, this says what. */
export type Outcome = ProblemView | undefined;

/** A request that was refused or got no answer, in words for the person at the page. */
export class RequestProblem extends Error {
  override readonly name = 'RequestProblem';
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

export function fetchWorkspace(as: string | undefined): Promise<WorkspaceView> {
  return get('/api/workspace', as === undefined ? {} : { as }, isWorkspace);
}

export function fetchPage(as: string, conversation: string, before?: number): Promise<PageView> {
  const query = { as, conversation, ...(before === undefined ? {} : { before: String(before) }) };
  return get('/api/messages', query, isPage);
}

export function say(as: string, conversation: string, text: string): Promise<Outcome> {
  return post('/api/say', { as, conversation, text });
}

export function press(as: string, message: number, words: string): Promise<Outcome> {
  return post('/api/press', { as, message, words });
}

export function ask(
  as: string,
  message: number,
  topic: string | undefined,
  question: string,
): Promise<Outcome> {
  return post('/api/ask', { as, message, question, ...(topic === undefined ? {} : { topic }) });
}

export function share(as: string, message: number, words: string): Promise<Outcome> {
  return post('/api/share', { as, message, words });
}

export async function complete(
  as: string,
  conversation: string,
  line: string,
  signal: AbortSignal,
): Promise<readonly CompletionView[]> {
  return await read(await send('/api/complete', { as, conversation, line }, signal), isCompletions);
}

export function eventsAddress(as: string, after: string): string {
  return `/api/events?${new URLSearchParams({ as, after, zone: ZONE })}`;
}

async function get<T>(
  path: string,
  query: Record<string, string>,
  isKind: (value: unknown) => value is T,
): Promise<T> {
  const response = await reached(
    fetch(`${path}?${new URLSearchParams({ ...query, zone: ZONE })}`, {
      signal: AbortSignal.timeout(READING_LIMIT),
    }),
  );
  return await read(response, isKind);
}

async function read<T>(response: Response, isKind: (value: unknown) => value is T): Promise<T> {
  const value = readJson(await response.text(), isKind);
  if (value === undefined)
    throw new RequestProblem(
      'The server sent an answer that this page does not understand.',
      'Load the page again.',
    );
  return value;
}

async function post(path: string, body: Record<string, unknown>): Promise<Outcome> {
  const response = await send(path, body);
  return response.status === 204 ? undefined : await read(response, isProblem);
}

function send(path: string, body: Record<string, unknown>, signal?: AbortSignal): Promise<Response> {
  return reached(
    fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, zone: ZONE }),
      signal: signal ?? AbortSignal.timeout(ANSWER_LIMIT),
    }),
  );
}

async function reached(request: Promise<Response>): Promise<Response> {
  const response = await request.catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new RequestProblem('Rapporteur does not answer.', 'Check that it is running, then try again.');
  });
  if (response.status === 401) location.assign('/sign-in');
  if (!response.ok) {
    const problem = readJson(await response.text(), isProblem);
    throw new RequestProblem(
      problem?.message ?? `The request failed (${response.status}).`,
      problem?.hint ?? '',
    );
  }
  return response;
}
