import fc from 'fast-check';
import { commands } from '../commands/index.ts';
import { arbitraryText } from '../tests/reply-arbitrary.ts';

const fragment = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...commands.map(({ name }) => name)) },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      ...['iran-talks', 'Iran', 'talks', 'gulf-leverage', 'Oman', 'middle-east', 'all', '1', '#2', '/brief'],
      ...[
        'daily',
        'weekdays',
        'weekly',
        'mon,wed',
        'at',
        '08:00',
        '25:61',
        '5pm',
        'in',
        'Europe/London',
        'Mars',
      ],
      ...[
        'skip-empty',
        'useful',
        'wrong',
        'since',
        'yesterday',
        '3 days',
        '2026-02-31',
        '0',
        '-1',
        '9'.repeat(30),
      ],
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...[
        'what',
        'who',
        'why',
        'does',
        'want',
        'how likely',
        'is',
        'and',
        'doubt',
        'next',
        'settle',
        '?',
        'they',
      ],
      ...[
        '"',
        '“',
        '”',
        '«',
        "'",
        '*',
        '~',
        '\\',
        '[^x]',
        '{{x}}',
        '../../etc/passwd',
        '%2e%2e',
        "'; drop table",
      ],
      ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', '\u0000', '\ud800', '\u202e', 'ﷺ', '🏳️‍🌈'],
    ),
  },
  { weight: 2, arbitrary: arbitraryText },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
);

/** What a person, or somebody who means no good, may type in one line. */
export const arbitraryLine: fc.Arbitrary<string> = fc
  .array(fc.tuple(fragment, fc.constantFrom(' ', ' ', ' ', '  ', '\u00a0', '', '\n', '\t')), {
    maxLength: 10,
  })
  .map((parts) => parts.flat().join(''));
