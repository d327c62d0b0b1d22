import { h } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { DraftView, MessageView } from '../../view-model.ts';
import { formatDayHeading, localDay } from '../clock.ts';
import { type ComponentChild, html } from '../html.ts';
import { Icon } from '../icons.ts';
import type { History, Pending } from '../state/state.ts';
import { Draft, Message } from './message.ts';

/** Closer to the end than this, the reader is taken to follow what is said. */
const AT_END_PIXELS = 80;

/** Messages of one person closer together than this need one name. */
const CONTINUED_MILLISECONDS = 5 * 60_000;

/** The messages of one conversation, oldest first, scrolled to where the reader should begin. */
export function MessageList(properties: {
  readonly name: string;
  readonly history: History | undefined;
  readonly pending: readonly Pending[];
  readonly drafts: readonly DraftView[];
  readonly welcome: ComponentChild;
  readonly loadOlder: () => Promise<void>;
}): ComponentChild {
  const { name, history, pending, drafts, welcome, loadOlder } = properties;
  const scroller = useRef<HTMLDivElement>(null);
  const { atEnd, unseen, onScroll, toEnd } = useReadingPosition(scroller, history, pending, drafts);
  const messages = history?.messages ?? [];

  return html`<div class="log-frame">
    <div
      class="log"
      ref=${scroller}
      onScroll=${onScroll}
      tabindex="0"
      role="region"
      aria-label=${`Messages in ${name}`}
      aria-busy=${history === undefined ? 'true' : 'false'}
    >
      <div class="log-inner">
        ${history?.older ? h(OlderButton, { loadOlder }) : null}
        ${history && !history.older ? welcome : null}
        <ol class="messages" role="list">
          ${messages.map((message, index) => {
            const before = messages[index - 1];
            return html`<li key=${message.id}>
              ${
                before && localDay(before.sentAt) === localDay(message.sentAt)
                  ? null
                  : html`<p class="day"><span>${formatDayHeading(message.sentAt, Date.now())}</span></p>`
              }
              ${h(Message, { message, continued: continues(before, message) })}
            </li>`;
          })}
          ${pending.map((each) => html`<li key=${`pending-${each.key}`}>${h(PendingView, { pending: each, begun: drafts.length > 0 })}</li>`)}
          ${drafts.map((draft) => html`<li key=${`draft-${draft.id}`}>${h(Draft, { draft })}</li>`)}
        </ol>
      </div>
    </div>
    <button
      type="button"
      class=${unseen > 0 ? 'to-end to-end-new' : 'to-end'}
      aria-label=${unseen > 0 ? `To the latest message, ${unseen} new` : 'To the latest message'}
      hidden=${atEnd}
      onClick=${toEnd}
    >
      ${unseen > 0 ? html`<span aria-hidden="true">${unseen} new</span>` : null}${h(Icon, { name: 'down' })}
    </button>
  </div>`;
}

function PendingView(properties: { readonly pending: Pending; readonly begun: boolean }): ComponentChild {
  const { pending, begun } = properties;
  return html`<div class="message continued pending">
    <div class="message-main">
      ${pending.text === undefined ? null : html`<p class="said">${pending.text}</p>`}
      ${pending.toBot && !begun ? html`<p class="writing">Rapporteur is looking it up <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span></p>` : null}
    </div>
  </div>`;
}

function OlderButton({ loadOlder }: { readonly loadOlder: () => Promise<void> }): ComponentChild {
  const [busy, setBusy] = useState(false);
  return html`<div class="older">
    <button
      type="button"
      class="button"
      aria-busy=${busy ? 'true' : 'false'}
      onClick=${async () => {
        if (busy) return;
        setBusy(true);
        await loadOlder();
        setBusy(false);
      }}
    >Load older messages</button>
  </div>`;
}

function continues(before: MessageView | undefined, message: MessageView): boolean {
  return (
    before !== undefined &&
    before.author.id === message.author.id &&
    before.private === message.private &&
    before.body.kind === 'said' &&
    message.body.kind === 'said' &&
    message.sentAt - before.sentAt < CONTINUED_MILLISECONDS &&
    localDay(before.sentAt) === localDay(message.sentAt)
  );
}

interface Shown {
  readonly history: History | undefined;
  /** Key of the newest message said in this window. */
  readonly lastSaid: Pending['key'] | undefined;
  readonly height: number;
  following: boolean;
  /** Id of the newest message that the reader has been shown. */
  seen: number;
}

/**
 * Keeps the reader where they read: older messages appear above without moving anything. Who reads at the end, or says
 * something, is shown each new message: to its end, or from its beginning where it is taller than the window. A message
 * that changes under its buttons is shown from its beginning too.
 */
function useReadingPosition(
  scroller: { readonly current: HTMLDivElement | null },
  history: History | undefined,
  pending: readonly Pending[],
  drafts: readonly DraftView[],
) {
  const [atEnd, setAtEnd] = useState(true);
  const shown = useRef<Shown>({
    history: undefined,
    lastSaid: undefined,
    height: 0,
    following: true,
    seen: 0,
  });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || !history) return;
    const before = shown.current;
    const known = before.history?.messages ?? [];
    const first = history.messages[0];
    const last = history.messages.at(-1);
    const lastKnown = known.at(-1);
    const lastSaid = pending.at(-1)?.key ?? before.lastSaid;
    // Who says something wants to see what comes of it, wherever they were reading.
    const following = before.following || lastSaid !== before.lastSaid;
    if (!before.history) {
      element.scrollTop = element.scrollHeight;
    } else if (first && known[0] && first.id < known[0].id) {
      element.scrollTop += element.scrollHeight - before.height;
    } else if (last && last.id !== lastKnown?.id) {
      if (following) showNewest(element, last);
    } else if (following && (pending.length > 0 || drafts.length > 0)) {
      element.scrollTop = element.scrollHeight;
    } else {
      const changed = history.messages.find((message, index) => known[index] && known[index] !== message);
      if (changed) showBeginning(element, changed);
    }
    const end = isAtEnd(element);
    shown.current = {
      history,
      lastSaid,
      height: element.scrollHeight,
      following: end || (following && last?.id !== lastKnown?.id),
      // Whoever follows is shown what is new, if only its beginning.
      seen: end || following || !before.history ? (last?.id ?? 0) : before.seen,
    };
    setAtEnd(end);
  }, [history, pending, drafts]);

  const { seen } = shown.current;
  return {
    atEnd,
    unseen:
      atEnd || !shown.current.history ? 0 : (history?.messages.filter(({ id }) => id > seen).length ?? 0),
    onScroll: () => {
      const element = scroller.current;
      if (!element) return;
      const end = isAtEnd(element);
      shown.current.following = end;
      if (end) shown.current.seen = history?.messages.at(-1)?.id ?? 0;
      setAtEnd(end);
    },
    toEnd: () => {
      const element = scroller.current;
      if (element) element.scrollTop = element.scrollHeight;
    },
  };
}

function isAtEnd(element: HTMLElement): boolean {
  return element.scrollHeight - element.scrollTop - element.clientHeight < AT_END_PIXELS;
}

function showNewest(scroller: HTMLElement, message: MessageView): void {
  const article = document.getElementById(`message-${message.id}`);
  if (article && article.offsetHeight > scroller.clientHeight) scrollToTop(scroller, article);
  else scroller.scrollTop = scroller.scrollHeight;
}

function showBeginning(scroller: HTMLElement, message: MessageView): void {
  const article = document.getElementById(`message-${message.id}`);
  if (article && topInside(scroller, article) < 0) scrollToTop(scroller, article);
}

/** Moves this scroller alone; `scrollIntoView` would move whatever else can scroll. */
function scrollToTop(scroller: HTMLElement, element: HTMLElement): void {
  scroller.scrollTop += topInside(scroller, element);
}

function topInside(scroller: HTMLElement, element: HTMLElement): number {
  return element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
}
