import type {
  CompletionView,
  DraftView,
  MessageView,
  PageView,
  ProblemView,
  WorkspaceView,
} from '../../view-model.ts';

/**
 * What comes from the server is looked at before it is drawn: a page that was open while another version was started, or
 * a proxy in between, may get something else. Its outline tells; what is inside was made by the same program.
 */
type Fields = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

export function isWorkspace(value: unknown): value is WorkspaceView {
  return (
    isRecord(value) &&
    isRecord(value['me']) &&
    isRecord(value['longest']) &&
    typeof value['cursor'] === 'string' &&
    [value['people'], value['conversations'], value['examples']].every(Array.isArray)
  );
}

export function isPage(value: unknown): value is PageView {
  return (
    isRecord(value) &&
    typeof value['older'] === 'boolean' &&
    Array.isArray(value['messages']) &&
    value['messages'].every(isMessage)
  );
}

export function isMessage(value: unknown): value is MessageView {
  return isWritten(value) && isRecord(value['body']) && typeof value['sentAt'] === 'number';
}

export function isDraft(value: unknown): value is DraftView {
  return isWritten(value);
}

/** What messages and drafts have in common. */
function isWritten(value: unknown): value is Fields {
  return (
    isRecord(value) &&
    typeof value['id'] === 'number' &&
    typeof value['conversation'] === 'string' &&
    isRecord(value['author'])
  );
}

export function isCompletions(value: unknown): value is readonly CompletionView[] {
  return Array.isArray(value) && value.every((each) => isRecord(each) && typeof each['line'] === 'string');
}

export function isProblem(value: unknown): value is ProblemView {
  return isRecord(value) && typeof value['message'] === 'string' && typeof value['hint'] === 'string';
}

/** Undefined for what is no JSON, or not of that kind. */
export function readJson<T>(text: string, isKind: (value: unknown) => value is T): T | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isKind(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
