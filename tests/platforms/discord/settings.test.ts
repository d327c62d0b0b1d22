import { describe, expect, it } from 'vitest';
import { discordConfig, discordVariables } from '../../../src/platforms/discord/settings.ts';

const read = (env: Readonly<Record<string, string>>) => discordConfig(discordVariables.parse(env), 'private');
const ID = '100000000000000001';

describe('the settings of Discord', () => {
  it('are off without a token and an application', () => {
    expect(read({})).toBeUndefined();
  });

  it('name what is missing when half is set', () => {
    expect(() => read({ DISCORD_TOKEN: 'x.y.z' })).toThrow('DISCORD_APPLICATION_ID is not set');
    expect(() => read({ DISCORD_APPLICATION_ID: ID })).toThrow('DISCORD_TOKEN is not set');
  });

  it('read the servers that it is for as a list of ids', () => {
    const set = { DISCORD_TOKEN: 't', DISCORD_APPLICATION_ID: ID };
    const other = '200000000000000002';
    expect(read({ ...set, DISCORD_ALLOWED_GUILDS: `${ID},${other}` })?.allowedGuilds).toEqual([ID, other]);
    expect(read(set)).not.toHaveProperty('allowedGuilds');
    for (const wrong of ['my server', `${ID};${other}`, `${ID},`])
      expect(discordVariables.safeParse({ DISCORD_ALLOWED_GUILDS: wrong }).success).toBe(false);
  });

  it('read connections as ids and total', () => {
    expect(read({ DISCORD_TOKEN: 't', DISCORD_APPLICATION_ID: ID, DISCORD_SHARDS: '0,1/4' })?.shards).toEqual(
      {
        ids: [0, 1],
        total: 4,
      },
    );
    expect(read({ DISCORD_TOKEN: 't', DISCORD_APPLICATION_ID: ID })).not.toHaveProperty('shards');
    expect(discordVariables.safeParse({ DISCORD_SHARDS: '5/4' }).success).toBe(false);
  });
});
