import { describe, expect, test } from 'vitest';
import { withoutPrefix } from '../../src/dispatch/command-prefix.ts';

describe('a command typed before the words is no part of them', () => {
  test.each([
    ['/brief', ''],
    ['/brief iran talks', 'iran talks'],
    ['  /BRIEF \n why did Oman offer to host?', 'why did Oman offer to host?'],
    ['iran talks', 'iran talks'],
    ['what is /brief for?', 'what is /brief for?'],
    ['/briefings', '/briefings'],
    ['/brief-me', '/brief-me'],
    ['', ''],
  ])('%j: %j', (typed, words) => {
    expect(withoutPrefix(typed, '/brief')).toBe(words);
  });

  test('whatever the platform calls it', () => {
    expect(withoutPrefix('/desk who hosts?', '/desk')).toBe('who hosts?');
    expect(withoutPrefix('/brief who hosts?', '/desk')).toBe('/brief who hosts?');
  });
});
