import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { citationsIn, parseProse, plainProse } from '../../src/entries/prose.ts';

describe('prose', () => {
  test('without markup is one text, and nothing is nothing', () => {
    expect(parseProse('Iran & Oman: 5 < 6.')).toEqual([{ kind: 'text', text: 'Iran & Oman: 5 < 6.' }]);
    expect(parseProse('')).toEqual([]);
  });

  test('has bold, italic, links and citations', () => {
    expect(parseProse('A **bold *both*** and _italic_ [link](https://example.com/a_b).[^wire]')).toEqual([
      { kind: 'text', text: 'A ' },
      { kind: 'text', text: 'bold ', strong: true },
      { kind: 'text', text: 'both', strong: true, emphasis: true },
      { kind: 'text', text: ' and ' },
      { kind: 'text', text: 'italic', emphasis: true },
      { kind: 'text', text: ' ' },
      { kind: 'link', text: 'link', url: 'https://example.com/a_b' },
      { kind: 'text', text: '.' },
      { kind: 'citation', source: 'wire' },
    ]);
  });

  test.each([
    '`code` stays',
    '<script>alert(1)</script>',
    '[x](javascript:alert(1))',
    '![image](https://example.com/a.png)',
    '~~struck~~',
    'desk@example.org',
    '# no heading',
    '1 * 2 * 3',
    '&lt;b&gt; &amp;',
  ])('leaves the rest as it was typed: %s', (prose) => {
    expect(
      parseProse(prose)
        .map((part) => (part.kind === 'text' ? part.text : `<${part.kind}>`))
        .join(''),
    ).toBe(prose);
  });

  test('keeps a citation wherever it stands: in a label, in code, in what is no link', () => {
    const prose =
      '[label[^a]](https://example.com) `code[^b]` ~~struck[^c]~~ [no](mailto:x)[^d] **bold[^e]** <i>[^f]</i>';
    const cited = parseProse(prose).flatMap((part) => (part.kind === 'citation' ? [part.source] : []));
    expect(cited).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(citationsIn(prose)).toEqual(cited);
  });
});

test('a bare address ends where a citation begins', () => {
  expect(parseProse('See https://example.com/a[^wire], they say.')).toEqual([
    { kind: 'text', text: 'See ' },
    { kind: 'link', text: 'https://example.com/a', url: 'https://example.com/a' },
    { kind: 'citation', source: 'wire' },
    { kind: 'text', text: ', they say.' },
  ]);
});

test('prose read aloud has no markup, no citations and no line breaks', () => {
  expect(plainProse('The **two** sides\n  [met](https://example.com).[^wire]')).toBe('The two sides met.');
});

test('citations are told once each, in order', () => {
  expect(citationsIn('a[^two] b[^one] c[^two] d[^Not an id]')).toEqual(['two', 'one']);
});

test.each(['[[^a]](https://e.org)', '[](https://e.org)'])(
  '%s, a link without a label, shows its address',
  (prose) => {
    expect(parseProse(prose)[0]).toEqual({ kind: 'link', text: 'https://e.org', url: 'https://e.org' });
  },
);

test('letters and figures are never lost, and no part is empty', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '*',
      '**',
      '_',
      '[',
      ']',
      '](https://e.org)',
      '[^a]',
      '`',
      '~~',
      '\\',
      '\n',
      ' ',
      '<b>',
      '&amp;',
      '  \n',
    ),
    fc.stringMatching(/^[a-z0-9é马]{1,5}$/),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const prose = pieces.join('');
      const parts = parseProse(prose);
      const shown = parts
        .map((part) => {
          if (part.kind === 'citation') return '';
          if (part.kind === 'text') return part.text;
          // A bare address is its own label.
          return part.text === part.url ? part.url : part.text + part.url;
        })
        .join('');
      const letters = (text: string) => text.replaceAll(/\[\^a\]|https:\/\/e\.org|[^a-z0-9é马]/g, '');
      expect(letters(shown)).toBe(letters(prose));
      // A backslash may make a text of it.
      if (!prose.includes('\\'))
        expect(parts.some((part) => part.kind === 'citation')).toBe(prose.includes('[^a]'));
      for (const part of parts) if (part.kind === 'text') expect(part.text).not.toBe('');
    }),
    { numRuns: 300 },
  );
});

test('the longest fields of nothing but marks are read to the end', () => {
  for (const piece of ['_a*', '*a', '**', '[', '[a](', '![', '[^', '`', '~~a', '<a', '\\[', '*_']) {
    const prose = piece.repeat(4000).slice(0, 3990);
    expect(parseProse(`${prose} [^wire]`).at(-1)).toEqual({ kind: 'citation', source: 'wire' });
  }
});
