import { describe, expect, test } from 'vitest';
import { eventually, recordingResponseTimes } from '../recording-response-times.ts';
import { setUp } from './set-up.ts';

const BOT = 'U0RAPPORT';

describe('how long people wait', () => {
  test.each(['socket', 'http'] as const)('is measured from arrival to answer, over %s', async (intake) => {
    const { responseTimes, told } = recordingResponseTimes();
    await using at = await setUp(intake, { responseTimes });
    await at.slack.command('iran-talks');
    await eventually(() => expect(told).toEqual(['arrived', 'acknowledged', 'answered']));
  });

  test('is measured for mentions too', async () => {
    const { responseTimes, told } = recordingResponseTimes();
    await using at = await setUp('socket', { responseTimes });
    await at.slack.event({
      type: 'app_mention',
      channel: 'C0GENERAL',
      user: 'U0ANN',
      text: `<@${BOT}> who hosts?`,
      ts: '100.1',
    });
    await eventually(() => expect(told.toSorted()).toEqual(['acknowledged', 'answered', 'arrived']));
  });

  test('counts what Slack makes a message wait, and our own pace', async () => {
    const { responseTimes, told } = recordingResponseTimes();
    await using at = await setUp('socket', { responseTimes });
    const target = { workspace: 'T0STANDIN', channel: 'C0GENERAL' };
    const reply = { tone: 'plain', blocks: [] } as const;
    at.slack.faults.next('chat.postMessage', { kind: 'limited', seconds: 30 });
    expect(await at.platform.post(target, reply, 'digest-1')).toMatchObject({ kind: 'limited' });
    expect(told).toEqual(['limited 30000']);
    expect(await at.platform.post(target, reply, 'digest-2')).toMatchObject({ kind: 'limited' });
    expect(told).toHaveLength(2);
  });
});

describe('signs of life', () => {
  let now = Temporal.Instant.from('2026-02-05T08:00:00Z');
  const clock = () => now;

  test('a connection shows life when it is made, and whenever anything is heard, be it a ping', async () => {
    await using at = await setUp('socket', { now: clock });
    expect(at.platform.health()).toMatchObject({ state: 'connected', aliveAt: now });
    now = now.add({ minutes: 1 });
    for (const socket of at.slack.sockets) socket.ping();
    await eventually(() => expect(at.platform.health().aliveAt).toEqual(now));
    now = now.add({ minutes: 1 });
    await at.slack.command('iran-talks');
    await eventually(() => expect(at.platform.health().aliveAt).toEqual(now));
  });

  test('so do attempts to connect again, while Slack is away', async () => {
    await using at = await setUp('socket', { now: clock });
    const broken = { kind: 'broken', done: false } as const;
    at.slack.faults.next('apps.connections.open', broken, broken, broken, broken);
    at.slack.disconnect('cut');
    await at.slack.until(() => at.slack.sockets.size === 0);
    now = now.add({ minutes: 1 });
    await eventually(() =>
      expect(at.platform.health()).toMatchObject({ state: 'disconnected', aliveAt: now }),
    );
    await at.slack.until(() => at.slack.sockets.size === 2);
  });

  test('a token that was revoked ends all trying, and with it what could be called silence', async () => {
    await using at = await setUp('socket', { now: clock });
    const revoked = { kind: 'declined', code: 'token_revoked' } as const;
    at.slack.faults.next('apps.connections.open', revoked, revoked);
    at.slack.disconnect('link_disabled');
    await eventually(() => {
      expect(at.platform.health()).toMatchObject({ state: 'disconnected' });
      expect(at.platform.health()).not.toHaveProperty('aliveAt');
    });
  });

  test('over HTTP, where Slack comes to us, there are none', async () => {
    await using at = await setUp('http');
    expect(at.platform.health()).not.toHaveProperty('aliveAt');
  });
});
