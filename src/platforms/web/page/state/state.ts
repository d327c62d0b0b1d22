import type { DraftView, MessageView, PageView } from '../../view-model.ts';

/** What the page knows, apart from what is typed. Changed only by `reduce`. */
export interface State {
  readonly current: string;
  readonly histories: Readonly<Record<string, History>>;
  /** New messages by conversation, where the reader is not looking. */
  readonly unread: Readonly<Record<string, number>>;
  /** The highest id met in each conversation, opened or not: what is above it is news. */
  readonly newest: Readonly<Record<string, number>>;
  readonly pending: readonly Pending[];
  /** Answers that are being written, the one begun first first. */
  readonly drafts: readonly DraftView[];
  readonly connected: boolean;
  /** Grows with each reason to load the open conversation, in case that it is not there or not whole. */
  readonly wanted: number;
  readonly problem: { readonly message: string; readonly hint: string } | undefined;
}

export interface History {
  /** By id, oldest first. */
  readonly messages: readonly MessageView[];
  readonly older: boolean;
  /** What was said before could not be read, and may be by now. */
  readonly partial: boolean;
}

/** Whether the open conversation has to be loaded, as a whole or once more. */
export function isWanting({ histories, current }: State): boolean {
  return !isWhole({ histories }, current);
}

function isWhole({ histories }: Pick<State, 'histories'>, conversation: string): boolean {
  return histories[conversation]?.partial === false;
}

/** Something on its way to the server. */
export interface Pending {
  readonly key: number;
  readonly conversation: string;
  /** What is said, as long as it has not come back as a message. Absent for a button. */
  readonly text: string | undefined;
  readonly answered: boolean;
  /** Whether the bot is expected to say something. */
  readonly toBot: boolean;
}

export type Happening =
  | { readonly kind: 'opened'; readonly conversation: string }
  | { readonly kind: 'loaded'; readonly conversation: string; readonly page: PageView }
  | { readonly kind: 'loaded-older'; readonly conversation: string; readonly page: PageView }
  /** New, or changed. `me` is who reads. */
  | { readonly kind: 'received'; readonly message: MessageView; readonly me: string }
  /** More of an answer. */
  | { readonly kind: 'written'; readonly draft: DraftView }
  | { readonly kind: 'outdated' }
  | { readonly kind: 'sent'; readonly pending: Pending }
  | { readonly kind: 'answered'; readonly key: number }
  | { readonly kind: 'failed'; readonly key: number; readonly problem: NonNullable<State['problem']> }
  | { readonly kind: 'problem'; readonly problem: State['problem'] }
  | { readonly kind: 'connected'; readonly connected: boolean };

export function initialState(conversation: string): State {
  return {
    current: conversation,
    histories: {},
    unread: {},
    newest: {},
    pending: [],
    drafts: [],
    connected: true,
    wanted: 0,
    problem: undefined,
  };
}

export function reduce(state: State, happening: Happening): State {
  switch (happening.kind) {
    case 'opened':
      return {
        ...state,
        current: happening.conversation,
        unread: { ...state.unread, [happening.conversation]: 0 },
        problem: undefined,
      };
    case 'loaded': {
      // Events may have arrived while the page was under way, and are the newer ones.
      const known = state.histories[happening.conversation]?.messages ?? [];
      const messages = merge(happening.page.messages, known);
      return settled({
        ...withHistory(state, happening.conversation, {
          messages,
          older: happening.page.older,
          partial: happening.page.problem !== undefined,
        }),
        // Whatever kept it from being read is over.
        problem:
          happening.page.problem ?? (isWhole(state, happening.conversation) ? state.problem : undefined),
        newest: newestWith(state, happening.conversation, messages),
        pending: state.pending.filter((each) => !each.answered),
      });
    }
    case 'loaded-older': {
      const known = state.histories[happening.conversation]?.messages ?? [];
      const { older, problem } = happening.page;
      return {
        ...withHistory(state, happening.conversation, {
          messages: merge(happening.page.messages, known),
          // What could not be read is still there.
          older: problem !== undefined || older,
          partial: !isWhole(state, happening.conversation),
        }),
        problem: problem ?? state.problem,
      };
    }
    case 'received':
      return receive(state, happening.message, happening.me);
    case 'written':
      return { ...state, drafts: draftsWith(state.drafts, happening.draft) };
    case 'outdated':
      return { ...state, histories: {}, drafts: [], wanted: state.wanted + 1 };
    case 'sent':
      return { ...state, pending: [...state.pending, happening.pending], problem: undefined };
    case 'answered':
      return settled({
        ...state,
        pending: state.pending.map((each) =>
          each.key === happening.key ? { ...each, answered: true } : each,
        ),
      });
    case 'failed':
      return {
        ...state,
        pending: state.pending.filter((each) => each.key !== happening.key),
        problem: happening.problem,
      };
    case 'problem':
      return { ...state, problem: happening.problem };
    case 'connected':
      // Without a connection nobody would say that a draft is over; with one again, what failed is worth another try.
      return state.connected === happening.connected
        ? state
        : {
            ...state,
            connected: happening.connected,
            drafts: [],
            wanted: happening.connected && isWanting(state) ? state.wanted + 1 : state.wanted,
            problem: happening.connected ? undefined : state.problem,
          };
  }
}

/** Whether this message was not met before; a known one that comes again has changed. */
export function isNew(state: State, message: MessageView): boolean {
  return message.id > (state.newest[message.conversation] ?? 0);
}

function receive(state: State, message: MessageView, me: string): State {
  const { conversation } = message;
  const history = state.histories[conversation];
  const mine = message.author.id === me;
  const counts = isNew(state, message) && !mine && conversation !== state.current;
  const unread = counts
    ? { ...state.unread, [conversation]: (state.unread[conversation] ?? 0) + 1 }
    : state.unread;
  const body = message.body;
  const echoed =
    mine && body.kind === 'said'
      ? state.pending.find((each) => each.conversation === conversation && each.text === body.text)
      : undefined;
  const pending = state.pending.map((each) => (each === echoed ? { ...each, text: undefined } : each));
  // A conversation that was never opened is loaded whole when it is; for the open one this shows that it can be.
  const wanted = conversation === state.current && isWanting(state) ? state.wanted + 1 : state.wanted;
  const next = history
    ? withHistory(state, conversation, { ...history, messages: merge(history.messages, [message]) })
    : state;
  const drafts = state.drafts.filter((draft) => draft.id !== message.draft);
  return settled({
    ...next,
    unread,
    pending,
    drafts,
    wanted,
    newest: newestWith(state, conversation, [message]),
  });
}

/** A draft keeps its place while it grows. */
function draftsWith(drafts: State['drafts'], draft: DraftView): State['drafts'] {
  if (!draft.body) return drafts.filter((each) => each.id !== draft.id);
  const known = drafts.some((each) => each.id === draft.id);
  return known ? drafts.map((each) => (each.id === draft.id ? draft : each)) : [...drafts, draft];
}

/** What has been answered, and seen as a message, is no longer pending. */
function settled(state: State): State {
  const pending = state.pending.filter((each) => !(each.answered && each.text === undefined));
  return pending.length === state.pending.length ? state : { ...state, pending };
}

function newestWith(state: State, conversation: string, messages: readonly MessageView[]): State['newest'] {
  const ids = messages.map((message) => message.id);
  return { ...state.newest, [conversation]: Math.max(state.newest[conversation] ?? 0, ...ids) };
}

function withHistory(state: State, conversation: string, history: History): State {
  return { ...state, histories: { ...state.histories, [conversation]: history } };
}

/** Both lists by id; of two versions of one message that of `newer` wins. */
function merge(older: readonly MessageView[], newer: readonly MessageView[]): readonly MessageView[] {
  const byId = new Map([...older, ...newer].map((message) => [message.id, message]));
  return [...byId.values()].sort((one, other) => one.id - other.id);
}
