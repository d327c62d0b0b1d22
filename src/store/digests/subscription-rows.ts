import type { Selectable } from 'kysely';
import { z } from 'zod';
import {
  DIGEST_PLATFORMS,
  type Subscription,
  type SubscriptionDraft,
  type SubscriptionState,
  scheduleSchema,
  topicsSchema,
} from '../../digests/subscription.ts';
import type { Tables } from '../tables.ts';

const platformSchema = z.enum(DIGEST_PLATFORMS);
const stateSchema = z.enum(['active', 'paused', 'stopped', 'removed']);

export type SubscriptionRow = Selectable<Tables['subscription']>;

/** Checked like anything from outside: another version may have written it. */
export function subscriptionOf(row: SubscriptionRow): Subscription {
  return {
    id: row.id,
    place: {
      platform: platformSchema.parse(row.platform),
      workspace: row.workspace,
      channel: row.channel,
    },
    topics: topicsSchema.parse(JSON.parse(row.topics)),
    schedule: scheduleOf(row),
    skipEmpty: row.skip_empty === 1,
    createdBy: { id: row.created_by, name: row.created_by_name },
    createdAt: instant(row.created_at),
    nextAt: instant(row.next_at),
    state: stateOf(row),
    ...(row.edition === null ? {} : { edition: row.edition }),
    ...(row.told_at === null ? {} : { toldAt: instant(row.told_at) }),
  };
}

export function scheduleOf({ days, time, zone }: Pick<SubscriptionRow, 'days' | 'time' | 'zone'>) {
  return scheduleSchema.parse({ days: Array.from(days, Number), time, zone });
}

export function scheduleColumns({ schedule, skipEmpty }: Pick<SubscriptionDraft, 'schedule' | 'skipEmpty'>) {
  return {
    days: schedule.days.join(''),
    time: schedule.time,
    zone: schedule.zone,
    skip_empty: skipEmpty ? 1 : 0,
  };
}

function stateOf(row: SubscriptionRow): SubscriptionState {
  const state = stateSchema.parse(row.state);
  switch (state) {
    case 'active':
    case 'paused':
      return { kind: state };
    case 'stopped':
    case 'removed':
      return {
        kind: 'stopped',
        reason: row.reason ?? 'removed',
        remedy: row.remedy ?? 'subscribe again',
        at: instant(row.stopped_at ?? row.created_at),
      };
  }
}

export function instant(milliseconds: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(milliseconds);
}
