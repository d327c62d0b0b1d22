import { h } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Action } from '../../../reply.ts';
import type { ConversationView, WorkspaceView } from '../view-model.ts';
import { addressOf, readAddress } from './address.ts';
import { announcementOf } from './announcement.ts';
import { ask, press, say, share } from './api.ts';
import { AskDialog } from './ask-dialog.ts';
import { Composer, type Draft } from './composer.ts';
import { type ComponentChild, html } from './html.ts';
import { Icon } from './icons.ts';
import { type MessageActions, MessageActionsContext } from './message-actions.ts';
import { MessageList } from './message-list.ts';
import { Sidebar } from './sidebar.ts';
import type { State } from './state.ts';
import { Welcome } from './welcome.ts';
import { useWorkspace } from './workspace.ts';

/** The whole page for one speaker: the list of places, and the conversation that is open. */
export function ConversationPage(properties: {
  readonly view: WorkspaceView;
  readonly speakAs: (person: string) => void;
}): ComponentChild {
  const { view, speakAs } = properties;
  const me = view.me.id;
  const [announced, setAnnounced] = useState('');
  const [sidebarOpen, setSidebarOpen] = useState(false);
  const [draft, setDraft] = useState<Draft>();
  const [asking, setAsking] = useState<{ message: number; topic: string | undefined }>();
  const [busy, setBusy] = useState<ReadonlySet<number>>(new Set());
  const [shared, setShared] = useState<ReadonlySet<string>>(new Set());
  const menuButton = useRef<HTMLButtonElement>(null);
  const workspace = useWorkspace(view, startOf(view), (message, current) => {
    if (message.author.id !== me) setAnnounced(announcementOf(message, current, view.conversations));
  });
  const { state } = workspace;
  const place = placeOf(view, state.current);

  useEffect(() => {
    const goBack = () => workspace.open(startOf(view));
    addEventListener('popstate', goBack);
    return () => removeEventListener('popstate', goBack);
  }, [view]);

  const unreadInAll = Object.values(state.unread).reduce((sum, count) => sum + count, 0);
  useEffect(() => {
    document.title = `${unreadInAll > 0 ? `(${unreadInAll}) ` : ''}${titleOf(place)} · Rapporteur`;
  }, [unreadInAll, place]);

  // Where the list covers the page the focus goes with it, and back again.
  const wasOpen = useRef(false);
  useLayoutEffect(() => {
    if (sidebarOpen) document.querySelector<HTMLElement>('#sidebar [aria-current]')?.focus();
    else if (wasOpen.current) menuButton.current?.focus();
    wasOpen.current = sidebarOpen;
  }, [sidebarOpen]);

  function closeSidebar(): void {
    setSidebarOpen(false);
  }

  function open(conversation: string): void {
    history.pushState(null, '', addressOf({ in: conversation, as: me }));
    workspace.open(conversation);
    if (sidebarOpen) closeSidebar();
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

  async function pressOnce(message: number, action: Extract<Action, { kind: 'run' }>): Promise<void> {
    if (busy.has(message)) return;
    setBusy((before) => new Set([...before, message]));
    const inPlace = action.where === 'in-place';
    await workspace.attempt(() => press(me, message, action.words), { toBot: !inPlace });
    setBusy((before) => new Set([...before].filter((each) => each !== message)));
  }

  async function shareOnce(message: number, words: string): Promise<void> {
    const what = sharedKey(message, words);
    if (shared.has(what)) return;
    setShared((before) => new Set([...before, what]));
    const done = await workspace.attempt(() => share(me, message, words), { toBot: true });
    if (!done) setShared((before) => new Set([...before].filter((each) => each !== what)));
  }

  const doing: MessageActions = {
    fill,
    send: (text) => {
      document.getElementById('composer')?.focus();
      void send(text);
    },
    press: (message, action) => void pressOnce(message, action),
    ask: (message, action) => setAsking({ message, topic: action.topic }),
    share: (message, words) => void shareOnce(message, words),
    isShared: (message, words) => shared.has(sharedKey(message, words)),
    isBusy: (message) => busy.has(message),
  };

  return html`<${MessageActionsContext.Provider} value=${doing}>
    <div
      class=${sidebarOpen ? 'shell sidebar-open' : 'shell'}
      onKeyDown=${(event: KeyboardEvent) => {
        if (sidebarOpen && event.key === 'Escape') closeSidebar();
      }}
    >
      ${h(Sidebar, {
        view,
        current: state.current,
        unread: state.unread,
        open,
        speakAs,
        close: closeSidebar,
      })}
      <div class="backdrop" onClick=${closeSidebar}></div>
      <main class="conversation" inert=${sidebarOpen}>
        <header class="place">
          <button
            type="button"
            ref=${menuButton}
            class="icon-button only-narrow"
            aria-label="Conversations"
            aria-expanded=${sidebarOpen ? 'true' : 'false'}
            aria-controls="sidebar"
            onClick=${() => setSidebarOpen(true)}
          >${h(Icon, { name: 'menu' })}</button>
          <div class="place-words">
            <h1>${titleOf(place)}</h1>
            <p>${place.topic}</p>
          </div>
          ${state.connected ? null : html`<p class="connection" role="status">Reconnecting …</p>`}
        </header>
        ${h(MessageList, {
          key: place.id,
          name: titleOf(place),
          history: state.histories[place.id],
          pending: state.pending.filter((each) => each.conversation === place.id),
          drafts: state.drafts.filter((each) => each.conversation === place.id),
          welcome: h(Welcome, { place, examples: view.examples }),
          loadOlder: workspace.loadOlder,
        })}
        ${h(Problem, { problem: state.problem, dismiss: workspace.dismissProblem })}
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

function Problem(properties: {
  readonly problem: State['problem'];
  readonly dismiss: () => void;
}): ComponentChild {
  const { problem, dismiss } = properties;
  return html`<div class="problem-frame" role="alert">
    ${
      problem &&
      html`<div class="notice notice-error">
        ${h(Icon, { name: 'error' })}
        <p>${problem.message} ${problem.hint}</p>
        <button type="button" class="icon-button" aria-label="Dismiss" onClick=${dismiss}>${h(Icon, { name: 'close' })}</button>
      </div>`
    }
  </div>`;
}

/** A message shows one section after the other, and each can be shared. */
function sharedKey(message: number, words: string): string {
  return `${message} ${words}`;
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

function titleOf(place: ConversationView): string {
  return place.kind === 'channel' ? `#${place.name}` : place.name;
}
