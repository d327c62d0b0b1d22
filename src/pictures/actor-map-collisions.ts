import type { LaidOutMap } from './laid-out-map.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Rectangle extends Point {
  readonly width: number;
  readonly height: number;
}

/** How many lines run over a label or box that is not theirs, plus how many labels lie on another label or a box. */
export function collisions(map: LaidOutMap): number {
  let count = 0;
  for (const arrow of map.arrows) {
    const foreign = [
      ...map.boxes.filter((box) => box.id !== arrow.from && box.id !== arrow.to),
      ...map.arrows.filter((other) => other !== arrow).map((other) => other.label),
    ];
    for (const rectangle of foreign) if (runsOver(arrow.points, rectangle)) count += 1;
    const others = [
      ...map.boxes,
      ...map.arrows.filter((other) => other !== arrow).map((other) => other.label),
    ];
    for (const rectangle of others) if (overlap(arrow.label, rectangle)) count += 1;
  }
  return count;
}

export function overlap(one: Rectangle, other: Rectangle): boolean {
  return (
    Math.abs(one.x - other.x) < (one.width + other.width) / 2 &&
    Math.abs(one.y - other.y) < (one.height + other.height) / 2
  );
}

function runsOver(points: readonly Point[], rectangle: Rectangle): boolean {
  return points.some((point, index) => {
    const next = points[index + 1];
    return next !== undefined && crosses(point, next, rectangle);
  });
}

/** Liang–Barsky: whether any part of the segment lies inside the rectangle. */
function crosses(from: Point, to: Point, { x, y, width, height }: Rectangle): boolean {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  let enter = 0;
  let leave = 1;
  const sides = [
    [-dx, from.x - (x - width / 2)],
    [dx, x + width / 2 - from.x],
    [-dy, from.y - (y - height / 2)],
    [dy, y + height / 2 - from.y],
  ] as const;
  for (const [direction, room] of sides) {
    if (direction === 0) {
      if (room <= 0) return false;
    } else if (direction < 0) {
      enter = Math.max(enter, room / direction);
    } else {
      leave = Math.min(leave, room / direction);
    }
  }
  return enter < leave;
}
