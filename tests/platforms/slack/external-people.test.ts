import { expect, test } from 'vitest';
import { createAdmission } from '../../../src/platforms/slack/workspaces/admission.ts';
import { createOneWorkspace } from '../../../src/platforms/slack/workspaces/one-workspace.ts';
import { setUp } from './set-up.ts';

const MENTION = { type: 'app_mention', channel: 'C0GENERAL', text: '<@U0RAPPORT> what does Oman want?' };

test('in a shared channel people of a workspace that is not on the list get no answer; the others do', async () => {
  await using at = await setUp('http', { config: { allowedTeams: ['T0STANDIN', 'T0PARTNER'] } });
  await at.slack.event({ ...MENTION, user: 'U0EVE', ts: '100.1', user_team: 'T0OTHER' });
  await at.slack.event({ ...MENTION, user: 'U0EVE', ts: '100.2', source_team: 'T0OTHER' });
  await at.slack.event({ ...MENTION, user: 'U0BEN', ts: '100.3', user_team: 'T0PARTNER' });
  await at.slack.event({ ...MENTION, user: 'U0ANN', ts: '100.4', user_team: 'T0STANDIN' });
  await at.slack.until(() => at.slack.workspace.messages.length === 2);
  await at.platform.stop();
  expect(at.dispatcher.requests.map(({ asker }) => asker.thread).toSorted()).toEqual(['100.3', '100.4']);
});

test('nor does what they press, which is acknowledged all the same', async () => {
  await using at = await setUp('http', { config: { allowedTeams: ['T0STANDIN'] } });
  const button = { action_id: 'run:below', value: 'list' };
  const on = { channel: 'C0GENERAL', ts: '100.1', ephemeral: false };
  expect((await at.slack.press(button, on, 'U0EVE', 'T0OTHER')).status).toBe(200);
  await at.slack.press(button, on, 'U0ANN');
  await at.slack.until(() => at.slack.workspace.messages.length === 1);
  await at.platform.stop();
  expect(at.dispatcher.requests.map(({ asker }) => asker.person.id)).toEqual(['U0ANN']);
});

test('without a list everybody in a shared channel is answered', async () => {
  await using at = await setUp('http');
  await at.slack.event({ ...MENTION, user: 'U0EVE', ts: '100.1', user_team: 'T0OTHER' });
  await at.slack.until(() => at.slack.workspace.messages.length === 1);
});

test('a listed organisation does not let in a workspace that is not of it', async () => {
  const workspaces = createOneWorkspace({
    authorization: { botToken: 'xoxb-1', botId: 'B0', botUserId: 'U0' },
    own: { teamId: 'T0OWN', enterpriseId: 'E0ORG' },
    admission: createAdmission(['E0ORG']),
  });
  await expect(workspaces.authorize({ teamId: 'T0OTHER' })).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(workspaces.authorize({ teamId: 'T0OWN' })).resolves.toMatchObject({ botToken: 'xoxb-1' });
});
