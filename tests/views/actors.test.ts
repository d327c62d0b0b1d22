import { describe, expect, test } from 'vitest';
import type { Spans } from '../../src/reply.ts';
import { actorsInBrief } from '../../src/views/actors.ts';
import { createCitations } from '../../src/views/citations.ts';
import { sampleEntry } from '../entries/sample-entry.ts';

/** The line of an actor with this name and role; what is bold stands between asterisks. */
function lineOf(name: string, role: string): string {
  const entry = sampleEntry('one', {
    actors: { one: { name, role, kind: 'state', aliases: [], claims: [] } },
  });
  const [list] = actorsInBrief(entry, createCitations());
  if (list?.kind !== 'list') throw new Error('expected a list first');
  return list.items.map(marked).join('\n');
}

function marked(spans: Spans): string {
  return spans
    .map((span) => (span.kind !== 'text' ? `[${span.kind}]` : span.strong ? `*${span.text}*` : span.text))
    .join('');
}

describe('an actor in one line', () => {
  test.each([
    ['where the role begins with the name', 'Oman', 'Oman hosts.', '*Oman* hosts.'],
    [
      'where the role says it early',
      'Arab states',
      'Several Arab states called.',
      'Several *Arab states* called.',
    ],
    ['with a citation behind it', 'Oman', 'Oman hosts.[^wire]', '*Oman* hosts.[citation]'],
  ])('has its name in bold %s', (_, name, role, line) => {
    expect(lineOf(name, role)).toBe(line);
  });

  test.each([
    ['nowhere', 'Oman', 'The host.', '*Oman*: The host.'],
    ['only inside another word', 'Iran', 'The Iranian side.', '*Iran*: The Iranian side.'],
    [
      'only late',
      'Oman',
      'The country that is to host both sides is Oman.',
      '*Oman*: The country that is to host both sides is Oman.',
    ],
    ['inside a link', 'Oman', '[Oman](https://example.org) hosts.', '*Oman*: [link] hosts.'],
  ])('has its name in front where the role says it %s', (_, name, role, line) => {
    expect(lineOf(name, role)).toBe(line);
  });
});
