import { h } from 'preact';
import { byKind } from '../../../../by-kind.ts';
import { formatDay } from '../../../../plain-text.ts';
import type { Span, Spans as SpanList } from '../../../../reply.ts';
import { formatExactly, formatTime } from '../clock.ts';
import { type ComponentChild, html } from '../html.ts';
import { useCitations } from './citations.ts';
import { useMessageActions } from './message-actions.ts';

type SpanViews = {
  readonly [K in Span['kind']]: (span: Extract<Span, { kind: K }>) => ComponentChild;
};

const views: SpanViews = {
  text: (span) => {
    const emphasised = span.emphasis ? html`<em>${span.text}</em>` : span.text;
    return span.strong ? html`<strong>${emphasised}</strong>` : emphasised;
  },
  link: (span) => {
    const address = URL.parse(span.url);
    const site = address && !span.text.includes(address.host) ? address.host : undefined;
    return html`<a href=${span.url} target="_blank" rel="noopener noreferrer">${span.text}</a>${
      site === undefined ? null : html`<span class="site"> (${site})</span>`
    }`;
  },
  citation: (span) => h(Citation, { number: span.number }),
  day: (span) => html`<time datetime=${span.day}>${formatDay(span.day)}</time>`,
  time: (span) =>
    html`<time datetime=${new Date(span.at).toISOString()} title=${formatExactly(span.at)}>${formatTime(
      span.at,
      span.style,
      Date.now(),
    )}</time>`,
  command: (span) => h(CommandChip, { words: span.words }),
};

export function Spans({ spans }: { readonly spans: SpanList }): ComponentChild {
  return html`${spans.map((span) => byKind(views, span))}`;
}

function Citation({ number }: { readonly number: number }): ComponentChild {
  const citations = useCitations();
  const source = citations.sources.get(number);
  const label = source === undefined ? `Source ${number}` : `Source ${number}: ${source}`;
  return html`<sup class="citation"><a
    href=${`#${citations.anchor(number)}`}
    aria-label=${label}
    title=${source ?? label}
    onClick=${(event: Event) => {
      event.preventDefault();
      citations.show(number);
    }}
  >${number}</a></sup>`;
}

function CommandChip({ words }: { readonly words: string }): ComponentChild {
  const actions = useMessageActions();
  const text = words === '' ? '/brief' : `/brief ${words}`;
  return html`<button type="button" class="chip" onClick=${() => actions.fill(text)}>${text}</button>`;
}
