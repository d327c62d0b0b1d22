import { expect, test } from 'vitest';
import { createCitations } from '../../src/views/citations.ts';
import { timelineOf } from '../../src/views/timeline.ts';
import { sampleEntry } from '../entries/sample-entry.ts';

test('events stand in the order of their days; what was expected is overdue only when all of its day, month or year has passed', () => {
  const event = (date: string, expected: boolean) => ({ date, text: 'Something.', expected });
  const entry = sampleEntry('a', {
    timeline: [
      event('2026-02-06', true),
      event('2026-02-05', true),
      event('2026-02', true),
      event('2026-01', true),
      event('2026', true),
      event('2025', true),
      event('2024-05-01', false),
    ],
  });
  const { events } = timelineOf(
    entry,
    entry.timeline,
    Temporal.PlainDate.from('2026-02-06'),
    createCitations(),
  );
  expect(events.map(({ day, state }) => [day, state])).toEqual([
    ['2024-05-01', 'past'],
    ['2025', 'overdue'],
    ['2026', 'expected'],
    ['2026-01', 'overdue'],
    ['2026-02', 'expected'],
    ['2026-02-05', 'overdue'],
    ['2026-02-06', 'expected'],
  ]);
});
