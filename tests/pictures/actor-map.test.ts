import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawActorMap } from '../../src/pictures/actor-map.ts';
import { collisions, overlap } from '../../src/pictures/actor-map-collisions.ts';
import { layOutMap } from '../../src/pictures/actor-map-layout.ts';
import { LIGHT_PALETTE } from '../../src/pictures/palette.ts';
import type { SvgNode } from '../../src/pictures/svg.ts';
import { arbitraryActorMap, mapOf } from './sample-map.ts';

const talks = mapOf(
  ['United States', 'Iran', 'Oman', 'Middle Eastern governments'],
  [
    ['Middle Eastern governments', 'pressed', 'United States'],
    ['United States', 'answered', 'Middle Eastern governments'],
    ['United States', 'negotiates with', 'Iran'],
    ['United States', 'rejected the proposal of', 'Iran'],
    ['Oman', 'hosts', 'United States'],
    ['Oman', 'hosts', 'Iran'],
  ],
);

describe('the actor map', () => {
  test('shows every actor and every relation once', () => {
    const texts = textsOf(drawActorMap(talks, { palette: LIGHT_PALETTE, maximumWidth: 680 }).root).join(' ');
    for (const { name } of talks.actors) expect(texts).toContain(name);
    expect(texts.match(/hosts/gu)).toHaveLength(2);
    expect(texts).toContain('negotiates with, rejected the');
  });

  test('of a few actors fits the width it is given, with nothing on top of anything', () => {
    const layout = layOutMap(talks, 680);
    expect(layout.width).toBeLessThanOrEqual(680);
    expect(collisions(layout)).toBe(0);
  });

  test('is taller rather than wider on a phone', () => {
    const wide = layOutMap(talks, 680);
    const narrow = layOutMap(talks, 320);
    expect(narrow.width).toBeLessThanOrEqual(wide.width);
  });

  test('shows actors without any relation too', () => {
    const lonely = mapOf(['Oman', 'Iran', 'Qatar'], []);
    expect(layOutMap(lonely, 680).boxes.map((box) => box.id)).toEqual(['Oman', 'Iran', 'Qatar']);
  });

  test('leaves out a relation to somebody who is not on the map', () => {
    const map = mapOf(['Oman', 'Iran'], [['Oman', 'hosts', 'nobody']]);
    expect(layOutMap(map, 680).arrows).toEqual([]);
  });

  test('keeps the label of a loop inside, where its box is the leftmost and smaller than the label', () => {
    const map = mapOf(
      ['!', 'a name of many words that breaks into lines'],
      [
        ['!', 'pressed', 'a name of many words that breaks into lines'],
        ['!', 'pressed', '!'],
      ],
    );
    for (const { label } of layOutMap(map, 320).arrows) {
      expect(label.x - label.width / 2).toBeGreaterThanOrEqual(0);
    }
  });

  test('of any actors lets no label cover a box, no box cover a box, and nothing leave the picture', () => {
    fc.assert(
      fc.property(arbitraryActorMap, fc.constantFrom(320, 680), (map, maximumWidth) => {
        const layout = layOutMap(map, maximumWidth);
        const labels = layout.arrows.map((arrow) => arrow.label);
        for (const [index, box] of layout.boxes.entries()) {
          for (const label of labels) expect(overlap(box, label)).toBe(false);
          for (const other of layout.boxes.slice(index + 1)) expect(overlap(box, other)).toBe(false);
        }
        for (const each of [...layout.boxes, ...labels]) {
          expect(each.x - each.width / 2).toBeGreaterThanOrEqual(0);
          expect(each.y - each.height / 2).toBeGreaterThanOrEqual(0);
          expect(each.x + each.width / 2).toBeLessThanOrEqual(layout.width);
          expect(each.y + each.height / 2).toBeLessThanOrEqual(layout.height);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('is the same picture each time', () => {
    fc.assert(
      fc.property(arbitraryActorMap, (map) => {
        const draw = () => drawActorMap(map, { palette: LIGHT_PALETTE, maximumWidth: 680 });
        expect(draw()).toEqual(draw());
      }),
      { numRuns: 10 },
    );
  });
});

function textsOf(node: SvgNode): readonly string[] {
  return node.children.flatMap((child) => (typeof child === 'string' ? [child] : textsOf(child)));
}
