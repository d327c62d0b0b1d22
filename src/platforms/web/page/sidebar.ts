import { h } from 'preact';
import { useState } from 'preact/hooks';
import type { ConversationView, WorkspaceView } from '../view-model.ts';
import { addressOf } from './address.ts';
import { type ComponentChild, html } from './html.ts';
import { Icon } from './icons.ts';
import { chooseTheme, currentTheme } from './theme.ts';

/** Where one can go, as whom, and how it looks. */
export function Sidebar(properties: {
  readonly view: WorkspaceView;
  readonly current: string;
  readonly unread: Readonly<Record<string, number>>;
  readonly open: (conversation: string) => void;
  readonly speakAs: (person: string) => void;
  readonly close: () => void;
}): ComponentChild {
  const { view, current, unread, open, speakAs, close } = properties;
  const section = (title: string, kind: ConversationView['kind']) => {
    const id = `list-of-${kind}`;
    return html`<section aria-labelledby=${id}>
      <h2 id=${id}>${title}</h2>
      <ul role="list">
        ${view.conversations
          .filter((conversation) => conversation.kind === kind)
          .map((conversation) =>
            h(PlaceLink, {
              key: conversation.id,
              conversation,
              as: view.me.id,
              isCurrent: conversation.id === current,
              unread: unread[conversation.id] ?? 0,
              open,
            }),
          )}
      </ul>
    </section>`;
  };
  return html`<nav class="sidebar" id="sidebar" aria-label="Conversations">
    <div class="brand">
      <img src="/page/icon.svg" alt="" width="28" height="28" />
      <span>Rapporteur</span>
      <button type="button" class="icon-button only-narrow" aria-label="Close the list" onClick=${close}>
        ${h(Icon, { name: 'close' })}
      </button>
    </div>
    <div class="places">${section('Channels', 'channel')} ${section('Direct messages', 'direct')}</div>
    <div class="settings">
      <label for="speaker">Speaking as</label>
      <select
        id="speaker"
        onChange=${(event: Event) => {
          if (event.target instanceof HTMLSelectElement) speakAs(event.target.value);
        }}
      >
        ${view.people.map(
          (person) =>
            html`<option value=${person.id} selected=${person.id === view.me.id}>${person.name}, ${person.role}</option>`,
        )}
      </select>
      ${h(ThemeChoice, {})}
      ${
        view.signedIn &&
        html`<form method="post" action="/sign-out"><button type="submit" class="quiet-button">Sign out</button></form>`
      }
    </div>
  </nav>`;
}

function PlaceLink(properties: {
  readonly conversation: ConversationView;
  readonly as: string;
  readonly isCurrent: boolean;
  readonly unread: number;
  readonly open: (conversation: string) => void;
}): ComponentChild {
  const { conversation, as, isCurrent, unread, open } = properties;
  return html`<li>
    <a
      class=${unread > 0 ? 'place-link unread' : 'place-link'}
      href=${addressOf({ in: conversation.id, as })}
      aria-current=${isCurrent ? 'page' : undefined}
      onClick=${(event: MouseEvent) => {
        // With a modifier key it is a wish for a window of its own.
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        open(conversation.id);
      }}
    >
      <span class="place-sign" aria-hidden="true">${conversation.kind === 'channel' ? '#' : '@'}</span>
      <span class="place-name">${conversation.name}</span>
      ${unread > 0 ? html`<span class="count">${unread}<span class="visually-hidden"> new</span></span>` : null}
    </a>
  </li>`;
}

const THEMES = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

function ThemeChoice(): ComponentChild {
  const [theme, setTheme] = useState(currentTheme());
  return html`<label for="theme">Appearance</label>
    <select
      id="theme"
      onChange=${(event: Event) => {
        if (!(event.target instanceof HTMLSelectElement)) return;
        const { value } = event.target;
        const chosen = THEMES.find((each) => each.value === value)?.value ?? 'system';
        chooseTheme(chosen);
        setTheme(chosen);
      }}
    >
      ${THEMES.map((each) => html`<option value=${each.value} selected=${each.value === theme}>${each.label}</option>`)}
    </select>`;
}
