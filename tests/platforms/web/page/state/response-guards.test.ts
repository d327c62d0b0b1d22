import { describe, expect, test } from 'vitest';
import {
  isCompletions,
  isDraft,
  isMessage,
  isPage,
  isProblem,
  isWorkspace,
  readJson,
} from '../../../../../src/platforms/web/page/state/response-guards.ts';

const author = { id: 'rapporteur', name: 'Rapporteur', kind: 'bot' };
const draft = { id: -1, conversation: 'general', author, private: false };
const message = { ...draft, id: 1, sentAt: 0, body: { kind: 'said', text: 'hello' } };
const longest = { said: 4000, question: 500 };
const lists = { people: [], conversations: [], examples: [] };
const workspace = { me: author, ...lists, cursor: 'a.0', signedIn: false, longest };

describe('what comes from the server', () => {
  test.each([
    ['a workspace', isWorkspace, workspace],
    ['a page', isPage, { messages: [message], older: false }],
    ['a message', isMessage, message],
    ['a draft', isDraft, draft],
    ['completions', isCompletions, [{ value: 'a', detail: '', line: 'a' }]],
    ['a problem', isProblem, { message: 'No.', hint: '' }],
  ] as const)('is taken for %s by its outline, and nothing else is', (_, isKind, value) => {
    const read = (text: string) => readJson<unknown>(text, (each): each is unknown => isKind(each));
    expect(read(JSON.stringify(value))).toEqual(value);
    for (const other of ['<html>', '', 'null', '7', '"text"', '{}', '[{}]', '{"messages":[{}],"older":true}'])
      expect(read(other)).toBeUndefined();
  });
});
