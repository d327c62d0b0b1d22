import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainText } from '../../../src/plain-text.ts';
import { MAXIMUM_COLUMNS, MINIMUM_COLUMNS } from '../../../src/platforms/terminal/limits.ts';
import { renderTerminal, type TerminalForms } from '../../../src/platforms/terminal/render.ts';
import { type Block, type Reply, text } from '../../../src/reply.ts';
import { arbitraryReply } from '../../reply-arbitrary.ts';

const forms: TerminalForms = { columns: 80, color: false, zone: 'Asia/Kathmandu', prefix: 'brief ' };

function draw(block: Block, changed: Partial<TerminalForms> = {}): string {
  return renderTerminal({ tone: 'plain', blocks: [block] }, { ...forms, ...changed });
}

/** Letters and figures alone: how a text is wrapped, indented and decorated does not matter. */
function letters(value: string): string {
  return value.replaceAll(/[^\p{Letter}\p{Number}]/gu, '');
}

const graphemes = new Intl.Segmenter();
/** No more than the columns that a line takes: wide letters take two, marks and direction signs by themselves none. */
function leastWidth(line: string): number {
  return [...graphemes.segment(line.replace(/[\s\p{Format}]+$/u, ''))].filter(({ segment }) =>
    /[^\p{Format}\p{Mark}]/u.test(segment),
  ).length;
}

test('a citation stays with the word before it, where the line ends', () => {
  const said = 'The delegations met for six hours in Muscat on Monday, the agency said.';
  const block: Block = { kind: 'text', spans: [text(said), { kind: 'citation', number: 1 }] };
  for (const color of [false, true]) {
    const lines = stripVTControlCharacters(draw(block, { columns: said.length, color }))
      .trimEnd()
      .split('\n');
    expect(lines).toEqual([said.slice(0, said.lastIndexOf(' ')), 'said. [1]']);
  }
});

describe('any reply', () => {
  test('keeps to the width of the terminal', () => {
    fc.assert(
      fc.property(arbitraryReply, fc.integer({ min: 1, max: 200 }), (reply, columns) => {
        const width = Math.max(MINIMUM_COLUMNS, Math.min(columns, MAXIMUM_COLUMNS));
        for (const line of renderTerminal(reply, { ...forms, columns }).split('\n')) {
          expect(leastWidth(line)).toBeLessThanOrEqual(width);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('moves no cursor and changes no colour by itself, nor turns the direction of a line', () => {
    fc.assert(
      fc.property(arbitraryReply, (reply) => {
        expect(renderTerminal(reply, forms)).not.toMatch(/(?!\n)\p{Control}|[\u202a-\u202e\u2066-\u2069]/u);
      }),
      { numRuns: 20 },
    );
  });

  test('is the same text with colours, once these are taken away', () => {
    fc.assert(
      fc.property(arbitraryReply, (reply) => {
        const uncoloured = stripVTControlCharacters(renderTerminal(reply, { ...forms, color: true }));
        expect(letters(uncoloured)).toBe(letters(renderTerminal(reply, forms)));
      }),
      { numRuns: 15 },
    );
  });
});

test('a colour sequence in an entry stays without effect', () => {
  expect(draw({ kind: 'text', spans: [text('a\u001b[31mred\u001b]0;title\u0007b')] }, { color: true })).toBe(
    'aredb\n',
  );
});

test('a briefing’s texts are all there', () => {
  const reply: Reply = {
    tone: 'active',
    blocks: [
      { kind: 'heading', level: 1, text: 'Title', aside: [text('active')] },
      { kind: 'quote', spans: [text('Claim')], notes: [[text('Doubt')]] },
      {
        kind: 'likelihood',
        name: 'Pause',
        estimate: { term: 'likely', low: 55, high: 80 },
        detail: [text('Why')],
      },
      { kind: 'sources', items: [{ number: 1, spans: [text('A wire')] }] },
    ],
  };
  const plain = plainText(reply, { command: (words) => words, time: String });
  expect(letters(renderTerminal(reply, forms))).toBe(letters(plain));
});

describe('a block', () => {
  test.each<[Block, string]>([
    [{ kind: 'list', items: [[text('one')], [text('two')]] }, '• one\n• two\n'],
    [{ kind: 'notice', level: 'warning', spans: [text('careful')] }, '! careful\n'],
    [
      { kind: 'likelihood', name: 'Pause', estimate: { term: 'likely', low: 55, high: 80 } },
      '▰▰▰▰▰▰▰▱▱▱  Pause: likely (55–80 %)\n',
    ],
    [{ kind: 'likelihood', name: 'Pause' }, '▱▱▱▱▱▱▱▱▱▱  Pause: not assessed\n'],
    [
      { kind: 'timeline', events: [{ day: '2026-02-06', spans: [text('Meeting')], state: 'expected' }] },
      '6 Feb 2026 (expected): Meeting\n',
    ],
    [{ kind: 'fields', fields: [{ label: 'Role', value: [text('Host')] }] }, 'Role: Host\n'],
    [
      { kind: 'actor-map', title: 'Map', actors: [], relations: [], alternative: [[text('A hosts B.')]] },
      'Map\n→ A hosts B.\n',
    ],
    [
      {
        kind: 'text',
        spans: [{ kind: 'command', words: 'help' }, text(' '), { kind: 'citation', number: 2 }],
      },
      'brief help  [2]\n',
    ],
    [
      { kind: 'text', spans: [{ kind: 'time', at: 0, style: 'date-time' }] },
      '1 Jan 1970, 05:30 (Asia/Kathmandu)\n',
    ],
    [{ kind: 'text', spans: [{ kind: 'time', at: 0, style: 'time' }] }, '05:30\n'],
  ])('%# reads well', (block, drawn) => {
    expect(draw(block)).toBe(drawn);
  });

  test('continues under its first word', () => {
    expect(draw({ kind: 'list', items: [[text('one two three four five six')]] }, { columns: 20 })).toBe(
      '• one two three four\n  five six\n',
    );
  });

  test('of buttons says what to type; the section being shown and what a terminal cannot do are left out', () => {
    const drawn = draw({
      kind: 'actions',
      actions: [
        { kind: 'run', label: 'Summary', words: 'show a', where: 'in-place', current: true },
        { kind: 'run', label: 'Actors', words: 'actors a', where: 'in-place' },
        { kind: 'link', label: 'Page', url: 'https://example.com' },
        { kind: 'share', label: 'Share', words: 'show a' },
      ],
    });
    expect(drawn).toBe('→ brief actors a\n→ https://example.com\n');
  });
});
