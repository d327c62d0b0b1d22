import { expect, test } from 'vitest';
import type { Page, Position } from '../../src/digests/delivery/outbox.ts';
import type { Plan, Scheduled } from '../../src/digests/delivery/plan.ts';
import { createPlanner } from '../../src/digests/delivery/planner.ts';
import { draft, GRACE, slot } from './drafts.ts';

const { schedule } = draft();
const tomorrow = slot.add({ hours: 24 });
const subscription = (id: number, nextAt: Temporal.Instant): Scheduled => ({ id, schedule, nextAt });

/** Pages as they are given, each asked for with the end of the one before. */
function paged(pages: readonly Page[]) {
  return async (after?: Position): Promise<Page> => {
    const at = after === undefined ? 0 : pages.findIndex(({ end }) => end === after) + 1;
    return pages[at] ?? { subscriptions: [] };
  };
}

test('a page of which nothing could be read is not the last one', async () => {
  const [first, second] = [subscription(1, slot), subscription(2, slot)];
  const due = paged([{ subscriptions: [], end: first }, { subscriptions: [second] }]);
  const wrong = subscription(3, tomorrow.add({ hours: 1 }));
  const ahead = paged([{ subscriptions: [], end: first }, { subscriptions: [wrong] }]);
  const planned: Plan[] = [];
  const planner = createPlanner({
    outbox: {
      due: (_now, _furthest, _limit, after) => due(after),
      ahead: (_now, _limit, after) => ahead(after),
      plan: async (plans) => void planned.push(...plans),
    },
    now: () => slot,
    grace: GRACE,
  });
  await planner.plan();
  expect(planned).toEqual([
    { subscription: 3, nextAt: tomorrow },
    { subscription: 2, due: { slot, verdict: 'send' }, nextAt: tomorrow },
  ]);
});
