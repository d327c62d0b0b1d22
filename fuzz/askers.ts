import type { Asker } from '../src/dispatch/dispatcher.ts';

const NAMES = ['Ada', '<@U0ANN> @everyone', '‮evil‬', '*_`~|>#', 'x'.repeat(300)] as const;
const ZONES = ['Europe/London', 'Asia/Kathmandu', 'UTC', 'America/St_Johns', 'Pacific/Apia'] as const;

/** Somebody somewhere: few of each, so that cases meet what others left behind. */
export function createAsker(person: number, channel: number, threaded: boolean): Asker {
  const place = channel % 5;
  return {
    platform: place % 2 === 0 ? 'slack' : 'discord',
    workspace: `team-${place % 3}`,
    channel: `channel-${place}`,
    ...(threaded ? { thread: `thread-${place}` } : {}),
    person: { id: `person-${person}`, name: NAMES[person % NAMES.length] ?? 'Ada' },
    zone: ZONES[person % ZONES.length] ?? 'UTC',
    manager: person % 2 === 0,
  };
}
