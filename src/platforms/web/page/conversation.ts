import { h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ConversationView, WorkspaceView } from '../view-model.ts';
import { addressOf, readAddress } from './address.ts';
import { announcementOf } from './announcement.ts';
import { AskDialog } from './composing/ask-dialog.ts';
import { Composer, type Draft } from './composing/composer.ts';
import { type ComponentChild, html } from './html.ts';
import { type MessageActions, MessageActionsContext } from './messages/message-actions.ts';
import { MessageList } from './messages/message-list.ts';
import { useOncePerMessage } from './messages/once-per-message.ts';
import { PlaceHeader, titleOf } from './place-header.ts';
import { ProblemNotice } from './problem-notice.ts';
import { Sidebar } from './sidebar.ts';
import { useSidebarDrawer } from './sidebar-drawer.ts';
import { ask, say } from './state/api.ts';
import { useWorkspace } from './state/workspace.ts';
import { Welcome } from './welcome.ts';

/** The whole page for one speaker: the list of places, and the conversation that is open. */
export function ConversationPage(properties: {
  readonly view: WorkspaceView;
  readonly speakAs: (person: string) => void;
}): ComponentChild {
  const { view, speakAs } = properties;
  const me = view.me.id;
  const [announced, setAnnounced] = useState('');
  const [draft, setDraft] = useState<Draft>();
  const [asking, setAsking] = useState<{ message: number; topic: string | undefined }>();
  const drawer = useSidebarDrawer();
  const workspace = useWorkspace(view, startOf(view), (message, current) => {
    if (message.author.id !== me) setAnnounced(announcementOf(message, current, view.conversations));
  });
  const once = useOncePerMessage(me, workspace);
  const { state } = workspace;
  const place = placeOf(view, state.current);
  const isHere = (each: { readonly conversation: string }) => each.conversation === place.id;

  useEffect(() => {
    const goBack = () => workspace.open(startOf(view));
    addEventListener('popstate', goBack);
    return () => removeEventListener('popstate', goBack);
  }, [view]);

  useTitle(
    place,
    Object.values(state.unread).reduce((sum, count) => sum + count, 0),
  );

  function open(conversation: string): void {
    history.pushState(null, '', addressOf({ in: conversation, as: me }));
    workspace.open(conversation);
    if (drawer.isOpen) drawer.close();
  }

  async function send(text: string): Promise<void> {
    const toBot = place.withBot || /^\s*\/brief\b|@rapporteur\b/iu.test(text);
    const sent = await workspace.attempt(() => say(me, place.id, text), { text, toBot });
    // What could not be said is not lost.
    if (!sent) fill(text);
  }

  function fill(text: string): void {
    setDraft((before) => ({ text, number: (before?.number ?? 0) + 1 }));
  }

  const actions: MessageActions = {
    fill,
    send: (text) => {
      document.getElementById('composer')?.focus();
      void send(text);
    },
    press: (message, action) => void once.press(message, action),
    ask: (message, action) => setAsking({ message, topic: action.topic }),
    share: (message, words) => void once.share(message, words),
    isShared: once.isShared,
    isBusy: once.isBusy,
  };

  return html`<${MessageActionsContext.Provider} value=${actions}>
    <div
      class=${drawer.isOpen ? 'shell sidebar-open' : 'shell'}
      onKeyDown=${(event: KeyboardEvent) => {
        if (drawer.isOpen && event.key === 'Escape') drawer.close();
      }}
    >
      ${h(Sidebar, {
        view,
        current: state.current,
        unread: state.unread,
        open,
        speakAs,
        close: drawer.close,
      })}
      <div class="backdrop" onClick=${drawer.close}></div>
      <main class="conversation" inert=${drawer.isOpen}>
        ${h(PlaceHeader, { place, connected: state.connected, drawer })}
        ${h(MessageList, {
          key: place.id,
          name: titleOf(place),
          history: state.histories[place.id],
          pending: state.pending.filter(isHere),
          drafts: state.drafts.filter(isHere),
          welcome: h(Welcome, { place, examples: view.examples }),
          loadOlder: workspace.loadOlder,
        })}
        ${h(ProblemNotice, { problem: state.problem, dismiss: workspace.dismissProblem })}
        ${h(Composer, { key: `composer-${place.id}`, me: view.me, place, draft, longest: view.longest.said, send })}
      </main>
    </div>
    ${
      asking &&
      h(AskDialog, {
        topic: asking.topic,
        longest: view.longest.question,
        ask: (question) =>
          void workspace.attempt(() => ask(me, asking.message, asking.topic, question), {
            text: question,
            toBot: true,
          }),
        close: () => setAsking(undefined),
      })
    }
    <div class="visually-hidden" role="status" aria-live="polite">${announced}</div>
  <//>`;
}

function useTitle(place: ConversationView, unread: number): void {
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${titleOf(place)} · Rapporteur`;
  }, [unread, place]);
}

function startOf(view: WorkspaceView): string {
  const wanted = readAddress(location.search).in;
  const known = view.conversations.find((each) => each.id === wanted) ?? view.conversations[0];
  return known?.id ?? '';
}

const NOWHERE: ConversationView = { id: '', kind: 'channel', name: '', topic: '', withBot: false };

function placeOf(view: WorkspaceView, id: string): ConversationView {
  return view.conversations.find((each) => each.id === id) ?? NOWHERE;
}
