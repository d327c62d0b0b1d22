import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePress } from '../../../src/platforms/discord/rendering/custom-id.ts';
import {
  type MessageContent,
  type RenderOptions,
  render,
} from '../../../src/platforms/discord/rendering/render.ts';
import { type Action, type Block, type Reply, strong, text } from '../../../src/reply.ts';
import { arbitraryReply } from '../../reply-arbitrary.ts';
import { isEmptyMessage, messageSchema } from '../../standins/discord/message-rules.ts';

const options: RenderOptions = {
  commandNames: new Set(['show', 'list', 'help', 'ask']),
  isPrivate: true,
  maximum: 4,
  words: 'show iran-talks',
};

function reply(...blocks: readonly Block[]): Reply {
  return { tone: 'active', blocks };
}

function actions(...list: readonly Action[]): Block {
  return { kind: 'actions', actions: list };
}

function only(messages: readonly MessageContent[]): MessageContent {
  expect(messages).toHaveLength(1);
  const [message] = messages;
  if (!message) throw new Error('no message');
  return message;
}

function storableText(messages: readonly MessageContent[]): string {
  return messages
    .flatMap((message) => [
      message.content,
      ...message.embeds.flatMap((embed) => [embed.description ?? '', embed.footer?.text ?? '']),
    ])
    .join('\n');
}

function controlsOf(message: MessageContent) {
  return message.components.flatMap((row) => row.components);
}

describe('any reply', () => {
  it('keeps every limit of a message', () => {
    fc.assert(
      fc.property(arbitraryReply, fc.boolean(), fc.boolean(), (any, isPrivate, pictures) => {
        for (const message of render(any, {
          ...options,
          isPrivate,
          pictures,
          maximum: 10_000,
          reference: () => 'ref 1',
        })) {
          const { pictures: drawn, ...payload } = message;
          const checked = messageSchema.safeParse(payload);
          expect(checked.error?.issues ?? []).toEqual([]);
          expect(checked.data && isEmptyMessage(checked.data)).toBe(false);
          expect(drawn.length).toBeLessThanOrEqual(10);
        }
      }),
      { numRuns: 100, interruptAfterTimeLimit: 20_000 },
    );
  });

  it('is the same from whatever message one starts to read', () => {
    fc.assert(
      fc.property(arbitraryReply, (any) => {
        const whole = render(any, { ...options, maximum: 10_000 });
        const from = Math.floor(whole.length / 2);
        const tail = render(any, { ...options, from, maximum: 10_000 });
        expect(tail).toEqual(whole.slice(from));
      }),
      { numRuns: 20, interruptAfterTimeLimit: 10_000 },
    );
  });

  it('shows every word of every list item', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 3000 }),
        (words) => {
          const messages = render(reply({ kind: 'text', spans: [text(words.join(' '))] }), {
            ...options,
            maximum: 99,
          });
          expect(storableText(messages).split(/\s+/).filter(Boolean)).toEqual(words);
        },
      ),
      { numRuns: 20, interruptAfterTimeLimit: 10_000 },
    );
  });
});

describe('a briefing', () => {
  const briefing = reply(
    {
      kind: 'heading',
      level: 1,
      text: 'Talks in Oman',
      aside: [text('active · as of '), { kind: 'day', day: '2026-02-05' }],
    },
    { kind: 'text', spans: [text('The meeting is on.'), { kind: 'citation', number: 1 }] },
    { kind: 'heading', level: 2, text: 'Key actors' },
    { kind: 'fields', fields: [{ label: 'Oman', value: [text('hosts')] }] },
    { kind: 'heading', level: 2, text: 'Outlook' },
    { kind: 'likelihood', name: 'A session takes place', estimate: { term: 'likely', low: 55, high: 80 } },
    { kind: 'sources', items: [{ number: 1, spans: [text('Publisher, C3')] }] },
  );

  it('opens with what a notification should say: the heading and the bottom line', () => {
    expect(only(render(briefing, options)).content).toBe(
      '## Talks in Oman\n-# active · as of 5 Feb 2026\nThe meeting is on.\\[1\\]',
    );
  });

  it('that is stale says so before its bottom line', () => {
    const [heading, ...rest] = briefing.blocks;
    if (!heading) throw new Error('no heading');
    const stale = reply(
      heading,
      { kind: 'notice', level: 'warning', spans: [text('Not reviewed.')] },
      ...rest,
    );
    expect(only(render(stale, options)).content).toContain('⚠️ Not reviewed.\nThe meeting is on.');
  });

  it('goes on in one embed, coloured by its tone', () => {
    const message = only(render(briefing, options));
    expect(message.embeds).toHaveLength(1);
    expect(message.embeds[0]?.color).toBe(0x2f9e62);
    expect(message.embeds[0]?.description).toBe(
      [
        '### Key actors',
        '**Oman**: hosts',
        '',
        '### Outlook',
        '▰▰▰▰▰▰▰▱▱▱ likely (55–80 %) · **A session takes place**',
        '',
        '-# \\[1\\] Publisher, C3',
      ].join('\n'),
    );
  });
});

describe('spans', () => {
  function markdown(...spans: Extract<Block, { kind: 'text' }>['spans']): string {
    return only(render(reply({ kind: 'text', spans }), options)).content;
  }

  it('marks bold and italic outside the white space', () => {
    expect(markdown(text('a'), strong(' b '), { kind: 'text', text: 'c', emphasis: true })).toBe(
      'a **b** *c*',
    );
  });

  it('keeps marks of different styles apart when they touch', () => {
    expect(markdown(strong('a'), { kind: 'text', text: 'b', emphasis: true })).toBe('**a**\u200b*b*');
  });

  it('shows instants in the reader’s own zone and days without any', () => {
    expect(markdown({ kind: 'time', at: 1_770_000_000_000, style: 'relative' })).toBe('<t:1770000000:R>');
    expect(markdown({ kind: 'day', day: '2026-02' })).toBe('Feb 2026');
  });

  it('says where a link leads, outside its label', () => {
    expect(markdown({ kind: 'link', text: 'bank.example', url: 'https://evil.example/a(b)' })).toBe(
      'bank.example (evil.example · [open](<https://evil.example/a%28b%29>))',
    );
  });

  it('writes commands the way Discord calls them', () => {
    expect(markdown({ kind: 'command', words: 'iran-talks outlook' })).toBe(
      '`/brief show iran-talks outlook`',
    );
    expect(markdown({ kind: 'command', words: 'list' })).toBe('`/brief list`');
    expect(markdown({ kind: 'command', words: 'ask `x`' })).toBe('`/brief ask ˋxˋ`');
  });
});

describe('a long reply', () => {
  const long = reply(
    { kind: 'heading', level: 1, text: 'Long' },
    ...Array.from(
      { length: 40 },
      (_, index): Block => ({ kind: 'text', spans: [text(`${index} ${'word '.repeat(150)}`)] }),
    ),
    actions({ kind: 'run', label: 'Outlook', words: 'show iran-talks outlook', where: 'in-place' }),
  );

  it('ends with a button that leads to the rest', () => {
    const messages = render(long, { ...options, maximum: 2 });
    expect(messages).toHaveLength(2);
    expect(messages[0]?.components).toEqual([]);
    const [more] = controlsOf(messages[1] ?? only([]));
    expect(more).toMatchObject({ label: '… more' });
    expect(decodePress(more && 'custom_id' in more ? more.custom_id : '', '')).toEqual({
      kind: 'more',
      words: 'show iran-talks',
      from: 2,
    });
    expect(storableText(messages)).toContain('… 5 more of 7 messages');
  });

  it('never leaves a heading at the end of a message', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (count) => {
        const blocks = Array.from({ length: count }, (_, index): Block[] => [
          { kind: 'heading', level: 2, text: `Heading ${index}` },
          { kind: 'text', spans: [text('word '.repeat(30 + (index % 7) * 20))] },
        ]).flat();
        for (const message of render(reply(...blocks), { ...options, maximum: 99 }))
          for (const embed of message.embeds) expect(embed.description).not.toMatch(/### Heading \d+$/);
      }),
    );
  });
});

describe('what belongs together', () => {
  const field = (label: string, length: number) => ({ label, value: [text('x '.repeat(length / 2).trim())] });

  it('stays in one message: the fields of an actor under its name', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 10, max: 600 }), (count, length) => {
        const blocks = Array.from({ length: count }, (_, index): Block[] => [
          { kind: 'heading', level: 2, text: `Actor ${index}` },
          {
            kind: 'fields',
            fields: ['Role', 'Wants', 'Leverage'].map((label) => field(`${label} ${index}`, length)),
          },
        ]).flat();
        for (const message of render(reply(...blocks), { ...options, maximum: 99 })) {
          const shown = storableText([message]);
          for (let index = 0; index < count; index += 1)
            expect(shown.includes(`Actor ${index}\n`)).toBe(shown.includes(`Leverage ${index}**`));
        }
      }),
    );
  });

  it('is broken where no message can hold it, and its heading is not left alone', () => {
    const messages = render(
      reply(
        { kind: 'text', spans: [text('word '.repeat(200))] },
        { kind: 'heading', level: 2, text: 'Everything' },
        { kind: 'fields', fields: Array.from({ length: 30 }, (_, index) => field(`Field ${index}`, 600)) },
      ),
      { ...options, maximum: 99 },
    );
    expect(messages.length).toBeGreaterThan(1);
    for (const message of messages)
      for (const { description } of message.embeds) expect(description).not.toMatch(/### Everything$/);
  });

  it('a date goes on in the style of the words before it', () => {
    const spans = [
      text('It is so. '),
      { kind: 'text', text: 'summary, as of ', emphasis: true },
      { kind: 'day', day: '2026-02-05' },
    ] as const;
    expect(only(render(reply({ kind: 'text', spans }), options)).content).toBe(
      'It is so. *summary, as of 5 Feb 2026*',
    );
  });
});

describe('a timeline', () => {
  const timeline = (count: number): Block => ({
    kind: 'timeline',
    events: Array.from({ length: count }, (_, index) => ({
      day: `2026-02-0${index + 1}`,
      state: 'past',
      spans: [text(`Event ${index}`)],
    })),
  });

  it.each([
    [2, 0],
    [3, 1],
  ])('of %i events is drawn in %i pictures: fewer than three show no course of things', (count, pictures) => {
    expect(only(render(reply(timeline(count)), options)).pictures).toHaveLength(pictures);
  });
});

describe('buttons', () => {
  it('that need several rows are spread evenly', () => {
    const seven = Array.from(
      { length: 7 },
      (_, index): Action => ({ kind: 'run', label: `${index}`, words: `show ${index}`, where: 'below' }),
    );
    const message = only(render(reply(actions(...seven)), options));
    expect(message.components.map((row) => row.components.length)).toEqual([4, 3]);
  });

  const section = (label: string, current = false): Action => ({
    kind: 'run',
    label,
    words: `show iran-talks ${label.toLowerCase()}`,
    where: 'in-place',
    current,
  });
  const five = ['Actors', 'Skepticism', 'Outlook', 'Timeline', 'Sources'];

  it('switch up to five sections by a row of buttons, the current one pressed', () => {
    const message = only(
      render(reply(actions(...five.map((label) => section(label, label === 'Outlook')))), options),
    );
    expect(message.components).toHaveLength(1);
    expect(controlsOf(message).map((control) => ('style' in control ? control.style : 0))).toEqual([
      2, 2, 1, 2, 2,
    ]);
  });

  it('switch more of them by a select, the current one chosen', () => {
    const message = only(
      render(
        reply(actions(section('Overview'), ...five.map((label) => section(label, label === 'Outlook')))),
        options,
      ),
    );
    const [select] = controlsOf(message);
    if (!select || !('options' in select)) throw new Error('expected a select');
    expect(select.options.filter((option) => option.default).map((option) => option.label)).toEqual([
      'Outlook',
    ]);
    expect(decodePress(select.options[3]?.value ?? '', '')).toEqual({
      kind: 'in-place',
      words: 'show iran-talks outlook',
    });
  });

  it('share only what is private', () => {
    const share = reply(actions({ kind: 'share', label: 'Share with channel', words: 'list' }));
    expect(controlsOf(only(render(share, { ...options, isPrivate: true })))).toHaveLength(1);
    expect(controlsOf(only(render(share, { ...options, isPrivate: false })))).toHaveLength(0);
  });

  it('that find no room are in a select, and what finds no room there is counted', () => {
    const many = Array.from(
      { length: 60 },
      (_, index): Action => ({
        kind: 'run',
        label: `Topic ${index}`,
        words: `show topic-${index}`,
        where: 'below',
      }),
    );
    const message = only(render(reply(actions(...many)), options));
    expect(message.components).toHaveLength(5);
    expect(controlsOf(message)).toHaveLength(21);
    expect(storableText([message])).toContain('… 15 more buttons found no room here');
  });

  it('with words too long for an id find them in the footer of their own message', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }), (question) => {
        const words = `ask iran-talks ${question}`
          .replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '')
          .replaceAll(/\s+/gu, ' ')
          .trim();
        const message = only(
          render(
            reply(
              actions(
                { kind: 'share', label: 'Share', words },
                { kind: 'run', label: 'Again', words, where: 'below' },
              ),
            ),
            options,
          ),
        );
        const footer = message.embeds[0]?.footer?.text ?? '';
        const pressed = controlsOf(message).map((control) =>
          'custom_id' in control && !control.disabled ? decodePress(control.custom_id, footer) : undefined,
        );
        expect(pressed[0]).toEqual({ kind: 'share', words });
        if (words.length < 400) expect(pressed[1]).toEqual({ kind: 'below', words });
      }),
    );
  });
});
