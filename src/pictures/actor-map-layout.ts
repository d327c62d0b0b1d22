import { graphlib, layout } from '@dagrejs/dagre';
import type { ActorMap } from '../reply.ts';
import { collisions } from './actor-map-collisions.ts';
import { lineHeight, MAP_SIZES } from './actor-map-sizes.ts';
import type { LaidOutMap, Lettered } from './laid-out-map.ts';
import { lineWidth, wrapText } from './lettering.ts';

type Unplaced = Omit<Lettered, 'x' | 'y'>;

const DIRECTIONS = ['LR', 'TB'] as const;

/** The ways in which dagre can decide who stands in which row; the first is usually the best. */
const RANKERS = ['network-simplex', 'tight-tree', 'longest-path'] as const;

/** Dagre breaks ties by the order in which it hears of boxes and lines, and knows two ways to break a circle. */
const ORDERS = ['given', 'reversed'] as const;
const CIRCLES = ['depth-first', 'greedy'] as const;

interface Arrangement {
  readonly direction: (typeof DIRECTIONS)[number];
  readonly ranker: (typeof RANKERS)[number];
  readonly order: (typeof ORDERS)[number];
  readonly circles: (typeof CIRCLES)[number];
}

/** In the order in which they are tried, those that usually do first; two directions of each. */
const ARRANGEMENTS: readonly (readonly Arrangement[])[] = CIRCLES.flatMap((circles) =>
  ORDERS.flatMap((order) =>
    RANKERS.map((ranker) => DIRECTIONS.map((direction) => ({ direction, ranker, order, circles }))),
  ),
);

interface Candidate {
  readonly layout: LaidOutMap;
  /** By how many pixels it is too wide. */
  readonly over: number;
  readonly collisions: number;
}

/** The best of a few arrangements: one that fits, then one where little runs over other things, then the lowest. */
export function layOutMap(map: ActorMap, maximumWidth: number): LaidOutMap {
  let best: Candidate | undefined;
  for (const directions of ARRANGEMENTS) {
    for (const arrangement of directions) {
      const layout = arrange(map, arrangement, maximumWidth);
      const over = Math.max(0, layout.width - maximumWidth);
      const candidate = { layout, over, collisions: collisions(layout) };
      if (!best || isBetter(candidate, best)) best = candidate;
    }
    if (best && best.over === 0 && best.collisions === 0) break;
  }
  if (!best) throw new Error('no arrangement to choose from');
  return best.layout;
}

function isBetter(candidate: Candidate, best: Candidate): boolean {
  const difference =
    candidate.over - best.over ||
    candidate.collisions - best.collisions ||
    candidate.layout.height - best.layout.height;
  return difference < 0;
}

/** Dagre gives each label a place of its own, between the rows of boxes. */
function arrange(
  map: ActorMap,
  { direction, ranker, order, circles }: Arrangement,
  maximumWidth: number,
): LaidOutMap {
  const widths = widthsFor(maximumWidth);
  const boxes = new Map(map.actors.map((actor) => [actor.id, boxOf(actor.name, widths.name)]));
  const edges = joinedRelations(map).filter((edge) => boxes.has(edge.from) && boxes.has(edge.to));
  const connected = new Set(edges.flatMap((edge) => [edge.from, edge.to]));

  const graph = new graphlib.Graph({ multigraph: false });
  graph.setGraph({
    rankdir: direction,
    ranker,
    ...(circles === 'greedy' ? { acyclicer: 'greedy' as const } : {}),
    nodesep: widths.betweenBoxes,
    edgesep: widths.betweenLines,
    ranksep: MAP_SIZES.betweenRanks,
    marginx: MAP_SIZES.margin,
    marginy: MAP_SIZES.margin,
  });
  for (const [id, box] of inOrder([...boxes], order)) {
    if (connected.has(id)) graph.setNode(nodeOf(id), { width: box.width, height: box.height });
  }
  const labels = edges.map((edge) => ({ ...edge, label: labelOf(edge.labels, widths.label) }));
  for (const { from, to, label } of inOrder(labels, order)) {
    graph.setEdge(nodeOf(from), nodeOf(to), { width: label.width, height: label.height, labelpos: 'c' });
  }
  if (connected.size > 0) layout(graph);

  const placed = [...boxes].flatMap(([id, box]) => {
    if (!connected.has(id)) return [];
    const node = graph.node(nodeOf(id));
    return [{ id, ...box, x: node.x ?? 0, y: node.y ?? 0 }];
  });
  const arrows = labels.map(({ from, to, label }) => {
    const edge = graph.edge(nodeOf(from), nodeOf(to));
    return {
      from,
      to,
      points: edge.points ?? [],
      label: { ...label, x: edge.x ?? 0, y: edge.y ?? 0 },
    };
  });
  const alone = [...boxes].filter(([id]) => !connected.has(id));
  return withUnrelated(alone, framed(placed, arrows), maximumWidth);
}

function inOrder<T>(items: readonly T[], order: (typeof ORDERS)[number]): readonly T[] {
  return order === 'given' ? items : items.toReversed();
}

/** Dagre's own nodes have names too, and it keeps all of them in plain objects: `constructor` would not be found new. */
function nodeOf(actorId: string): string {
  return `actor ${actorId}`;
}

/** Dagre keeps room for boxes and bends; a label at a rim may need more, on any side: that of a loop lies outside. */
function framed(boxes: LaidOutMap['boxes'], arrows: LaidOutMap['arrows']): LaidOutMap {
  const { margin } = MAP_SIZES;
  const points = arrows.flatMap((arrow) => arrow.points.map((point) => ({ ...point, width: 0, height: 0 })));
  const rectangles = [...boxes, ...arrows.map((arrow) => arrow.label), ...points];
  const shift = {
    x: Math.max(0, ...rectangles.map((each) => margin + each.width / 2 - each.x)),
    y: Math.max(0, ...rectangles.map((each) => margin + each.height / 2 - each.y)),
  };
  const moved = <T extends { readonly x: number; readonly y: number }>(each: T): T => ({
    ...each,
    x: each.x + shift.x,
    y: each.y + shift.y,
  });
  return {
    width: Math.max(0, ...rectangles.map((each) => each.x + each.width / 2)) + shift.x + margin,
    height: Math.max(0, ...rectangles.map((each) => each.y + each.height / 2)) + shift.y + margin,
    boxes: boxes.map(moved),
    arrows: arrows.map((arrow) => ({ ...arrow, points: arrow.points.map(moved), label: moved(arrow.label) })),
  };
}

/** Several relations in one direction share a line; its label names each once. */
function joinedRelations(map: ActorMap) {
  const joined = new Map<string, { from: string; to: string; labels: string[] }>();
  for (const { from, to, label } of map.relations) {
    const key = JSON.stringify([from, to]);
    const edge = joined.get(key) ?? { from, to, labels: [] };
    if (!edge.labels.includes(label)) edge.labels.push(label);
    joined.set(key, edge);
  }
  return [...joined.values()];
}

/** Actors without a relation stand in rows below the others. */
function withUnrelated(
  alone: readonly (readonly [string, Unplaced])[],
  map: LaidOutMap,
  maximumWidth: number,
): LaidOutMap {
  const { margin, betweenBoxes } = MAP_SIZES;
  const widest = Math.max(map.width, maximumWidth);
  const boxes = [...map.boxes];
  let { width } = map;
  let left = margin;
  let top = map.height > margin ? map.height + betweenBoxes / 2 : margin;
  let rowHeight = 0;
  for (const [id, box] of alone) {
    if (left > margin && left + box.width + margin > widest) {
      left = margin;
      top += rowHeight + betweenBoxes / 2;
      rowHeight = 0;
    }
    boxes.push({ id, ...box, x: left + box.width / 2, y: top + box.height / 2 });
    left += box.width + betweenBoxes / 2;
    rowHeight = Math.max(rowHeight, box.height);
    width = Math.max(width, left - betweenBoxes / 2 + margin);
  }
  const height = alone.length > 0 ? top + rowHeight + margin : map.height;
  return { ...map, boxes, width, height };
}

/** On a narrow picture names and labels break sooner and stand closer, so that it need not be scaled down. */
function widthsFor(maximumWidth: number) {
  const { name, label } = MAP_SIZES.lineWidths;
  const room = Math.min(1, maximumWidth / MAP_SIZES.roomyFrom);
  const between = (least: number, most: number) => Math.min(most, Math.max(least, maximumWidth / 4.5));
  return {
    name: between(name.least, name.most),
    label: between(label.least, label.most),
    betweenBoxes: MAP_SIZES.betweenBoxes * room,
    betweenLines: MAP_SIZES.betweenLines * room,
  };
}

function boxOf(name: string, nameWidth: number): Unplaced {
  const { nameSize, boxPaddingX, boxPaddingY } = MAP_SIZES;
  return lettered(wrapText(name, nameSize, nameWidth), nameSize, boxPaddingX, boxPaddingY);
}

function labelOf(labels: readonly string[], labelWidth: number): Unplaced {
  const { labelSize, labelPaddingX, labelPaddingY } = MAP_SIZES;
  const lines = labels.flatMap((label, index) =>
    wrapText(index < labels.length - 1 ? `${label},` : label, labelSize, labelWidth),
  );
  return lettered(lines, labelSize, labelPaddingX, labelPaddingY);
}

function lettered(lines: readonly string[], size: number, paddingX: number, paddingY: number): Unplaced {
  return {
    lines,
    width: Math.max(...lines.map((line) => lineWidth(line, size))) + 2 * paddingX,
    height: lines.length * lineHeight(size) + 2 * paddingY,
  };
}
