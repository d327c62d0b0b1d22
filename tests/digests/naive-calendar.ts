import type { Schedule } from '../../src/digests/subscription.ts';

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const DAY_MINUTES = 24 * 60;

/**
 * The slots in `(from, to]` found the slow way, without Temporal: it watches the wall clock of the zone, as
 * `Intl` formats it, minute by minute. A slot is when the wall clock first reaches or passes the wanted time,
 * so a skipped time comes when the clock has jumped over it, and a repeated one the first time only.
 */
export function naiveSlots(schedule: Schedule, from: number, to: number): readonly number[] {
  const wallClock = wallClockOf(schedule.zone);
  const [hours = 0, minutes = 0] = schedule.time.split(':').map(Number);
  const wanted = hours * 60 + minutes;
  const slots: number[] = [];
  // A wall clock that was set back before `from` has already shown some times: look back over the longest such jump.
  const start = Math.floor(from / QUARTER) * QUARTER - 2 * DAY_MINUTES * MINUTE;
  let furthest = wallClock(start);

  function pass(at: number, wall: number): void {
    for (let day = Math.floor(furthest / DAY_MINUTES); day <= Math.floor(wall / DAY_MINUTES); day += 1) {
      const target = day * DAY_MINUTES + wanted;
      if (target <= furthest || target > wall || !isWanted(day, schedule)) continue;
      const seen = at - (isSteady(at, wall) ? (wall - target) * MINUTE : 0);
      if (seen > from && seen <= to && slots.at(-1) !== seen) slots.push(seen);
    }
    furthest = Math.max(furthest, wall);
  }

  /** The clock ran evenly since the minute before: the target was met on the way, not jumped over. */
  function isSteady(at: number, wall: number): boolean {
    return wallClock(at - MINUTE) === wall - 1;
  }

  for (let at = start + QUARTER; at <= to + QUARTER; at += QUARTER) {
    // A quarter of an hour in which nothing was set needs no closer look.
    const even = wallClock(at) - wallClock(at - QUARTER) === 15;
    for (let minute = even ? at : at - QUARTER + MINUTE; minute <= at; minute += MINUTE)
      pass(minute, wallClock(minute));
  }
  return slots;
}

/** Day 0 was a Thursday. */
function isWanted(day: number, { days }: Schedule): boolean {
  const weekday = ((day + 3) % 7) + 1;
  return days.some((wanted) => wanted === weekday);
}

/** Minutes that the wall clock of `zone` shows, counted from the start of 1970 on that wall clock. */
function wallClockOf(zone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const known = new Map<number, number>();
  return (at) => {
    const before = known.get(at);
    if (before !== undefined) return before;
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = part;
    const wall = Date.UTC(year, month - 1, day, hour, minute) / MINUTE;
    known.set(at, wall);
    return wall;
  };
}
