import type { KnownBlock } from '@slack/types';
import { describe, expect, test } from 'vitest';
import { plainText } from '../../../src/plain-text.ts';
import { formsFor } from '../../../src/platforms/slack/rendering/forms.ts';
import { type RenderOptions, render, renderView } from '../../../src/platforms/slack/rendering/render.ts';
import { complaintsAbout, visibleText } from '../../standins/slack/block-checks.ts';
import { forEveryReply, letters, textsOf } from '../every-reply.ts';

const OPTIONS: RenderOptions = {
  prefix: '/brief',
  zone: 'Asia/Kathmandu',
  now: Temporal.Instant.from('2026-02-06T12:00:00Z'),
  private: true,
  replaceable: true,
  messages: 4,
  rest: 'show iran-talks',
};

describe('whatever an author may write, every view of it', { timeout: 120_000 }, () => {
  test('keeps within Slack’s limits and forms, as messages and in a modal', () => {
    forEveryReply((reply) => {
      const messages = render(reply, OPTIONS);
      expect(messages.length).toBeLessThanOrEqual(OPTIONS.messages);
      for (const { blocks, text } of messages) {
        expect(complaintsAbout(blocks, 'message')).toEqual([]);
        expect(text.length).toBeGreaterThan(0);
        expect(text.length).toBeLessThanOrEqual(4000);
      }
      expect(complaintsAbout(renderView(reply, OPTIONS), 'modal')).toEqual([]);
    });
  });

  test('is told in full by its plain text, where nothing in it can mention anyone or link', () => {
    forEveryReply((reply) => {
      const messages = render(reply, OPTIONS);
      for (const { text } of messages) {
        expect(text).not.toMatch(/[<>]/u);
        expect(text).not.toMatch(/&(?!amp;|lt;|gt;)/u);
      }
      // A message of buttons alone says their labels, which the reply's plain text leaves out.
      const said = messages.filter(({ blocks }) => readable(blocks).trim() !== '').map(({ text }) => text);
      if (isCut(said.at(-1))) return;
      const told = unescaped(said.join('\n')).replaceAll(CONTINUES, '');
      expect(letters(told)).toBe(letters(plainText(reply, formsFor(OPTIONS))));
    });
  });

  test('shows every word in its blocks, in as many parts as it takes', () => {
    forEveryReply((reply) => {
      const shown: string[] = [];
      for (let part = 0; ; part += 1) {
        const messages = render(reply, { ...OPTIONS, part });
        shown.push(...messages.map(({ blocks }) => readable(blocks)));
        const last = messages.at(-1);
        if (!isCut(last?.text)) break;
        expect(JSON.stringify(last?.blocks)).toContain(`"action_id":"more:${part + 1}:1"`);
      }
      const seen = letters(shown.join(''));
      for (const text of textsOf(reply)) expect(seen).toContain(letters(text));
    });
  });
});

const CONTINUES = '… continues in the next message';

/** What blocks say but for their buttons and what they say about being a part. */
function readable(blocks: readonly KnownBlock[]): string {
  return visibleText(blocks.filter(({ type }) => type !== 'actions'))
    .replace(CONTINUES, '')
    .replace(CUT, '');
}

const CUT = /… \d+ more parts? do(?:es)? not fit here\./u;

function isCut(text: string | undefined): boolean {
  return CUT.test(text ?? '');
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
