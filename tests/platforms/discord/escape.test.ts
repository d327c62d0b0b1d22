import { parse } from 'discord-markdown-parser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut } from '../../../src/platforms/cut.ts';
import { escapeText, guardLineStart, linkTarget } from '../../../src/platforms/discord/rendering/escape.ts';
import { markdownLines } from '../../../src/platforms/discord/rendering/spans.ts';
import type { Span } from '../../../src/reply.ts';
import { arbitraryText } from '../../reply-arbitrary.ts';

interface Node {
  readonly type: string;
  readonly content?: unknown;
  readonly target?: string;
}

/** All nodes that Discord's markdown reads in a text, nested ones too. */
function nodes(markdown: string): readonly Node[] {
  const walk = (list: unknown): Node[] =>
    Array.isArray(list) ? list.flatMap((node: Node) => [node, ...walk(node.content)]) : [];
  return walk(parse(markdown, 'extended'));
}

const words = (spans: readonly Span[]) => markdownLines(spans, (typed) => typed, 2000).join('\n');

describe('text of an entry or a person', () => {
  it('is read by Discord as text, with nothing else than addresses shown as they are', () => {
    fc.assert(
      fc.property(arbitraryText, (text) => {
        const found = nodes(words([{ kind: 'text', text }])).filter(
          (node) => !['text', 'newline', 'br', 'twemoji', 'emoticon'].includes(node.type),
        );
        for (const node of found) expect(node.type).toBe('autolink');
      }),
      { numRuns: 200 },
    );
  });

  it('stays bold and only bold in bold', () => {
    fc.assert(
      fc.property(arbitraryText, (text) => {
        const found = nodes(words([{ kind: 'text', text, strong: true }])).map((node) => node.type);
        for (const type of found)
          expect(['strong', 'text', 'newline', 'br', 'twemoji', 'emoticon', 'autolink']).toContain(type);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['# heading', '\\# heading'],
    ['- item', '\\- item'],
    ['-# small', '\\-# small'],
    ['12. twelfth', '12\\. twelfth'],
    ['> quote', '\\> quote'],
    ['[bank](https://evil.example)', '\\[bank\\](<https://evil.example/>)'],
    ['@everyone', '\\@everyone'],
    ['<@&1>', '\\<@&1\\>'],
    [':tada:', '\\:tada:'],
    ['at 12:30', 'at 12:30'],
    ['discord.gg/abc', 'discord.gg\\/abc'],
    ['see https://a.example/b_c*d.', 'see <https://a.example/b_c%2Ad>.'],
    ['two\n\nlines', 'two lines'],
  ])('%s', (text, markdown) => {
    expect(guardLineStart(escapeText(text))).toBe(markdown);
  });
});

describe('link targets', () => {
  it('are http(s) only and cannot end the link', () => {
    expect(linkTarget('javascript:alert(1)')).toBeUndefined();
    expect(linkTarget('discord://x')).toBeUndefined();
    expect(linkTarget('https://a.example/x>)y z')).toBe('https://a.example/x%3E%29y%20z');
  });

  it('show hosts in look-alike letters for what they are', () => {
    expect(linkTarget('https://\u0430pple.com/')).toBe('https://xn--pple-43d.com/');
  });
});

describe('cutting', () => {
  it('never splits what people see as one character, and shows that it cut', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.integer({ min: 2, max: 30 }),
        (text, limit) => {
          const kept = cut(text, limit);
          expect(kept.length).toBeLessThanOrEqual(limit);
          expect(kept.isWellFormed()).toBe(true);
          if (kept !== text) expect(kept.endsWith('…')).toBe(true);
        },
      ),
    );
  });
});
