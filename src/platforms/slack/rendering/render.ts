import type { KnownBlock } from '@slack/types';
import { type Block, type Reply, text } from '../../../reply.ts';
import { ANSWER_MESSAGES, VIEW_BLOCKS } from '../limits.ts';
import { closeGap, type Surroundings, spaced } from './blocks.ts';
import { clean, escapeText, isBlank } from './escape.ts';
import { formsFor, type Reader } from './forms.ts';
import { ENDING_ROOM } from './message-size.ts';
import { cutNote, paginate } from './pages.ts';
import { drawPieces, type Piece, tellsTime } from './piece.ts';

/** One Slack message. `text` says all that the blocks say: notifications and screen readers use it alone. */
export interface SlackMessage {
  readonly blocks: KnownBlock[];
  readonly text: string;
}

export interface RenderOptions extends Reader {
  readonly private: boolean;
  readonly replaceable: boolean;
  /** Messages that may be used; the last one says so when something did not fit. */
  readonly messages: number;
  /** Words that give the reply again, for a button beside what had to be cut. */
  readonly rest?: string;
  /** Which part of a reply that takes more messages, counted from 0. */
  readonly part?: number;
}

/** Draws replies for Slack. The same reply and options give the same messages. */
export interface Renderer {
  /** At least one message, never an empty one. */
  messages(reply: Reply, options: RenderOptions): readonly [SlackMessage, ...SlackMessage[]];
}

type Messages = readonly [SlackMessage, ...SlackMessage[]];

/** The dispatcher gives the same reply until its briefing changes, so what was drawn for one is kept as long as it is. */
export function createRenderer(): Renderer {
  const drawn = new WeakMap<Reply, Map<string, Messages>>();
  return {
    messages(reply, options) {
      if (reply.blocks.some(tellsTime)) return render(reply, options);
      const byOptions = drawn.get(reply) ?? new Map<string, Messages>();
      drawn.set(reply, byOptions);
      // Neither the zone nor the time of day shows in a reply that tells no time.
      const { prefix, rest, part, messages: room } = options;
      const key = JSON.stringify([prefix, rest, part, room, options.private, options.replaceable]);
      const known = byOptions.get(key);
      if (known) return known;
      const messages = render(reply, options);
      byOptions.set(key, messages);
      return messages;
    },
  };
}

/** One reply, drawn without remembering. */
export function render(reply: Reply, options: RenderOptions): Messages {
  const around = surroundings(options);
  const pieces = piecesOf(reply, around);
  if (pieces.length === 0) pieces.push(...drawPieces(EMPTY, around));
  const messages = Math.max(1, Math.min(options.messages, ANSWER_MESSAGES));
  const [first, ...others] = paginate(pieces, {
    messages,
    part: options.part ?? 0,
    around,
    rest: options.rest,
  });
  return [finish(first), ...others.map(finish)];
}

function piecesOf({ blocks }: Reply, around: Surroundings): Piece[] {
  return blocks.flatMap((block, index) => drawPieces(spaced(block, blocks[index - 1]), around));
}

function surroundings(options: RenderOptions): Surroundings {
  return { ...formsFor(options), private: options.private, replaceable: options.replaceable };
}

/** Blocks for a modal or the Home tab, which have one page and room for more. `rest`: words that give the reply again. */
export function renderView(reply: Reply, reader: Reader, rest?: string): KnownBlock[] {
  const around: Surroundings = { ...formsFor(reader), private: false, replaceable: true };
  const pieces = piecesOf(reply, around);
  const kept: Piece[] = [];
  let blocks = 0;
  for (const piece of pieces) {
    if (blocks + piece.blocks.length > VIEW_BLOCKS - ENDING_ROOM.blocks) {
      kept.push(...drawPieces(cutNote(pieces.length - kept.length, rest), around));
      break;
    }
    kept.push(piece);
    blocks += piece.blocks.length;
  }
  return finish(kept).blocks;
}

const EMPTY: Block = { kind: 'note', spans: [text('There is nothing to show.')] };

function finish(pieces: readonly Piece[]): SlackMessage {
  const blocks = numberActions(withoutLeadingGap(pieces.flatMap((piece) => piece.blocks)));
  const said = pieces
    .map((piece) => piece.text)
    .filter((part) => part !== '')
    .join('\n\n');
  return { blocks, text: isBlank(said) ? labels(pieces) : said };
}

/** Buttons alone say nothing in plain text but their labels. */
function labels(pieces: readonly Piece[]): string {
  const names = pieces.flatMap((piece) =>
    piece.source.kind === 'actions'
      ? piece.source.actions.map((action) => clean(action.label).slice(0, 75))
      : [],
  );
  return escapeText(names.slice(0, 5).join(' · ')) || '…';
}

/** Action ids must be unique within a message; receivers read the part before the number. */
function numberActions(blocks: readonly KnownBlock[]): KnownBlock[] {
  let number = 0;
  return blocks.map((block) =>
    block.type === 'actions'
      ? {
          ...block,
          elements: block.elements.map((element) => {
            number += 1;
            return { ...element, action_id: `${element.action_id}:${number}` };
          }),
        }
      : block,
  );
}

/** The gap above a heading has nothing to set it off from at the top of a message. */
function withoutLeadingGap(blocks: readonly KnownBlock[]): readonly KnownBlock[] {
  const [first, ...rest] = blocks;
  return first?.type === 'rich_text' ? [closeGap(first), ...rest] : blocks;
}
