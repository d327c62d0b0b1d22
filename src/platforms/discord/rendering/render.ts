import type { APIEmbed } from 'discord.js';
import type { Action, Block, Reply, Tone } from '../../../reply.ts';
import { BUDGET, MESSAGE } from '../limits.ts';
import type { Row } from './action-rows.ts';
import { type BlockForms, type Chunk, chunksOf, type Picture } from './blocks.ts';
import { controls, fitsButton } from './controls.ts';
import { inlineCode } from './escape.ts';
import { type Page, paginate } from './pages.ts';
import { type CommandForm, markdownLines } from './spans.ts';

/**
 * One message as the API takes it, but for its pictures, which are drawn later.
 *
 * Embeds rather than Components V2, although V2 is newer: a V2 message has no `content`, and its notifications
 * come up empty (discord/discord-api-docs#7854), while ours carry the bottom line; embeds hold 6000 characters
 * instead of 4000; V2 is not documented for the first message of a forum thread; and its flag can never be
 * taken off a message again, so a message could not become plain when pictures or buttons go.
 */
export interface MessageContent {
  readonly content: string;
  readonly embeds: APIEmbed[];
  readonly components: Row[];
  readonly pictures: readonly NamedPicture[];
}

export interface NamedPicture extends Picture {
  /** The file name an embed of the same message refers to. */
  readonly name: string;
}

export interface RenderOptions {
  /** Names of the commands: other words are a topic, and `show` is said for them. */
  readonly commandNames: ReadonlySet<string>;
  readonly isPrivate: boolean;
  /** At most so many messages, beginning with number `from`. */
  readonly maximum: number;
  readonly from?: number;
  /** Words that give this reply again; with them the rest of a long reply is one press away. */
  readonly words?: string;
  readonly pictures?: boolean;
  /** Shown in the footer of every message, so that the message can be recognised: see `post.ts`. */
  readonly reference?: (message: { readonly index: number; readonly count: number }) => string;
}

const ACCENT: Record<Tone, number> = {
  active: 0x2f9e62,
  watching: 0x3b82c4,
  closed: 0x80848e,
  stale: 0xd98e04,
  plain: 0x5865f2,
  error: 0xd83c3e,
};

/** A reply as Discord messages, each within every limit. Pure, and the same reply always gives the same messages. */
export function render(reply: Reply, options: RenderOptions): readonly MessageContent[] {
  const forms: BlockForms = {
    command: commandForm(options.commandNames),
    pictures: options.pictures ?? true,
  };
  const { lead, rest } = opening(reply.blocks, forms);
  const pages = paginate(lead, rest);
  const from = Math.min(options.from ?? 0, pages.length - 1);
  const shown = pages.slice(from, from + options.maximum);
  const next = from + shown.length;
  return shown.map((page, index) => {
    const isLast = index === shown.length - 1;
    const isCut = isLast && next < pages.length;
    return messageOf(page, {
      accent: ACCENT[reply.tone],
      groups: isLast ? actionGroups(reply.blocks) : [],
      isPrivate: options.isPrivate,
      more: isCut && options.words !== undefined ? { words: options.words, from: next } : undefined,
      footer: [
        ...(isCut ? [`… ${pages.length - next} more of ${pages.length} messages`] : []),
        ...(options.reference ? [options.reference({ index, count: shown.length })] : []),
      ],
    });
  });
}

/** `iran-talks outlook` -> `/brief show iran-talks outlook`, since Discord calls subcommands only. */
function commandForm(commandNames: ReadonlySet<string>): CommandForm {
  return (words) => {
    const line = words.trim();
    if (line === '') return '/brief list';
    return commandNames.has(line.split(' ', 1)[0] ?? '') ? `/brief ${line}` : `/brief show ${line}`;
  };
}

interface MessageParts {
  readonly accent: number;
  readonly groups: readonly (readonly Action[])[];
  readonly isPrivate: boolean;
  readonly more: { readonly words: string; readonly from: number } | undefined;
  readonly footer: readonly string[];
}

function messageOf(page: Page, parts: MessageParts): MessageContent {
  const drawn = controls(parts.groups, parts.isPrivate, parts.more);
  const footer = [...drawn.footerLines, ...parts.footer].join('\n');
  const pictures: NamedPicture[] = [];
  const embeds: APIEmbed[] = page.sections.map((section) => {
    const embed: APIEmbed = { color: parts.accent };
    if (section.text !== '') embed.description = section.text;
    if (section.picture) {
      const name = `${section.picture.block.kind}-${pictures.length + 1}.png`;
      pictures.push({ ...section.picture, name });
      embed.image = { url: `attachment://${name}` };
    }
    return embed;
  });
  if (footer !== '') {
    const last = embeds.at(-1);
    if (last) last.footer = { text: footer };
    else embeds.push({ color: parts.accent, footer: { text: footer } });
  }
  const isEmpty = page.lead === '' && embeds.length === 0 && drawn.rows.length === 0;
  return { content: isEmpty ? '…' : page.lead, embeds, components: [...drawn.rows], pictures };
}

/**
 * What stands above the embed: the heading, warnings, and the first paragraph. It is what notifications show, and
 * all that people see who have switched embeds off.
 */
function opening(blocks: readonly Block[], forms: BlockForms): { lead: string; rest: readonly Chunk[] } {
  const first = blocks[0];
  const heading = first?.kind === 'heading' && first.level === 1 ? 1 : 0;
  const notices = blocks.slice(heading).findIndex((block) => block.kind !== 'notice');
  const next = heading + (notices < 0 ? blocks.length - heading : notices);
  const count = blocks[next]?.kind === 'text' ? next + 1 : next;
  for (let taken = count; taken > 0; taken -= 1) {
    const lead = chunksText(blocks.slice(0, taken).flatMap((block) => chunksOf(block, forms)));
    if (lead.length <= BUDGET.lead && lead.length <= MESSAGE.content)
      return { lead, rest: bodyChunks(blocks.slice(taken), forms) };
  }
  return { lead: '', rest: bodyChunks(blocks, forms) };
}

function chunksText(chunks: readonly Chunk[]): string {
  return chunks.flatMap((chunk) => (chunk.kind === 'text' ? [chunk.markdown] : [])).join('\n');
}

function bodyChunks(blocks: readonly Block[], forms: BlockForms): readonly Chunk[] {
  const chunks = blocks.flatMap((block) =>
    block.kind === 'actions' ? longLinks(block.actions) : chunksOf(block, forms),
  );
  // Headings have a margin of their own: an empty line below one would tear it from its text.
  return chunks.map((chunk, index) => {
    const before = chunks[index - 1];
    const follows = before?.kind === 'text' && before.markdown.startsWith('#');
    return chunk.kind === 'text' && follows ? { ...chunk, spacing: 'line' } : chunk;
  });
}

/** Addresses too long for a button are written out. */
function longLinks(actions: readonly Action[]): readonly Chunk[] {
  return actions.flatMap((action): readonly Chunk[] =>
    action.kind === 'link' && !fitsButton(action)
      ? markdownLines(
          [{ kind: 'link', text: action.label, url: action.url }],
          inlineCode,
          BUDGET.paragraph,
        ).map((markdown) => ({ kind: 'text', markdown, spacing: 'paragraph' }))
      : [],
  );
}

function actionGroups(blocks: readonly Block[]): readonly (readonly Action[])[] {
  return blocks.flatMap((block) => (block.kind === 'actions' ? [block.actions] : []));
}
