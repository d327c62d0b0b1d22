import type { Schedule } from './subscription.ts';

/**
 * The first slot after `after`. A local time that the clocks skip runs at the first moment after the gap; one
 * that they repeat runs at its first occurrence only.
 */
export function nextSlot(schedule: Schedule, after: Temporal.Instant): Temporal.Instant {
  return find(schedule, after, 1, (slot) => Temporal.Instant.compare(slot, after) > 0);
}

/** The last slot at or before `until`. */
export function latestSlot(schedule: Schedule, until: Temporal.Instant): Temporal.Instant {
  return find(schedule, until, -1, (slot) => Temporal.Instant.compare(slot, until) <= 0);
}

/** The `count` slots after `after`, in order. */
export function nextSlots(
  schedule: Schedule,
  after: Temporal.Instant,
  count: number,
): readonly Temporal.Instant[] {
  const slots: Temporal.Instant[] = [];
  for (let last = after; slots.length < count; ) {
    last = nextSlot(schedule, last);
    slots.push(last);
  }
  return slots;
}

/**
 * Days looked at on either side. A week holds at least one slot; the rest is for places that moved across the
 * date line, whose slots lie up to a day away from where their date would be.
 */
const DAYS_SEARCHED = 10;

function find(
  schedule: Schedule,
  near: Temporal.Instant,
  direction: 1 | -1,
  fits: (slot: Temporal.Instant) => boolean,
): Temporal.Instant {
  const today = near.toZonedDateTimeISO(schedule.zone).toPlainDate();
  for (let offset = -2; offset <= DAYS_SEARCHED; offset += 1) {
    const date = today.add({ days: offset * direction });
    if (!schedule.days.some((day) => day === date.dayOfWeek)) continue;
    const slot = slotOn(date, schedule);
    if (fits(slot)) return slot;
  }
  throw new Error(`a schedule has a slot every week, but none was found near ${near} for ${schedule.zone}`);
}

function slotOn(date: Temporal.PlainDate, { time, zone }: Schedule): Temporal.Instant {
  const wanted = date.toPlainDateTime(Temporal.PlainTime.from(time));
  const found = wanted.toZonedDateTime(zone, { disambiguation: 'compatible' });
  if (found.toPlainDateTime().equals(wanted)) return found.toInstant();
  // Inside a gap "compatible" keeps the minutes and lands behind it (02:30 becomes 03:30): the gap's end is wanted.
  // "Previous" leaves out a transition at the very instant, where the time wanted is the first that is skipped.
  const gapEnd = found.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  return (gapEnd ?? found).toInstant();
}
