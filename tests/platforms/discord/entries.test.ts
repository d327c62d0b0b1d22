import { parse } from 'discord-markdown-parser';
import fc from 'fast-check';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createMessageMaker, payload } from '../../../src/platforms/discord/rendering/messages.ts';
import {
  type MessageContent,
  type RenderOptions,
  render,
} from '../../../src/platforms/discord/rendering/render.ts';
import { arbitraryFolder } from '../../entry-arbitrary.ts';
import { isEmptyMessage, messageSchema } from '../../standins/discord/message-rules.ts';
import { repliesAbout } from '../../views/replies-about.ts';
import { forEveryReply, letters, TODAY, textsOf } from '../every-reply.ts';

const COMMAND_NAMES: ReadonlySet<string> = new Set(['show', 'list', 'help', 'ask', 'actor', 'changes']);
const WHOLE: RenderOptions = {
  commandNames: COMMAND_NAMES,
  isPrivate: true,
  maximum: 10_000,
  words: 'show iran-talks',
};

/** As an answer, as a digest in a channel, and with pictures written out. */
const FORMS: readonly RenderOptions[] = [
  { ...WHOLE, maximum: 4 },
  { ...WHOLE, isPrivate: false, maximum: 5, reference: ({ index }) => `ref abc ${index + 1}` },
  { ...WHOLE, pictures: false },
];

describe('whatever an author may write, every view of it', () => {
  it('keeps every limit of a message, of its embeds and of its buttons', () => {
    forEveryReply((reply) => {
      for (const form of FORMS) {
        const messages = render(reply, form);
        expect(messages.length).toBeGreaterThan(0);
        expect(messages.length).toBeLessThanOrEqual(form.maximum);
        for (const { pictures, ...message } of messages) {
          const checked = messageSchema.safeParse(message);
          expect(checked.error?.issues ?? []).toEqual([]);
          expect(checked.data && isEmptyMessage(checked.data)).toBe(false);
          expect(pictures.length).toBeLessThanOrEqual(10);
        }
      }
    });
  });

  it('is read by Discord as nothing but what we draw: no mention, no foreign heading, no link under another name', () => {
    forEveryReply((reply) => {
      const texts = markdownOf(render(reply, WHOLE));
      for (const text of texts) {
        for (const node of nodesOf(text)) {
          expect(DRAWN).toContain(node.type);
          if (node.type === 'link') expect(textIn(node)).toBe('open');
        }
      }
      const headings = texts.flatMap((text) => text.split('\n')).filter((line) => /^#{1,3} /.test(line));
      expect(headings).toHaveLength(reply.blocks.filter(({ kind }) => kind === 'heading').length);
    });
  });

  it('shows every word, or says how much is missing and where it is', () => {
    forEveryReply((reply) => {
      const shown = letters(markdownOf(render(reply, WHOLE)).join('\n'));
      // Those with an address in them are written another way.
      const texts = textsOf(reply).filter((text) => !text.includes('://'));
      for (const text of texts) expect(shown).toContain(letters(text));
      const cut = render(reply, { ...WHOLE, maximum: 1 });
      const isCut = render(reply, WHOLE).length > 1;
      expect(/… \d+ more of \d+ messages/.test(footersOf(cut))).toBe(isCut);
      expect(JSON.stringify(cut.at(-1)?.components).includes('… more')).toBe(isCut);
    });
  });

  it('is drawn with its pictures, described in full, and can notify nobody', async () => {
    const maker = createMessageMaker(COMMAND_NAMES, pino({ level: 'silent' }));
    await fc.assert(
      fc.asyncProperty(arbitraryFolder, async (entries) => {
        for (const { reply } of repliesAbout(entries.slice(0, 2), TODAY)) {
          for (const message of await maker.make(reply, { isPrivate: true, maximum: 4 })) {
            const sent = payload(message);
            expect(sent.allowedMentions).toEqual({ parse: [], repliedUser: false });
            for (const { attachment, description } of sent.files) {
              expect(attachment.subarray(1, 4).toString()).toBe('PNG');
              expect(description.length).toBeGreaterThan(0);
              expect(description.length).toBeLessThanOrEqual(1024);
            }
          }
        }
      }),
      { numRuns: 8, interruptAfterTimeLimit: 12_000, endOnFailure: true },
    );
  });
});

/** What Discord's markdown may read in our messages. */
const DRAWN = [
  'text',
  'newline',
  'br',
  'twemoji',
  'emoticon',
  'strong',
  'em',
  'inlineCode',
  'timestamp',
  'autolink',
  'link',
  'blockQuote',
  'heading',
  'list',
  'subtext',
];

interface Node {
  readonly type: string;
  readonly content?: unknown;
}

function nodesOf(markdown: string): readonly Node[] {
  const walk = (list: unknown): Node[] =>
    Array.isArray(list) ? list.flatMap((node: Node) => [node, ...walk(node.content)]) : [];
  return walk(parse(markdown, 'extended'));
}

function textIn(node: Node): string {
  if (typeof node.content === 'string') return node.content;
  return Array.isArray(node.content) ? node.content.map((each: Node) => textIn(each)).join('') : '';
}

function markdownOf(messages: readonly MessageContent[]): readonly string[] {
  return messages.flatMap(({ content, embeds }) => [
    content,
    ...embeds.map(({ description }) => description ?? ''),
  ]);
}

/** Discord reads no markdown in a footer. */
function footersOf(messages: readonly MessageContent[]): string {
  return messages.flatMap(({ embeds }) => embeds.map(({ footer }) => footer?.text ?? '')).join('\n');
}
