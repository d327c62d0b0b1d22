import { h } from 'preact';
import { byKind } from '../../../../by-kind.ts';
import { formatDay } from '../../../../plain-text.ts';
import type { BlockView, DrawnBlockOf } from '../../view-model.ts';
import { type ComponentChild, html } from '../html.ts';
import { Icon } from '../icons.ts';
import { Actions } from './action-buttons.ts';
import { useCitations } from './citations.ts';
import { LikelihoodView } from './likelihood.ts';
import { PictureFigure } from './picture.ts';
import { Spans } from './spans.ts';

type BlockViews = {
  readonly [K in BlockView['kind']]: (block: DrawnBlockOf<K>, where: Where) => ComponentChild;
};

interface Where {
  readonly message: number;
  /** Whether the reply has a heading of its own, which its other headings then stand below. */
  readonly titled: boolean;
}

/** Below the page's heading (the place) and that of each message (who says it). */
const views: BlockViews = {
  heading: (block, { titled }) => {
    const aside = block.aside ? html`<p class="aside">${h(Spans, { spans: block.aside })}</p>` : null;
    return block.level === 1
      ? html`<header class="title"><h3>${block.text}</h3>${aside}</header>`
      : html`<header class="subtitle">${
          titled ? html`<h4>${block.text}</h4>` : html`<h3>${block.text}</h3>`
        }${aside}</header>`;
  },
  text: (block) => html`<p>${h(Spans, { spans: block.spans })}</p>`,
  list: (block) =>
    html`<ul class="bullets">${block.items.map((item) => html`<li>${h(Spans, { spans: item })}</li>`)}</ul>`,
  fields: (block) =>
    html`<dl class="fields">${block.fields.map(
      (field) => html`<div><dt>${field.label}</dt><dd>${h(Spans, { spans: field.value })}</dd></div>`,
    )}</dl>`,
  quote: (block) =>
    html`<div class="quote">
      <blockquote>${h(Spans, { spans: block.spans })}</blockquote>
      ${block.notes.map((note) => html`<p>${h(Spans, { spans: note })}</p>`)}
    </div>`,
  likelihood: (block) => h(LikelihoodView, { block }),
  'actor-map': (block) =>
    h(PictureFigure, {
      title: block.title,
      pictures: block.pictures,
      alternative: html`<ul class="bullets">${block.alternative.map((sentence) => html`<li>${h(Spans, { spans: sentence })}</li>`)}</ul>`,
    }),
  timeline: (block) =>
    h(PictureFigure, {
      title: 'Timeline',
      pictures: block.pictures,
      alternative: html`<ol class="events">${block.events.map(
        (event) =>
          html`<li class=${`event-${event.state}`}>
            <time datetime=${event.day}>${formatDay(event.day)}</time>
            ${event.state === 'past' ? null : html`<span class="state">${event.state}</span>`}
            <div>${h(Spans, { spans: event.spans })}</div>
          </li>`,
      )}</ol>`,
    }),
  notice: (block) =>
    html`<div class=${`notice notice-${block.level}`} role="note">
      ${h(Icon, { name: block.level })}
      <p><span class="visually-hidden">${NOTICE_WORDS[block.level]}: </span>${h(Spans, { spans: block.spans })}</p>
    </div>`,
  note: (block) => html`<p class="small">${h(Spans, { spans: block.spans })}</p>`,
  sources: (block) => h(Sources, { block }),
  actions: (block, { message }) => h(Actions, { actions: block.actions, message }),
};

const NOTICE_WORDS = { info: 'Note', warning: 'Warning', error: 'Error' } as const;

export function Blocks(properties: {
  readonly blocks: readonly BlockView[];
  readonly message: number;
}): ComponentChild {
  const { blocks, message } = properties;
  const titled = blocks.some((block) => block.kind === 'heading' && block.level === 1);
  return html`${blocks.map((block) => byKind(views, block, { message, titled }))}`;
}

function Sources({ block }: { readonly block: DrawnBlockOf<'sources'> }): ComponentChild {
  const citations = useCitations();
  return html`<div class="sources" role="group" aria-label="Sources">
    <ol>${block.items.map(
      (item) =>
        html`<li id=${citations.anchor(item.number)} tabindex="-1" value=${item.number}>
          <span class="source-number" aria-hidden="true">${item.number}</span>
          <span>${h(Spans, { spans: item.spans })}</span>
        </li>`,
    )}</ol>
  </div>`;
}
