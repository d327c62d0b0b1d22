import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Reply, text } from '../../src/reply.ts';
import { EchoDispatcher } from '../platforms/slack/set-up.ts';
import { arbitraryReply } from '../reply-arbitrary.ts';
import { platforms } from './platforms.ts';

const SINCE = Temporal.Instant.fromEpochMilliseconds(0);

function saying(words: string): Reply {
  return { tone: 'plain', blocks: [{ kind: 'text', spans: [text(words)] }] };
}

describe.each(platforms)('the platform $name (%$)', ({ name, open }) => {
  test('is connected once it has started', async () => {
    await using at = await open(new EchoDispatcher());
    expect(at.platform.name).toBe(name);
    expect(at.platform.health().state).toBe('connected');
    expect(at.platform.health().detail).not.toBe('');
  });

  test('hands a person’s words to the dispatcher and shows the answer', async () => {
    const dispatcher = new EchoDispatcher();
    await using at = await open(dispatcher);
    await at.ask('iran-talks outlook');
    await expect.poll(() => at.shown()).toContain('You asked: iran-talks outlook');
    expect(dispatcher.requests).toMatchObject([
      { input: { kind: 'words', words: 'iran-talks outlook' }, asker: { platform: name } },
    ]);
    const [request] = dispatcher.requests;
    expect(request?.asker.zone).not.toBe('');
    expect(request?.asker.person.name).not.toBe('');
  });

  test('posts a message that nobody asked for, and finds it by its key', async () => {
    await using at = await open(new EchoDispatcher());
    const outcome = await at.platform.post(
      at.target,
      saying('Nothing has changed since yesterday.'),
      'slot-1',
    );
    expect(outcome).toMatchObject({ kind: 'posted', messageId: expect.any(String) });
    expect(await at.shown()).toContain('Nothing has changed since yesterday.');
    const messageId = outcome.kind === 'posted' ? outcome.messageId : '';
    expect(await at.platform.findPosted(at.target, 'slot-1', SINCE)).toEqual({ kind: 'found', messageId });
    expect(await at.platform.findPosted(at.target, 'slot-2', SINCE)).toEqual({ kind: 'absent' });
  });

  test('posts any reply there can be', async () => {
    await using at = await open(new EchoDispatcher());
    const replies = fc.sample(arbitraryReply, { numRuns: 2, seed: 5 });
    for (const [index, reply] of replies.entries()) {
      expect(await at.platform.post(at.target, reply, `any-${index}`)).toMatchObject({ kind: 'posted' });
    }
  });

  test('refuses a place it cannot reach, with the remedy', async ({ skip }) => {
    await using at = await open(new EchoDispatcher());
    if (!at.nowhere) return skip('any place will do here');
    const outcome = await at.platform.post(at.nowhere, saying('Lost'), 'slot-1');
    expect(outcome).toMatchObject({ kind: 'refused', scope: 'target' });
    expect(outcome.kind === 'refused' && outcome.remedy).toMatch(/\w/u);
  });

  test('stops once the answer in flight is given, and can be stopped twice', async () => {
    const dispatcher = new EchoDispatcher();
    await using at = await open(dispatcher);
    const { promise, resolve } = Promise.withResolvers<void>();
    dispatcher.gate = promise;
    await at.ask('the last question');
    await expect.poll(() => dispatcher.requests.length).toBe(1);
    const stopped = at.platform.stop();
    resolve();
    await stopped;
    if (name !== 'web') expect(await at.shown()).toContain('You asked: the last question');
    expect(at.platform.health().state).toBe('stopped');
    await at.platform.stop();
  });

  test('gives an outcome for a message after the stop, whatever it is', async () => {
    await using at = await open(new EchoDispatcher());
    await at.platform.stop();
    expect(await at.platform.post(at.target, saying('Late'), 'late')).toHaveProperty('kind');
    expect(await at.platform.findPosted(at.target, 'late', SINCE)).toHaveProperty('kind');
  });
});
