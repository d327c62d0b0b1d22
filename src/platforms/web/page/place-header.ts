import { h } from 'preact';
import type { ConversationView } from '../view-model.ts';
import { type ComponentChild, html } from './html.ts';
import { Icon } from './icons.ts';
import type { SidebarDrawer } from './sidebar-drawer.ts';

/** Where one is, and on a narrow screen the way to the other conversations. */
export function PlaceHeader(properties: {
  readonly place: ConversationView;
  readonly connected: boolean;
  readonly drawer: SidebarDrawer;
}): ComponentChild {
  const { place, connected, drawer } = properties;
  return html`<header class="place">
    <button
      type="button"
      ref=${drawer.button}
      class="icon-button only-narrow"
      aria-label="Conversations"
      aria-expanded=${drawer.isOpen ? 'true' : 'false'}
      aria-controls="sidebar"
      onClick=${drawer.open}
    >${h(Icon, { name: 'menu' })}</button>
    <div class="place-words">
      <h1>${titleOf(place)}</h1>
      <p>${place.topic}</p>
    </div>
    ${connected ? null : html`<p class="connection" role="status">Reconnecting …</p>`}
  </header>`;
}

export function titleOf(place: ConversationView): string {
  return place.kind === 'channel' ? `#${place.name}` : place.name;
}
