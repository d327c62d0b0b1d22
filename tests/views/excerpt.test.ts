import { describe, expect, test } from 'vitest';
import { excerpt } from '../../src/views/excerpt.ts';

describe('an excerpt', () => {
  test('is the whole where the whole fits', () => {
    expect(excerpt('One. Two.[^a]', 20)).toBe('One. Two.[^a]');
  });

  test('has whole sentences, with their citations, and says that there is more', () => {
    expect(excerpt('One is here.[^a] Two is there.[^b] Three.', 32)).toBe(
      'One is here.[^a] Two is there.[^b] …',
    );
  });

  test('has one sentence at least, however long: half of it could say the opposite', () => {
    expect(excerpt('This is a long sentence that does not fit, but holds. Next.', 10)).toBe(
      'This is a long sentence that does not fit, but holds. …',
    );
  });
});
