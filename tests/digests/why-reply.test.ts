import { expect, test } from 'vitest';
import type { Told } from '../../src/digests/delivery/outbox.ts';
import { whyReply } from '../../src/digests/subscriptions/subscription-reply.ts';
import { plainText } from '../../src/plain-text.ts';
import { toldOf } from '../../src/store/digests/told.ts';
import { created, draft, slot } from './drafts.ts';

const subscription = {
  ...draft(),
  id: 1,
  createdAt: created,
  state: { kind: 'active' },
  nextAt: slot.add({ hours: 24 }),
} as const;

const titles = new Map([
  ['oil', 'Oil prices'],
  ['talks', 'Border talks'],
]);

function why(told: Told): string {
  const last = { slot, state: 'sent', failures: 0, at: slot, told } as const;
  const reply = whyReply([{ subscription, last }], (id) => titles.get(id) ?? id);
  return plainText(reply, { command: (words) => words, time: String });
}

test('“why” says all that the digest said, each kind in a line of its own', () => {
  const said = why({
    changed: { talks: 2 },
    added: ['oil'],
    gone: { strike: 'Harbour strike' },
    uncompared: ['oil'],
    unchanged: ['talks'],
    missing: ['lost'],
    unreadable: ['talks'],
  });
  for (const line of [
    'Told: Border talks (2 changes)',
    'New here: Oil prices',
    'No longer covered: Harbour strike',
    'Changed, earlier text no longer kept: Oil prices',
    'Left out, no change: Border talks',
    'Left out, no longer available: lost',
    'Left out, its file had errors: Border talks',
  ])
    expect(said.split('\n')).toContain(line);
});

test('what an earlier version wrote down is still told', () => {
  const told = toldOf('{"changed":{"oil":1},"unchanged":["talks"],"missing":[]}');
  if (!told) throw new Error('expected what was told');
  expect(why(told)).toContain('Told: Oil prices (1 change)\nLeft out, no change: Border talks');
});
