import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { slackConfig, slackVariables } from '../../../src/platforms/slack/settings.ts';

function read(env: Record<string, string>) {
  return slackConfig(slackVariables.parse(env));
}

const MANY = {
  SLACK_SIGNING_SECRET: 's',
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'c',
  SLACK_STATE_SECRET: 'x'.repeat(32),
  SLACK_ENCRYPTION_KEY: 'ab'.repeat(32),
  SLACK_PUBLIC_URL: 'https://bot.example',
};

test('nothing set means no Slack', () => {
  expect(read({})).toBeUndefined();
});

test('two tokens mean Socket Mode for one workspace', () => {
  expect(read({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' })).toMatchObject({
    intake: { kind: 'socket' },
    tokens: { kind: 'one' },
    apiUrl: 'https://slack.com/api/',
    host: '127.0.0.1',
    command: '/brief',
  });
});

test('a signing secret means HTTP, a client id many workspaces', () => {
  expect(read({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' })).toMatchObject({
    intake: { kind: 'http' },
  });
  expect(read(MANY)).toMatchObject({ intake: { kind: 'http' }, tokens: { kind: 'many' } });
});

test('who may use it is a list of ids', () => {
  const allowedTeams = ['T0ONE', 'E0ORG'];
  expect(read({ ...MANY, SLACK_ALLOWED_TEAMS: 'T0ONE, E0ORG' })).toMatchObject({ allowedTeams });
  expect(read(MANY)).not.toHaveProperty('allowedTeams');
});

describe('what is missing or contradicts is named', () => {
  test.each([
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_APP_TOKEN'],
    [{ SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN'],
    [{ ...MANY, SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_BOT_TOKEN and SLACK_CLIENT_ID'],
    [{ ...MANY, SLACK_STATE_SECRET: undefined }, 'SLACK_STATE_SECRET'],
    [{ ...MANY, SLACK_ENCRYPTION_KEY: undefined }, 'SLACK_ENCRYPTION_KEY'],
    [{ ...MANY, SLACK_PUBLIC_URL: undefined }, 'SLACK_PUBLIC_URL'],
  ])('%#', (env, name) => {
    expect(() => read(JSON.parse(JSON.stringify(env)))).toThrow(UserError);
    expect(() => read(JSON.parse(JSON.stringify(env)))).toThrow(name);
  });

  test.each([
    ['SLACK_BOT_TOKEN', 'xapp-1'],
    ['SLACK_APP_TOKEN', 'xoxb-1'],
    ['SLACK_ENCRYPTION_KEY', 'short'],
    ['SLACK_API_URL', 'slack.com'],
    ['SLACK_PUBLIC_URL', 'http://bot.example'],
    ['SLACK_COMMAND', 'brief'],
    ['SLACK_ALLOWED_TEAMS', 'our-team'],
    ['SLACK_ALLOWED_TEAMS', 'T0ONE,,T0TWO'],
  ])('%s does not take %s', (name, value) => {
    expect(slackVariables.safeParse({ [name]: value }).success).toBe(false);
  });
});
