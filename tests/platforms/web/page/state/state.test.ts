import { describe, expect, test } from 'vitest';
import {
  type Happening,
  initialState,
  isWanting,
  type Pending,
  reduce,
  type State,
} from '../../../../../src/platforms/web/page/state/state.ts';
import type { MessageView } from '../../../../../src/platforms/web/view-model.ts';

function said(id: number, text: string, author = 'jonas', conversation = 'general'): MessageView {
  return {
    id,
    conversation,
    author: { id: author, name: author, kind: 'person' },
    sentAt: id,
    private: false,
    body: { kind: 'said', text },
  };
}

const pending: Pending = { key: 1, conversation: 'general', text: 'hello', answered: false, toBot: false };

function stateAfter(...happenings: readonly Happening[]): State {
  return happenings.reduce(reduce, initialState('general'));
}

const loaded: Happening = { kind: 'loaded', conversation: 'general', page: { messages: [], older: false } };
const received = (message: MessageView): Happening => ({ kind: 'received', message, me: 'amina' });
const texts = (state: State) =>
  state.histories['general']?.messages.map((message) => message.body.kind === 'said' && message.body.text);

describe('messages', () => {
  test('stand in the order of their ids, each once, however they arrive', () => {
    const state = stateAfter(
      loaded,
      received(said(2, 'two')),
      received(said(1, 'one')),
      received(said(2, 'two')),
    );
    expect(texts(state)).toEqual(['one', 'two']);
  });

  test('take the newer version when one changes', () => {
    expect(texts(stateAfter(loaded, received(said(1, 'one')), received(said(1, 'changed'))))).toEqual([
      'changed',
    ]);
  });

  test('that arrive while a page is under way are the newer ones', () => {
    const page = { messages: [said(1, 'old version')], older: true };
    const state = stateAfter(loaded, received(said(1, 'new version')), {
      kind: 'loaded',
      conversation: 'general',
      page,
    });
    expect(texts(state)).toEqual(['new version']);
  });

  test('count as unread once, where the reader is not looking, and not their own', () => {
    const state = stateAfter(
      received(said(1, 'one', 'jonas', 'middle-east')),
      received(said(1, 'one', 'jonas', 'middle-east')),
      received(said(2, 'mine', 'amina', 'middle-east')),
      received(said(3, 'here')),
    );
    expect(state.unread['middle-east']).toBe(1);
    expect(state.unread['general']).toBeUndefined();
    expect(reduce(state, { kind: 'opened', conversation: 'middle-east' }).unread['middle-east']).toBe(0);
  });
});

describe('a conversation that could not be loaded, or not whole', () => {
  const problem = { message: 'Earlier messages cannot be shown.', hint: 'Wait.' };
  const partly: Happening = {
    kind: 'loaded',
    conversation: 'general',
    page: { messages: [said(1, 'held')], older: false, problem },
  };
  const whole: Happening = {
    kind: 'loaded',
    conversation: 'general',
    page: { messages: [said(0.5, 'kept')], older: false },
  };

  test('is wanted again with each message in it, and when the connection is back', () => {
    for (const before of [[], [partly]]) {
      const state = stateAfter(...before);
      expect(isWanting(state)).toBe(true);
      expect(reduce(state, received(said(2, 'new'))).wanted).toBe(state.wanted + 1);
      expect(reduce(state, received(said(2, 'new', 'jonas', 'middle-east'))).wanted).toBe(state.wanted);
      const cut = reduce(state, { kind: 'connected', connected: false });
      expect(reduce(cut, { kind: 'connected', connected: true }).wanted).toBe(state.wanted + 1);
    }
  });

  test('shows what there is and why there is no more, until all of it is there', () => {
    const state = stateAfter(partly, received(said(2, 'new')));
    expect([texts(state), state.problem]).toEqual([['held', 'new'], problem]);
    const mended = reduce(state, whole);
    expect([texts(mended), mended.problem, isWanting(mended)]).toEqual([
      ['kept', 'held', 'new'],
      undefined,
      false,
    ]);
    expect(reduce(mended, received(said(3, 'newer'))).wanted).toBe(mended.wanted);
  });

  test('is wanted when everything is outdated', () => {
    expect(stateAfter(loaded, { kind: 'outdated' })).toMatchObject({ wanted: 1, histories: {} });
  });

  test('still has older messages, when they cannot be read right now', () => {
    const older: Happening = { kind: 'loaded', conversation: 'general', page: { messages: [], older: true } };
    const state = stateAfter(older, {
      kind: 'loaded-older',
      conversation: 'general',
      page: { messages: [], older: false, problem },
    });
    expect(state).toMatchObject({ histories: { general: { older: true, partial: false } }, problem });
  });
});

describe('what is sent', () => {
  test('is shown until it has come back and is answered, in either order', () => {
    const sent: Happening = { kind: 'sent', pending };
    const echo = received(said(1, 'hello', 'amina'));
    const answered: Happening = { kind: 'answered', key: 1 };
    expect(stateAfter(loaded, sent, echo).pending).toMatchObject([{ text: undefined }]);
    expect(stateAfter(loaded, sent, answered).pending).toMatchObject([{ text: 'hello' }]);
    expect(stateAfter(loaded, sent, echo, answered).pending).toEqual([]);
    expect(stateAfter(loaded, sent, answered, echo).pending).toEqual([]);
  });

  test('and refused says why', () => {
    const problem = { message: 'Rapporteur does not answer.', hint: 'Try again.' };
    const state = stateAfter(loaded, { kind: 'sent', pending }, { kind: 'failed', key: 1, problem });
    expect(state).toMatchObject({ pending: [], problem });
  });

  test('and refused no longer says why when the connection is back', () => {
    const problem = { message: 'Rapporteur does not answer.', hint: 'Try again.' };
    const cut = stateAfter({ kind: 'connected', connected: false }, { kind: 'problem', problem });
    expect(cut.problem).toEqual(problem);
    expect(reduce(cut, { kind: 'connected', connected: true }).problem).toBeUndefined();
  });

  test('leaves nothing behind when everything is loaded anew', () => {
    const state = stateAfter(
      loaded,
      { kind: 'sent', pending },
      { kind: 'answered', key: 1 },
      { kind: 'outdated' },
      loaded,
    );
    expect(state.pending).toEqual([]);
  });
});

describe('a draft', () => {
  const author = { id: 'rapporteur', name: 'Rapporteur', kind: 'bot' } as const;
  const draft = (id: number, text?: string): Happening => ({
    kind: 'written',
    draft: {
      id,
      conversation: 'general',
      author,
      private: false,
      ...(text === undefined ? {} : { body: { kind: 'said', text } }),
    },
  });
  const shown = (state: State) => state.drafts.map(({ body }) => body?.kind === 'said' && body.text);

  test('grows where it stands', () => {
    expect(shown(stateAfter(draft(-1, 'a'), draft(-2, 'b'), draft(-1, 'a and c')))).toEqual(['a and c', 'b']);
  });

  test('gives way to its message, and to no other', () => {
    const state = stateAfter(loaded, draft(-1, 'a'), received(said(1, 'other')));
    expect(shown(state)).toEqual(['a']);
    expect(shown(reduce(state, received({ ...said(2, 'whole'), draft: -1 })))).toEqual([]);
  });

  test.each([
    ['nothing comes of it', draft(-1)],
    ['the connection is lost', { kind: 'connected', connected: false }],
    ['everything is loaded again', { kind: 'outdated' }],
  ] as const)('goes when %s', (_, happening) => {
    expect(shown(stateAfter(draft(-1, 'a'), happening))).toEqual([]);
  });
});
