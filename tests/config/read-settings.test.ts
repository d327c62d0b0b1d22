import { expect, test } from 'vitest';
import { readSettings } from '../../src/config/read-settings.ts';
import { discordVariables } from '../../src/platforms/discord/settings.ts';
import { slackVariables } from '../../src/platforms/slack/settings.ts';

test('a part of the settings is read as the whole is: what is blank counts as not set', () => {
  expect(readSettings(slackVariables, { SLACK_BOT_TOKEN: '  ', SLACK_PORT: '' })).toMatchObject({
    SLACK_PORT: 3100,
  });
  expect(readSettings(discordVariables, { DISCORD_TOKEN: ' ' })).not.toHaveProperty('DISCORD_TOKEN');
});

test('every wrong one is named, and no secret is repeated', () => {
  const read = () => readSettings(slackVariables, { SLACK_BOT_TOKEN: 'hunter2', SLACK_COMMAND: 'brief' });
  expect(read).toThrow(/SLACK_BOT_TOKEN: expected .*\n.*SLACK_COMMAND: expected .*; found “brief”/);
  expect(read).not.toThrow(/hunter2/);
});
