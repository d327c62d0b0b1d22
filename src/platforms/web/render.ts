import { LRUCache } from 'lru-cache';
import { byKind } from '../../by-kind.ts';
import { drawActorMap } from '../../pictures/actor-map.ts';
import { PAGE_PALETTE } from '../../pictures/palette.ts';
import { drawTimeline } from '../../pictures/timeline.ts';
import { type PlainTextForms, plainText } from '../../plain-text.ts';
import type { Action, ActorMap, Block, BlockKind, BlockOf, Reply, Spans, Timeline } from '../../reply.ts';
import type { Directory } from './directory.ts';
import type { Draft } from './event-log.ts';
import { PICTURE_WIDTHS, PICTURES_KEPT } from './limits.ts';
import { COMMAND_PREFIX } from './receiving/parse-message.ts';
import type { BlockView, BodyView, DraftView, DrawnBlockOf, MessageView, Pictures } from './view-model.ts';
import type { WorkspaceMessage } from './workspace-history.ts';

/** For whom a message is drawn. */
export interface Reader {
  readonly id: string;
  /** IANA zone. */
  readonly zone: string;
}

export interface Renderer {
  message(message: WorkspaceMessage, reader: Reader): MessageView;
  draft(draft: Draft, reader: Reader): DraftView;
}

/** A renderer that keeps the pictures drawn last. */
export function createRenderer(places: Directory): Renderer {
  const pictures = pictureCache(PICTURES_KEPT);
  return {
    message: (message, reader) => ({
      id: message.id,
      conversation: message.conversation,
      author: places.speaker(message.authorId),
      sentAt: message.sentAt.epochMilliseconds,
      private: message.visibleTo !== undefined,
      body: drawBody(message, formsFor(reader.zone), pictures),
    }),
    draft: ({ id, conversation, authorId, visibleTo, reply }, reader) => ({
      id,
      conversation,
      author: places.speaker(authorId),
      private: visibleTo !== undefined,
      ...(reply ? { body: drawReply(reply, { forms: formsFor(reader.zone), pictures }) } : {}),
    }),
  };
}

function drawBody(message: WorkspaceMessage, forms: PlainTextForms, pictures: PictureCache): BodyView {
  if (message.body.kind === 'said') return message.body;
  const reply = message.body.kind === 'answer' ? message.body.answer.reply : message.body.reply;
  const share = message.visibleTo === undefined ? undefined : shareAction(reply);
  return {
    ...drawReply(reply, { forms, pictures }),
    ...(share ? { share: { label: share.label, words: share.words } } : {}),
  };
}

function drawReply(reply: Reply, means: Means): Extract<BodyView, { kind: 'reply' }> {
  return {
    kind: 'reply',
    tone: reply.tone,
    blocks: reply.blocks.flatMap((block) =>
      byKind<Block, BlockKind, [Means], readonly BlockView[]>(drawings, block, means),
    ),
    summary: plainText({ ...reply, blocks: openingOf(reply.blocks) }, means.forms),
  };
}

/** Up to the first thing said under the heading: a warning that it is stale is no answer yet. */
function openingOf(blocks: readonly Block[]): readonly Block[] {
  const first = blocks.findIndex(({ kind }) => kind !== 'heading' && kind !== 'notice');
  return first === -1 ? blocks : blocks.slice(0, first + 1);
}

interface Means {
  readonly forms: PlainTextForms;
  readonly pictures: PictureCache;
}

type BlockDrawings = {
  readonly [K in BlockKind]: (block: BlockOf<K>, means: Means) => readonly DrawnBlockOf<K>[];
};

const drawings: BlockDrawings = {
  heading: (block) => [{ ...block, ...(block.aside ? { aside: safeLinks(block.aside) } : {}) }],
  text: (block) => [{ ...block, spans: safeLinks(block.spans) }],
  list: (block) => [{ ...block, items: block.items.map(safeLinks) }],
  fields: (block) => [
    { ...block, fields: block.fields.map((field) => ({ ...field, value: safeLinks(field.value) })) },
  ],
  quote: (block) => [{ ...block, spans: safeLinks(block.spans), notes: block.notes.map(safeLinks) }],
  likelihood: (block) => [{ ...block, ...(block.detail ? { detail: safeLinks(block.detail) } : {}) }],
  'actor-map': (block, { pictures }) => [
    {
      ...block,
      alternative: block.alternative.map(safeLinks),
      pictures: pictures(JSON.stringify(block), () => mapPictures(block)),
    },
  ],
  timeline: (block, { pictures, forms }) => [
    {
      ...block,
      events: block.events.map((event) => ({ ...event, spans: safeLinks(event.spans) })),
      pictures: pictures(timelineKey(block, forms), () => timelinePictures(block, forms)),
    },
  ],
  notice: (block) => [{ ...block, spans: safeLinks(block.spans) }],
  note: (block) => [{ ...block, spans: safeLinks(block.spans) }],
  sources: (block) => [
    { ...block, items: block.items.map((item) => ({ ...item, spans: safeLinks(item.spans) })) },
  ],
  // Sharing is offered beside "Only visible to you", and nowhere else.
  actions: (block) => {
    const actions = block.actions.filter(
      (action) => action.kind !== 'share' && (action.kind !== 'link' || isWebAddress(action.url)),
    );
    return actions.length > 0 ? [{ ...block, actions }] : [];
  },
};

/** The reply's own offer to be shared: only a reply knows whether its words are safe to repeat. */
function shareAction(reply: Reply): Extract<Action, { kind: 'share' }> | undefined {
  return actionsOf(reply).find((action) => action.kind === 'share');
}

export function actionsOf(reply: Reply): readonly Action[] {
  return reply.blocks.flatMap((block: Block) => (block.kind === 'actions' ? block.actions : []));
}

/** Stored replies may predate a check: what is no web address becomes text, never a link. */
function safeLinks(spans: Spans): Spans {
  return spans.map((span) =>
    span.kind === 'link' && !isWebAddress(span.url)
      ? { kind: 'text', text: `${span.text} (${span.url})` }
      : span,
  );
}

function isWebAddress(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && (parsed.protocol === 'https:' || parsed.protocol === 'http:');
}

function mapPictures(map: ActorMap): Pictures {
  const draw = (maximumWidth: number) => drawActorMap(map, { palette: PAGE_PALETTE, maximumWidth }).root;
  return { wide: draw(PICTURE_WIDTHS.wide), narrow: draw(PICTURE_WIDTHS.narrow) };
}

function timelinePictures(timeline: Timeline, forms: PlainTextForms): Pictures {
  const draw = (width: number) =>
    drawTimeline(timeline, { palette: PAGE_PALETTE, width, title: 'Timeline', forms }).root;
  return { wide: draw(PICTURE_WIDTHS.wide), narrow: draw(PICTURE_WIDTHS.narrow) };
}

/** Times inside a timeline are letters of the picture: another zone is another picture. */
function timelineKey(timeline: Timeline, forms: PlainTextForms): string {
  const times = timeline.events.flatMap((event) =>
    event.spans.flatMap((span) => (span.kind === 'time' ? [forms.time(span.at, span.style)] : [])),
  );
  return JSON.stringify([timeline, times]);
}

function formsFor(zone: string): PlainTextForms {
  return {
    command: (words) => `${COMMAND_PREFIX} ${words}`,
    time: (at, style) =>
      new Intl.DateTimeFormat('en-GB', {
        timeZone: zone,
        ...(style === 'time' ? {} : { day: 'numeric', month: 'short', year: 'numeric' }),
        hour: '2-digit',
        minute: '2-digit',
      }).format(at),
  };
}

type PictureCache = (key: string, draw: () => Pictures) => Pictures;

/** Forgets the one used longest ago. */
function pictureCache(keep: number): PictureCache {
  const known = new LRUCache<string, Pictures>({ max: keep });
  return (key, draw) => {
    const pictures = known.get(key) ?? draw();
    known.set(key, pictures);
    return pictures;
  };
}
