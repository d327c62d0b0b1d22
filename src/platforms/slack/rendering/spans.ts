import type { RichTextElement } from '@slack/types';
import { byKind } from '../../../by-kind.ts';
import { formatDay, type PlainTextForms } from '../../../plain-text.ts';
import type { Span, Spans } from '../../../reply.ts';
import { BUTTON_URL } from '../limits.ts';
import { clean } from './escape.ts';

/**
 * Rich text elements are shown as they are: unlike mrkdwn they are never parsed, so that no text of an entry
 * or a person can mention anyone, start a format or hide an address behind a label.
 */
export function drawSpans(spans: Spans, forms: PlainTextForms): RichTextElement[] {
  return spans.flatMap((span) => byKind(drawings, span, forms)).filter((element) => !isEmptyText(element));
}

type SpanDrawings = {
  readonly [K in Span['kind']]: (
    span: Extract<Span, { kind: K }>,
    forms: PlainTextForms,
  ) => RichTextElement[];
};

const drawings: SpanDrawings = {
  text: (span) => [
    {
      type: 'text',
      text: clean(span.text),
      ...(span.strong || span.emphasis
        ? { style: { ...(span.strong ? { bold: true } : {}), ...(span.emphasis ? { italic: true } : {}) } }
        : {}),
    },
  ],
  link: (span) => drawLink(clean(span.text), span.url),
  // A no-break space: the number stays in the line of what it belongs to.
  citation: (span) => [{ type: 'text', text: `\u00a0[${span.number}]` }],
  day: (span) => [{ type: 'text', text: formatDay(span.day) }],
  time: (span, forms) => [
    {
      type: 'date',
      timestamp: Math.floor(span.at / 1000),
      format: DATE_FORMATS[span.style],
      fallback: forms.time(span.at, span.style),
    },
  ],
  command: (span, forms) => [
    { type: 'text', text: clean(forms.command(span.words)).trim(), style: { code: true } },
  ],
};

const DATE_FORMATS = {
  'date-time': '{date_short_pretty} at {time}',
  time: '{time}',
  relative: '{ago}',
} as const satisfies Record<Extract<Span, { kind: 'time' }>['style'], string>;

function drawLink(label: string, address: string): RichTextElement[] {
  const url = webAddress(address);
  if (url === undefined) return [{ type: 'text', text: `${label} (${clean(address)})` }];
  const link: RichTextElement = {
    type: 'link',
    url: url.href,
    ...(label.trim() === '' ? {} : { text: label }),
  };
  return misleads(label, url) ? [link, { type: 'text', text: ` (${url.host})` }] : [link];
}

/** The address when a browser would open it as a web page and Slack accepts its length. */
export function webAddress(address: string): URL | undefined {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/u.test(url.protocol) || url.href.length > BUTTON_URL) return undefined;
  return url;
}

const LOOKS_LIKE_ADDRESS = /[\p{L}\p{N}-](?:[.。．｡]|%2e)\p{L}{2}|:\/\//iu;

/** A label that reads like an address must be the beginning of where it leads. */
function misleads(label: string, url: URL): boolean {
  if (!LOOKS_LIKE_ADDRESS.test(label)) return false;
  const stated = URL.parse(/^https?:\/\//iu.test(label.trim()) ? label.trim() : `https://${label.trim()}`);
  return stated?.host !== url.host;
}

function isEmptyText(element: RichTextElement): boolean {
  return element.type === 'text' && element.text === '';
}
