import { afterEach, expect, test } from 'vitest';
import { slashData } from '../../standins/discord/interactions.ts';
import type { ShownInteraction, ShownMessage } from '../../standins/discord/shown.ts';
import { WORLD } from '../../standins/discord/world.ts';
import { type Running, running, says } from './running.ts';

/** Nobody has heard of this person. */
const STRANGER = '400000000000000009';

let it_: Running;
afterEach(() => it_.close());

async function start(...allowedGuilds: string[]): Promise<Running> {
  it_ = await running(allowedGuilds.length === 0 ? {} : { config: { allowedGuilds } });
  return it_;
}

async function answered(interaction: ShownInteraction): Promise<ShownMessage> {
  return await it_.discord.until(() => interaction.messages.find((each) => !each.waiting && !each.deleted));
}

function slash(scene: Parameters<Running['discord']['interact']>[2] = {}): ShownInteraction {
  return it_.discord.interact(2, slashData('show', { topic: 'iran-talks' }), scene);
}

async function postedIn(channelId: string): Promise<ShownMessage> {
  return await it_.discord.until(() => it_.discord.messages.find((each) => each.channelId === channelId));
}

const lookUps = () => it_.discord.requests.filter(({ path }) => path.includes('/members/'));

test('a server on the list is answered', async () => {
  await start(WORLD.otherGuildId, WORLD.guildId);
  expect((await answered(slash())).request.content).toContain('You asked: show');
  expect(it_.platform.health().detail).not.toContain('any server may');
  expect(lookUps()).toEqual([]);
});

test('any other is told in private, and learns nothing', async () => {
  await start(WORLD.guildId);
  const message = await answered(slash({ where: 'foreign-guild' }));
  expect(message.ephemeral).toBe(true);
  expect(JSON.stringify(message.request)).toContain('not meant for this place');
  const typing = it_.discord.interact(4, slashData('show', { topic: 'ir' }, 'topic'), {
    where: 'foreign-guild',
  });
  await it_.discord.until(() => typing.callbacks.length > 0);
  expect(typing.data[0]).toEqual({ choices: [] });
  expect([it_.dispatcher.asked, it_.dispatcher.completions]).toEqual([[], []]);
});

test('who mentions it there is told directly, not before everybody', async () => {
  await start(WORLD.otherGuildId);
  it_.discord.say(`<@${WORLD.botId}> list`, { mention: true });
  const message = await postedIn(WORLD.direct);
  expect(JSON.stringify(message.request)).toContain('not meant for this place');
  expect(it_.discord.messages).toHaveLength(1);
  expect(it_.dispatcher.asked).toEqual([]);
});

test('directly it answers the members of a server on the list, looked up once', async () => {
  await start(WORLD.otherGuildId, WORLD.guildId);
  it_.discord.say('iran-talks', { channelId: WORLD.direct });
  expect((await postedIn(WORLD.direct)).request.content).toBe('You asked: iran-talks');
  for (const where of ['direct', 'private'] as const)
    expect((await answered(slash({ where }))).request.content).toContain('You asked');
  expect(lookUps()).toHaveLength(2);
});

test('and nobody else, wherever they have it installed', async () => {
  await start(WORLD.guildId);
  for (const where of ['direct', 'private'] as const) {
    const message = await answered(slash({ where, person: STRANGER }));
    expect(JSON.stringify(message.request)).toContain('not meant for this place');
  }
  expect(it_.dispatcher.asked).toEqual([]);
});

test('while Discord does not tell, nobody is let in, and the next question asks again', async () => {
  await start(WORLD.guildId);
  it_.discord.prepare('GET', /\/members\//, { kind: 'status', status: 400 });
  const message = await answered(slash({ where: 'direct' }));
  expect(JSON.stringify(message.request)).toContain('Try again in a moment');
  expect((await answered(slash({ where: 'direct' }))).request.content).toContain('You asked');
});

test('digests go to servers on the list, and to their members, alone', async () => {
  await start(WORLD.guildId);
  const post = (workspace: string, channel: string) =>
    it_.platform.post({ workspace, channel }, says('Digest'), `digest-${workspace}-1`);
  expect(await post(WORLD.guildId, WORLD.general)).toMatchObject({ kind: 'posted' });
  expect(await post(WORLD.person, WORLD.direct)).toMatchObject({ kind: 'posted' });
  for (const elsewhere of [WORLD.otherGuildId, STRANGER])
    expect(await post(elsewhere, WORLD.general)).toMatchObject({
      kind: 'refused',
      remedy: expect.stringMatching(/DISCORD_ALLOWED_GUILDS\.$/u),
    });
});

test('without a list everybody is answered, and the start says so', async () => {
  await start();
  expect((await answered(slash({ where: 'direct', person: STRANGER }))).request.content).toContain(
    'You asked',
  );
  expect(it_.platform.health().detail).toContain('any server may');
  expect(lookUps()).toEqual([]);
});
