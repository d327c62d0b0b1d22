import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collisions } from '../../src/pictures/actor-map-collisions.ts';
import { layOutMap } from '../../src/pictures/actor-map-layout.ts';
import { type CoreForTests, startCore } from '../shipped-core.ts';

describe('the maps of the shipped briefings', () => {
  let core: CoreForTests;

  beforeAll(async () => {
    core = await startCore();
  });

  afterAll(() => core?.end());

  test.each([
    ['iran-talks', 320],
    ['iran-talks', 680],
    ['gulf-leverage', 320],
    ['gulf-leverage', 680],
  ])('%s in %d pixels: nothing runs over anything', async (topic, width) => {
    const { reply } = await core.ask(`${topic} actors`);
    const map = reply.blocks.find((block) => block.kind === 'actor-map');
    if (!map) throw new Error(`${topic} shows no map`);
    expect(collisions(layOutMap(map, width))).toBe(0);
  });
});
