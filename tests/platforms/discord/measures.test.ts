import { afterEach, describe, expect, it } from 'vitest';
import { slashData } from '../../standins/discord/interactions.ts';
import { WORLD } from '../../standins/discord/world.ts';
import { eventually, recordingResponseTimes } from '../recording-response-times.ts';
import { type Running, running } from './running.ts';

let started: Running | undefined;
afterEach(async () => {
  await started?.close();
  started = undefined;
});

describe('how long people wait', () => {
  it('is measured from arrival to answer', async () => {
    const { responseTimes, told } = recordingResponseTimes();
    started = await running({ responseTimes });
    started.discord.interact(2, slashData('list', {}));
    await eventually(() => expect(told).toEqual(['arrived', 'acknowledged', 'answered']));
  });

  it('is acknowledged before an answer that takes its time', async () => {
    const { responseTimes, told } = recordingResponseTimes();
    started = await running({ responseTimes });
    const released = Promise.withResolvers<void>();
    started.dispatcher.respond = async () => {
      await released.promise;
      return {};
    };
    started.discord.interact(2, slashData('list', {}));
    await eventually(() => expect(told).toEqual(['arrived', 'acknowledged']));
    released.resolve();
    await eventually(() => expect(told).toEqual(['arrived', 'acknowledged', 'answered']));
  });

  it('is measured for messages, which need no acknowledgement', async () => {
    const { responseTimes, told } = recordingResponseTimes();
    started = await running({ responseTimes });
    started.discord.say('who hosts?', { channelId: WORLD.direct });
    await eventually(() => expect(told).toEqual(['arrived', 'answered']));
  });
});

describe('signs of life', () => {
  const start = Temporal.Instant.from('2026-02-05T08:00:00Z');

  it('are there from the first attempt on, and with each heartbeat that is answered', async () => {
    let now = start;
    const beatOften = (discord: Running['discord']) => {
      discord.gateway.heartbeatInterval = 50;
    };
    started = await running({ prepare: beatOften, now: () => now });
    expect(started.platform.health()).toMatchObject({ state: 'connected', aliveAt: start });
    now = start.add({ minutes: 1 });
    await eventually(() => expect(started?.platform.health().aliveAt).toEqual(now));
  });

  it('end when Discord refuses for good: that is no silence', async () => {
    started = await running({ now: () => start });
    started.discord.gateway.closeAll(4004);
    await eventually(() => {
      expect(started?.platform.health()).toMatchObject({ state: 'disconnected' });
      expect(started?.platform.health()).not.toHaveProperty('aliveAt');
    });
  });
});
