import { describe, expect, test } from 'vitest';
import { lineWidth } from '../../src/pictures/lettering.ts';
import { LIGHT_PALETTE } from '../../src/pictures/palette.ts';
import type { SvgNode } from '../../src/pictures/svg.ts';
import { drawTimeline } from '../../src/pictures/timeline.ts';
import { type Timeline, text } from '../../src/reply.ts';

const talks: Timeline = {
  kind: 'timeline',
  events: [
    {
      day: '2026-02-04',
      spans: [text('Washington restores the meeting.'), { kind: 'citation', number: 1 }],
      state: 'past',
    },
    { day: '2026-02-06', spans: [text('The meeting was due.')], state: 'overdue' },
    { day: '2026-12', spans: [text('A second round.')], state: 'expected' },
  ],
};

function draw(width: number, timeline = talks) {
  return drawTimeline(timeline, {
    palette: LIGHT_PALETTE,
    width,
    title: 'Timeline',
    forms: { command: (words) => words, time: () => '' },
  });
}

describe('the timeline', () => {
  test('says each day, what happened, and what is not past', () => {
    expect(textsOf(draw(680).root)).toEqual([
      'Timeline',
      '4 Feb 2026',
      'Washington restores the meeting.',
      '6 Feb 2026',
      'overdue',
      'The meeting was due.',
      'Dec 2026',
      'expected',
      'A second round.',
    ]);
  });

  test('on a phone puts the day above its text', () => {
    expect(textsOf(draw(320).root)).toContain('6 Feb 2026 · overdue');
  });

  test('shows a long silence as a longer way', () => {
    const dots = nodesOf(draw(680).root, 'circle').map((node) => Number(node.attributes['cy']));
    const [first = 0, second = 0, third = 0] = dots;
    expect(third - second).toBeGreaterThan(second - first);
  });

  test('marks what is cut from a long text', () => {
    const long: Timeline = {
      kind: 'timeline',
      events: [{ day: '2026', spans: [text('again and '.repeat(200))], state: 'past' }],
    };
    expect(textsOf(draw(680, long).root).at(-1)).toMatch(/ …$/u);
  });

  test('has no line that is wider than its picture', () => {
    for (const width of [320, 680]) {
      for (const node of nodesOf(draw(width).root, 'text')) {
        const [line] = node.children;
        const start = node.attributes['text-anchor'] === 'end' ? 0 : Number(node.attributes['x']);
        expect(start + lineWidth(String(line), Number(node.attributes['font-size']))).toBeLessThanOrEqual(
          width,
        );
      }
    }
  });

  describe('of very many events', () => {
    const manyEvents = (past: number, ahead: number): Timeline => ({
      kind: 'timeline',
      events: Array.from({ length: past + ahead }, (_, index) => ({
        day: Temporal.PlainDate.from('2025-01-01').add({ days: index }).toString(),
        spans: [text(`Event ${index + 1}.`)],
        state: index < past ? 'past' : 'expected',
      })),
    });
    const drawn = (past: number, ahead: number) => {
      const words = textsOf(draw(680, manyEvents(past, ahead)).root);
      return {
        events: words.filter((line) => line.startsWith('Event')),
        leftOut: words.filter((line) => line.endsWith('in the text')),
      };
    };

    test('draws those around now, and says how many it leaves out', () => {
      const { events, leftOut } = drawn(150, 50);
      expect([events.length, events[0], events.at(-1)]).toEqual([24, 'Event 135.', 'Event 158.']);
      expect(leftOut).toEqual(['134 earlier events: in the text', '42 later events: in the text']);
    });

    test.each([
      [24, 0, []],
      [20, 4, []],
      [3, 21, []],
      [25, 0, ['1 earlier event: in the text']],
      [0, 25, ['1 later event: in the text']],
      [20, 5, ['1 earlier event: in the text']],
    ])('with %i past and %i to come draws 24 at most', (past, ahead, leftOut) => {
      expect(drawn(past, ahead)).toMatchObject({ leftOut });
      expect(drawn(past, ahead).events).toHaveLength(24);
    });
  });

  test('without events is an empty picture', () => {
    expect(draw(320, { kind: 'timeline', events: [] }).height).toBeGreaterThan(0);
  });
});

function nodesOf(node: SvgNode, tag: SvgNode['tag']): readonly SvgNode[] {
  return node.children.flatMap((child) =>
    typeof child === 'string' ? [] : [...(child.tag === tag ? [child] : []), ...nodesOf(child, tag)],
  );
}

function textsOf(node: SvgNode): readonly string[] {
  return node.children.flatMap((child) => (typeof child === 'string' ? [child] : textsOf(child)));
}
