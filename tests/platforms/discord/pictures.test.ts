import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createMessageMaker } from '../../../src/platforms/discord/rendering/messages.ts';
import { drawPicture } from '../../../src/platforms/discord/rendering/pictures.ts';
import { type ActorMap, text } from '../../../src/reply.ts';

const map: ActorMap = {
  kind: 'actor-map',
  title: 'Who stands where',
  actors: [
    { id: 'oman', name: 'Oman' },
    { id: 'iran', name: 'ایران <&>' },
  ],
  relations: [{ from: 'oman', to: 'iran', label: 'hosts' }],
  alternative: [[text('Oman hosts Iran.')]],
};
const PNG = '89504e470d0a1a0a';

describe('pictures', () => {
  it('are drawn as PNG without any typeface of the machine, and always alike', async () => {
    const picture = { block: map, alternative: '' };
    const drawn = await drawPicture(picture);
    expect(drawn.subarray(0, 8).toString('hex')).toBe(PNG);
    expect(drawn.equals(await drawPicture(picture))).toBe(true);
    const unnamed = { ...map, actors: map.actors.map((actor) => ({ ...actor, name: ' ' })) };
    expect(drawn.equals(await drawPicture({ block: unnamed, alternative: '' }))).toBe(false);
  });

  it('come with what they show in words, and the message refers to them', async () => {
    const maker = createMessageMaker(new Set(), pino({ level: 'silent' }));
    const [message] = await maker.make({ tone: 'plain', blocks: [map] }, { isPrivate: true, maximum: 1 });
    expect(message?.files.map(({ name, description }) => ({ name, description }))).toEqual([
      {
        name: 'actor-map-1.png',
        description: 'Who stands where: a map of 2 actors; what it shows is written below it',
      },
    ]);
    expect(message?.embeds[0]?.image?.url).toBe('attachment://actor-map-1.png');
  });
});
