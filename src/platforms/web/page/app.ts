import { h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { WorkspaceView } from '../view-model.ts';
import { addressOf, readAddress } from './address.ts';
import { ConversationPage } from './conversation.ts';
import { type ComponentChild, html } from './html.ts';
import { fetchWorkspace, RequestProblem } from './state/api.ts';

/** Loads the workspace for whoever speaks, and anew when another one does. */
export function App(): ComponentChild {
  const [speaker, setSpeaker] = useState(readAddress(location.search).as);
  const [view, setView] = useState<WorkspaceView>();
  const [problem, setProblem] = useState<RequestProblem>();

  useEffect(() => {
    fetchWorkspace(speaker).then(
      (loaded) => {
        setProblem(undefined);
        setView(loaded);
      },
      (error: unknown) => {
        setProblem(
          error instanceof RequestProblem
            ? error
            : new RequestProblem('The page failed to load.', 'Load it again.'),
        );
      },
    );
  }, [speaker]);

  if (problem) {
    return html`<main class="plain" role="alert">
      <h1>Rapporteur</h1>
      <p>${problem.message} ${problem.hint}</p>
      <a class="button" href="/">Start again</a>
    </main>`;
  }
  if (!view) return html`<main class="plain" aria-busy="true"><p class="visually-hidden">Loading</p></main>`;
  return h(ConversationPage, {
    key: view.me.id,
    view,
    speakAs: (person: string) => {
      history.replaceState(null, '', addressOf({ ...readAddress(location.search), as: person }));
      setSpeaker(person);
    },
  });
}
