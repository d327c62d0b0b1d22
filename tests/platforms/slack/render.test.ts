import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type RenderOptions, render, renderView } from '../../../src/platforms/slack/rendering/render.ts';
import type { Block, Reply } from '../../../src/reply.ts';
import { strong, text } from '../../../src/reply.ts';
import { arbitraryReply } from '../../reply-arbitrary.ts';
import { complaintsAbout, visibleText } from '../../standins/slack/block-checks.ts';

const OPTIONS: RenderOptions = {
  prefix: '/brief',
  zone: 'Europe/London',
  now: Temporal.Instant.from('2026-02-05T12:00:00Z'),
  private: true,
  replaceable: true,
  messages: 4,
};

const arbitraryOptions = fc.record({
  private: fc.boolean(),
  replaceable: fc.boolean(),
  messages: fc.integer({ min: 1, max: 4 }),
  rest: fc.option(fc.constantFrom('iran-talks', 'iran-talks timeline'), { nil: undefined }),
});

function reply(...blocks: Block[]): Reply {
  return { tone: 'plain', blocks };
}

describe('every reply there can be', { timeout: 120_000 }, () => {
  test('gives messages within all of Slack’s limits', () => {
    fc.assert(
      fc.property(arbitraryReply, arbitraryOptions, (tree, { rest, ...chosen }) => {
        const messages = render(tree, { ...OPTIONS, ...chosen, ...(rest === undefined ? {} : { rest }) });
        expect(messages.length).toBeLessThanOrEqual(chosen.messages);
        for (const message of messages) {
          expect(complaintsAbout(message.blocks, 'message')).toEqual([]);
          expect(message.text.length).toBeGreaterThan(0);
          expect(message.text.length).toBeLessThanOrEqual(4000);
        }
      }),
      { numRuns: 400, endOnFailure: true },
    );
  });

  test('gives views within all of Slack’s limits', () => {
    fc.assert(
      fc.property(arbitraryReply, (tree) => {
        expect(complaintsAbout(renderView(tree, OPTIONS), 'modal')).toEqual([]);
      }),
      { numRuns: 120, endOnFailure: true },
    );
  });

  test('can mention nobody and open no control sequence', () => {
    fc.assert(
      fc.property(arbitraryReply, (tree) => {
        for (const message of render(tree, OPTIONS)) {
          expect(message.text).not.toMatch(/[<>]/u);
          expect(message.text).not.toMatch(/&(?!amp;|lt;|gt;)/u);
          expect(JSON.stringify(message.blocks)).not.toContain('"mrkdwn"');
        }
      }),
      { numRuns: 120, endOnFailure: true },
    );
  });

  test('loses no word without saying so', () => {
    fc.assert(
      fc.property(arbitraryReply, (tree) => {
        const messages = render(tree, OPTIONS);
        const shown = messages
          .map((message) => visibleText(message.blocks).replace('… continues in the next message', ''))
          .join('');
        if (/… \d+ more parts? do(es)? not fit here\./u.test(shown)) return;
        expect(messages.at(-1)?.text).not.toContain('continues in the next message');
        const seen = letters(shown);
        for (const block of tree.blocks) {
          if (block.kind === 'text') {
            for (const span of block.spans) {
              if (span.kind === 'text') expect(seen).toContain(letters(span.text));
            }
          }
        }
      }),
      { numRuns: 300, endOnFailure: true },
    );
  });
});

/** Letters and digits only: where a text was broken into two blocks does not matter. */
function letters(value: string): string {
  return value.replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

describe('a long reply', () => {
  const paragraphs = Array.from(
    { length: 40 },
    (_, index): Block => ({
      kind: 'text',
      spans: [text(`Paragraph ${index + 1}. ${'Some words follow here. '.repeat(15)}`)],
    }),
  );

  test('is split over messages, each of which says that it goes on', () => {
    const messages = render(reply(...paragraphs.slice(0, 20)), OPTIONS);
    expect(messages.length).toBeGreaterThan(1);
    for (const message of messages.slice(0, -1))
      expect(message.text).toContain('… continues in the next message');
    expect(messages.at(-1)?.text).not.toContain('continues');
    expect(messages.map((message) => message.text).join()).toContain('Paragraph 20.');
  });

  test('sets its paragraphs apart, and no claim in quotation marks that nobody spoke', () => {
    const [{ blocks, text: said }] = render(
      reply(
        { kind: 'text', spans: [text('First.')] },
        { kind: 'text', spans: [text('Second.')] },
        { kind: 'quote', spans: [text('Talks resume.')], notes: [[text('The desk doubts it.')]] },
      ),
      OPTIONS,
    );
    expect(JSON.stringify(blocks)).not.toMatch(/[“”]/u);
    expect(blocks).toMatchObject([
      { elements: [{ elements: [{ text: 'First.' }] }] },
      { elements: [{ elements: [{ text: '\n' }, { text: 'Second.' }] }] },
      { elements: [{ type: 'rich_text_quote', elements: [{ text: 'Talks resume.' }] }, {}] },
    ]);
    expect(said).toBe('First.\n\nSecond.\n\nTalks resume.\n  The desk doubts it.');
  });

  test('that fits nowhere is cut visibly and keeps its buttons', () => {
    const [message, ...others] = render(
      reply(...paragraphs, {
        kind: 'actions',
        actions: [{ kind: 'run', label: 'Timeline', words: 'iran-talks timeline', where: 'in-place' }],
      }),
      { ...OPTIONS, messages: 1, rest: 'iran-talks' },
    );
    expect(others).toEqual([]);
    expect(message.text).toMatch(/… \d+ more parts do not fit here\./u);
    expect(message.blocks.slice(-2)).toMatchObject([
      {
        elements: [{ action_id: 'more:0:1', value: 'iran-talks', text: { text: 'Show all of it' } }],
      },
      {
        elements: [{ action_id: 'run:in-place:2', value: 'iran-talks timeline', text: { text: 'Timeline' } }],
      },
    ]);
  });

  test('that takes more messages than may be sent at once goes on where it ended', () => {
    const long = reply(...paragraphs, ...paragraphs, ...paragraphs);
    const parts = [0, 1, 2, 3].map((part) => render(long, { ...OPTIONS, rest: 'iran-talks', part }));
    const numbers = parts.map((messages) =>
      messages.flatMap(({ text: said }) => said.match(/(?<=Paragraph )\d+/gu) ?? []).map(Number),
    );
    expect(numbers.flat()).toEqual([...Array(120).keys()].map((index) => (index % 40) + 1));
    expect(JSON.stringify(parts[0]?.at(-1)?.blocks)).toContain('"action_id":"more:1:1","value":"iran-talks"');
    expect(JSON.stringify(parts[3]?.at(-1)?.blocks)).not.toContain('"more:');
  });

  test('in a modal says which command gives all of it', () => {
    const blocks = renderView(reply(...paragraphs, ...paragraphs, ...paragraphs), OPTIONS, 'iran-talks');
    expect(visibleText(blocks)).toContain('In a channel all of it comes with /brief iran-talks');
  });

  test('keeps a heading with what it heads', () => {
    const filler: Block = { kind: 'text', spans: [text('x'.repeat(3300))] };
    const messages = render(
      reply(
        filler,
        { kind: 'heading', level: 2, text: 'Outlook' },
        { kind: 'text', spans: [text('y'.repeat(900))] },
      ),
      OPTIONS,
    );
    expect(messages.map((message) => message.text.includes('Outlook'))).toEqual([false, true]);
  });
});

describe('single blocks', () => {
  const only = (block: Block, options: Partial<RenderOptions> = {}) =>
    render(reply(block), { ...OPTIONS, ...options })[0];

  test('a title is a header, with its small print below', () => {
    expect(
      only({
        kind: 'heading',
        level: 1,
        text: 'US–Iran talks',
        aside: [text('active · as of '), { kind: 'day', day: '2026-02-05' }],
      }).blocks,
    ).toEqual([
      { type: 'header', text: { type: 'plain_text', text: 'US–Iran talks', emoji: false } },
      {
        type: 'context',
        elements: [{ type: 'plain_text', text: 'active · as of 5 Feb 2026', emoji: false }],
      },
    ]);
  });

  test('a likelihood has its bar, its term and its range', () => {
    const { text: said } = only({
      kind: 'likelihood',
      name: 'A session',
      estimate: { term: 'likely', low: 55, high: 80 },
    });
    expect(said).toBe('A session: likely (55–80 %)');
    expect(
      visibleText(
        only({ kind: 'likelihood', name: 'A session', estimate: { term: 'likely', low: 55, high: 80 } })
          .blocks,
      ),
    ).toBe('▰▰▰▰▰▰▰▱▱▱  A session: likely (55–80 %)');
  });

  test('fields stand on lines of their own within one section, since Slack runs sections together', () => {
    const { blocks } = only({
      kind: 'fields',
      fields: [
        { label: 'When', value: [text('daily')] },
        { label: 'Where', value: [text('here')] },
      ],
    });
    expect(blocks).toHaveLength(1);
    expect(blocks[0]?.type === 'rich_text' && blocks[0].elements).toHaveLength(1);
    expect(visibleText(blocks)).toBe('When: daily\nWhere: here');
  });

  test('a time is shown by Slack in the reader’s zone and told in text in a named zone', () => {
    const message = only({
      kind: 'text',
      spans: [{ kind: 'time', at: 1_770_285_600_000, style: 'date-time' }],
    });
    expect(message.blocks).toEqual([
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              {
                type: 'date',
                timestamp: 1_770_285_600,
                format: '{date_short_pretty} at {time}',
                fallback: '5 Feb 2026, 10:00 (Europe/London)',
              },
            ],
          },
        ],
      },
    ]);
    expect(message.text).toBe('5 Feb 2026, 10:00 (Europe/London)');
  });

  test('the section being shown is drawn as pressed', () => {
    expect(
      only({
        kind: 'actions',
        actions: [
          { kind: 'run', label: 'Outlook', words: 'iran-talks outlook', where: 'in-place', current: true },
        ],
      }).blocks,
    ).toMatchObject([{ elements: [{ style: 'primary', accessibility_label: 'Outlook (shown now)' }] }]);
  });

  test('share is offered on a private reply only', () => {
    const block: Block = {
      kind: 'actions',
      actions: [{ kind: 'share', label: 'Share', words: 'iran-talks' }],
    };
    expect(only(block).blocks).toMatchObject([{ elements: [{ action_id: 'share:1' }] }]);
    expect(only(block, { private: false }).text).toBe('There is nothing to show.');
  });

  test('a record is never replaced by a button on it', () => {
    const block: Block = {
      kind: 'actions',
      actions: [{ kind: 'run', label: 'Outlook', words: 'iran-talks outlook', where: 'in-place' }],
    };
    expect(only(block, { replaceable: false }).blocks).toMatchObject([
      { elements: [{ action_id: 'run:below:1' }] },
    ]);
  });

  test.each([
    ['bank.example', 'https://evil.example/', ' (evil.example)'],
    ['https://bank.example/login', 'https://evil.example/', ' (evil.example)'],
    ['https://bank.example@evil.example', 'https://evil.example/', ''],
    ['evil.example/page', 'https://evil.example/page', ''],
    ['The announcement', 'https://evil.example/', ''],
  ])('a link labelled %s to %s shows where it leads when it could mislead', (label, url, shown) => {
    const [block] = only({ kind: 'text', spans: [{ kind: 'link', text: label, url }] }).blocks;
    const elements = block?.type === 'rich_text' ? block.elements[0]?.elements : [];
    expect(elements?.slice(1)).toEqual(shown === '' ? [] : [{ type: 'text', text: shown }]);
  });

  test('a link to anything but the web is text', () => {
    const message = only({
      kind: 'text',
      spans: [{ kind: 'link', text: 'run', url: 'javascript:alert(1)' }],
    });
    expect(JSON.stringify(message.blocks)).not.toContain('"link"');
  });

  test('a link too long to be one says its address in text, whatever it is made of', () => {
    for (const letter of ['&', '马', 'a']) {
      const url = `https://example.com/?${letter.repeat(1950)}`;
      const messages = render(reply({ kind: 'text', spans: [{ kind: 'link', text: url, url }] }), OPTIONS);
      for (const { blocks, text: said } of messages) {
        expect(complaintsAbout(blocks, 'message')).toEqual([]);
        expect(said.length).toBeLessThanOrEqual(4000);
      }
      expect(messages.map(({ blocks }) => visibleText(blocks)).join('')).toContain(letter.repeat(390));
    }
  });

  test('an item that is too long for one block goes on without its date, as the same item', () => {
    const long = 'These words go on and on. '.repeat(200);
    const { text: said } = only({
      kind: 'timeline',
      events: [
        { day: '2026-02-04', spans: [text(long.slice(0, 3500))], state: 'past' },
        { day: '2026-02-05', spans: [text('The end.')], state: 'past' },
      ],
    });
    expect(said.split('4 Feb 2026').length).toBe(2);
    expect(said).toContain('5 Feb 2026: The end.');
  });

  test('emphasis is drawn as such, never as markup', () => {
    expect(
      JSON.stringify(only({ kind: 'text', spans: [strong('now'), text(' *not bold*')] }).blocks),
    ).toContain('{"type":"text","text":"now","style":{"bold":true}},{"type":"text","text":" *not bold*"}');
  });
});
