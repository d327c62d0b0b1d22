import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actionsOf, type CoreForTests, startCore } from '../shipped-core.ts';

describe('changes, where nothing has changed', () => {
  let core: CoreForTests;

  beforeAll(async () => {
    core = await startCore({ at: Temporal.Instant.from('2026-05-01T12:00:00Z') });
  });

  afterAll(() => core?.end());

  const labelsFor = async (words: string) =>
    actionsOf((await core.ask(words)).reply).flatMap((action) =>
      action.kind === 'run' ? [`${action.label}: ${action.where}`] : [],
    );

  test('offers a longer look back, as a reply of its own', async () => {
    expect(await labelsFor('changes gulf-leverage since yesterday')).toEqual([
      'Briefing: below',
      'Last 30 days: below',
    ]);
  });

  test('offers none where the look back is as long already', async () => {
    expect(await labelsFor('changes gulf-leverage 30 days')).toEqual(['Briefing: below']);
  });
});
