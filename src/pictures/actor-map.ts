import type { ActorMap } from '../reply.ts';
import { layOutMap } from './actor-map-layout.ts';
import { lineHeight, MAP_SIZES } from './actor-map-sizes.ts';
import type { LaidOutMap } from './laid-out-map.ts';
import type { Palette } from './palette.ts';
import { type Picture, picture, rounded, type SvgNode, svg } from './svg.ts';

/**
 * Draws who stands in which relation to whom. The same block always gives the same picture.
 * @param maximumWidth in pixels; exceeded only where no arrangement fits
 */
export function drawActorMap(
  map: ActorMap,
  options: { readonly palette: Palette; readonly maximumWidth: number },
): Picture {
  const { palette, maximumWidth } = options;
  const layout = layOutMap(map, maximumWidth);
  return picture(layout, map.title, palette.font, [
    ...(palette.background
      ? [svg('rect', { width: layout.width, height: layout.height, fill: palette.background })]
      : []),
    ...layout.arrows.map((arrow) => line(arrow, palette)),
    ...layout.boxes.map((box) => boxNode(box, palette)),
    ...layout.arrows.map((arrow) => labelNode(arrow, palette)),
  ]);
}

function boxNode(box: LaidOutMap['boxes'][number], palette: Palette): SvgNode {
  const top = box.y - box.height / 2;
  return svg('g', {}, [
    svg('rect', {
      x: rounded(box.x - box.width / 2),
      y: rounded(top),
      width: rounded(box.width),
      height: rounded(box.height),
      rx: MAP_SIZES.boxRadius,
      fill: palette.box,
      stroke: palette.boxLine,
    }),
    ...textLines(box.lines, box.x, box.y, MAP_SIZES.nameSize, {
      fill: palette.text,
      'font-weight': 600,
    }),
  ]);
}

function labelNode(arrow: LaidOutMap['arrows'][number], palette: Palette): SvgNode {
  const { label } = arrow;
  return svg('g', {}, [
    svg('rect', {
      x: rounded(label.x - label.width / 2),
      y: rounded(label.y - label.height / 2),
      width: rounded(label.width),
      height: rounded(label.height),
      rx: 4,
      fill: palette.surface,
    }),
    ...textLines(label.lines, label.x, label.y, MAP_SIZES.labelSize, { fill: palette.quiet }),
  ]);
}

function textLines(
  lines: readonly string[],
  x: number,
  y: number,
  fontSize: number,
  attributes: SvgNode['attributes'],
): readonly SvgNode[] {
  const height = lineHeight(fontSize);
  // The baseline of a sans-serif line sits about a third of the letter size below the line's middle.
  const first = y - ((lines.length - 1) * height) / 2 + fontSize * 0.35;
  return lines.map((content, index) =>
    svg(
      'text',
      {
        x: rounded(x),
        y: rounded(first + index * height),
        'text-anchor': 'middle',
        'font-size': fontSize,
        ...attributes,
      },
      [content],
    ),
  );
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A line with rounded bends and a head, drawn out: markers need document-wide ids. */
function line(arrow: LaidOutMap['arrows'][number], palette: Palette): SvgNode {
  const points = arrow.points;
  const end = points.at(-1);
  const beforeEnd = points.at(-2);
  if (!end || !beforeEnd) return svg('g', {});
  return svg('g', {}, [
    svg('path', { d: roundedPath(points), fill: 'none', stroke: palette.line, 'stroke-width': 1.5 }),
    svg('path', { d: arrowHead(beforeEnd, end), fill: palette.line }),
  ]);
}

function roundedPath(points: readonly Point[]): string {
  const parts: string[] = [];
  for (const [index, point] of points.entries()) {
    const before = points[index - 1];
    const after = points[index + 1];
    if (!before) {
      parts.push(`M${at(point)}`);
    } else if (!after) {
      parts.push(`L${at(point)}`);
    } else {
      parts.push(`L${at(towards(point, before, bend(point, before)))}`);
      parts.push(`Q${at(point)} ${at(towards(point, after, bend(point, after)))}`);
    }
  }
  return parts.join('');
}

function bend(from: Point, to: Point): number {
  return Math.min(MAP_SIZES.bendRadius, distance(from, to) / 2);
}

function arrowHead(from: Point, tip: Point): string {
  const { headLength, headWidth } = MAP_SIZES;
  const base = towards(tip, from, headLength);
  const length = distance(from, tip) || 1;
  const sideways = {
    x: (-(tip.y - from.y) / length) * (headWidth / 2),
    y: ((tip.x - from.x) / length) * (headWidth / 2),
  };
  const left = { x: base.x + sideways.x, y: base.y + sideways.y };
  const right = { x: base.x - sideways.x, y: base.y - sideways.y };
  return `M${at(tip)}L${at(left)}L${at(right)}Z`;
}

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to) || 1;
  return { x: from.x + ((to.x - from.x) / length) * by, y: from.y + ((to.y - from.y) / length) * by };
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

function at(point: Point): string {
  return `${rounded(point.x)} ${rounded(point.y)}`;
}
