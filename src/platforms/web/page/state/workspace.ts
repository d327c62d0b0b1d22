import { useCallback, useEffect, useReducer, useRef } from 'preact/hooks';
import type { MessageView, WorkspaceView } from '../../view-model.ts';
import { fetchPage, type Outcome, RequestProblem } from './api.ts';
import { followLive } from './live.ts';
import { type Happening, initialState, isNew, isWanting, reduce, type State } from './state.ts';

export interface Workspace {
  readonly state: State;
  readonly open: (conversation: string) => void;
  readonly loadOlder: () => Promise<void>;
  /**
   * Shows that something is under way until `request` is answered.
   * @returns whether it was
   */
  readonly attempt: (
    request: () => Promise<Outcome>,
    shown: { readonly text?: string; readonly toBot: boolean },
  ) => Promise<boolean>;
  readonly dismissProblem: () => void;
}

/** Keeps the state of one speaker's page current. `news` hears of each new message, and of changes where the reader is. */
export function useWorkspace(
  view: WorkspaceView,
  start: string,
  news: (message: MessageView, current: string) => void,
): Workspace {
  const [state, dispatch] = useReducer<State, Happening>(reduce, initialState(start));
  const latest = useRef(state);
  latest.current = state;
  const tell = useRef(news);
  tell.current = news;
  const nextKey = useRef(1);
  const me = view.me.id;

  const report = useCallback((error: unknown) => {
    dispatch({ kind: 'problem', problem: problemOf(error) });
  }, []);

  const current = state.current;
  useEffect(() => {
    if (!isWanting(latest.current)) return;
    fetchPage(me, current).then((page) => dispatch({ kind: 'loaded', conversation: current, page }), report);
  }, [me, current, state.wanted]);

  useEffect(
    () =>
      followLive(me, view.cursor, {
        message: (message) => {
          const here = message.conversation === latest.current.current;
          if (here || isNew(latest.current, message)) tell.current(message, latest.current.current);
          dispatch({ kind: 'received', message, me });
        },
        draft: (draft) => dispatch({ kind: 'written', draft }),
        reload: () => dispatch({ kind: 'outdated' }),
        connected: (connected) => dispatch({ kind: 'connected', connected }),
      }),
    [me, view.cursor],
  );

  return {
    state,
    open: (conversation) => dispatch({ kind: 'opened', conversation }),
    async loadOlder() {
      const oldest = latest.current.histories[current]?.messages[0];
      if (!oldest) return;
      await fetchPage(me, current, oldest.id).then(
        (page) => dispatch({ kind: 'loaded-older', conversation: current, page }),
        report,
      );
    },
    async attempt(request, { text, toBot }) {
      const key = nextKey.current;
      nextKey.current += 1;
      dispatch({
        kind: 'sent',
        pending: { key, conversation: current, text, answered: false, toBot },
      });
      try {
        const problem = await request();
        dispatch({ kind: 'answered', key });
        if (problem) dispatch({ kind: 'problem', problem });
        return true;
      } catch (error) {
        dispatch({ kind: 'failed', key, problem: problemOf(error) });
        return false;
      }
    },
    dismissProblem: () => dispatch({ kind: 'problem', problem: undefined }),
  };
}

function problemOf(error: unknown): { readonly message: string; readonly hint: string } {
  if (error instanceof RequestProblem) return { message: error.message, hint: error.hint };
  return { message: 'Something failed in this page.', hint: 'Load it again.' };
}
