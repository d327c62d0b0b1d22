import { h } from 'preact';
import type { BodyView, DraftView, MessageView, Speaker } from '../../view-model.ts';
import { formatExactly, formatTime } from '../clock.ts';
import { type ComponentChild, html } from '../html.ts';
import { Icon } from '../icons.ts';
import { memo } from '../memo.ts';
import { Blocks } from './blocks.ts';
import { CitationsContext, citationsOf } from './citations.ts';
import { useMessageActions } from './message-actions.ts';

/** One message. `continued`: the same person goes on, so that the name need not be seen again. */
export const Message = memo(
  (properties: { readonly message: MessageView; readonly continued: boolean }): ComponentChild => {
    const { message, continued } = properties;
    const headingId = `message-${message.id}-by`;
    return html`<article
      class=${`message${continued ? ' continued' : ''}`}
      id=${`message-${message.id}`}
      aria-labelledby=${headingId}
    >
      ${continued ? null : h(Avatar, { speaker: message.author })}
      <div class="message-main">
        <header class=${continued ? 'visually-hidden' : 'byline'}>
          <h2 id=${headingId} class="author">${message.author.name}</h2>
          ${message.author.kind === 'bot' ? html`<span class="badge">bot</span>` : null}
          <time datetime=${new Date(message.sentAt).toISOString()} title=${formatExactly(message.sentAt)}
            >${formatTime(message.sentAt, 'time', message.sentAt)}</time
          >
        </header>
        ${h(Body, { message })}
      </div>
    </article>`;
  },
);

/** An answer being written. A screen reader is told of the message that follows, not of each sentence. */
export function Draft({ draft }: { readonly draft: DraftView }): ComponentChild {
  const { author, body } = draft;
  if (body?.kind !== 'reply') return null;
  return html`<article class="message draft" aria-busy="true" aria-label=${`${author.name} is writing`}>
    ${h(Avatar, { speaker: author })}
    <div class="message-main">
      <header class="byline">
        <h2 class="author">${author.name}</h2>
        <span class="badge">bot</span>
      </header>
      <div class=${`card tone-${body.tone}`}>
        <${CitationsContext.Provider} value=${citationsOf(draft.id, body.blocks)}>
          ${h(Blocks, { blocks: body.blocks, message: draft.id })}
        <//>
      </div>
    </div>
  </article>`;
}

function Body({ message }: { readonly message: MessageView }): ComponentChild {
  const { body } = message;
  if (body.kind === 'said') {
    return message.private
      ? html`<p class="said said-privately" title="Only visible to you">
          ${body.text} ${h(Icon, { name: 'private' })}<span class="visually-hidden">Only visible to you</span>
        </p>`
      : html`<p class="said">${body.text}</p>`;
  }
  return html`<div class=${`card tone-${body.tone}${message.private ? ' card-private' : ''}`}>
    ${message.private ? h(PrivateMark, { message: message.id, body }) : null}
    <${CitationsContext.Provider} value=${citationsOf(message.id, body.blocks)}>
      ${h(Blocks, { blocks: body.blocks, message: message.id })}
    <//>
  </div>`;
}

function PrivateMark(properties: {
  readonly message: number;
  readonly body: Extract<BodyView, { kind: 'reply' }>;
}): ComponentChild {
  const { message, body } = properties;
  const actions = useMessageActions();
  const { share } = body;
  const isShared = share !== undefined && actions.isShared(message, share.words);
  return html`<div class="private-mark">
    ${h(Icon, { name: 'private' })}
    <span>Only visible to you</span>
    ${
      share &&
      html`<button
        type="button"
        class="quiet-button"
        aria-disabled=${isShared ? 'true' : 'false'}
        onClick=${() => actions.share(message, share.words)}
      >${isShared ? 'Shared' : share.label}</button>`
    }
  </div>`;
}

const HUES = 6;

function Avatar({ speaker }: { readonly speaker: Speaker }): ComponentChild {
  if (speaker.kind === 'bot') {
    return html`<img class="avatar" src="/page/icon.svg" alt="" width="36" height="36" />`;
  }
  const sum = [...speaker.id].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return html`<span class=${`avatar hue-${sum % HUES}`} aria-hidden="true">${speaker.name.slice(0, 1)}</span>`;
}
