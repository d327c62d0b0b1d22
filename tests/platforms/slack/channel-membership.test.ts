import { describe, expect, test } from 'vitest';
import type { CannotPost } from '../../../src/dispatch/dispatcher.ts';
import { BOT_SCOPES } from '../../../src/platforms/slack/registration/scopes.ts';
import type { Fault } from '../../standins/slack/faults.ts';
import { BOT_TOKEN } from '../../standins/slack/slack.ts';
import { type SetUp, setUp } from './set-up.ts';

/** What the dispatcher learns that wants to post in the channel where `/brief subscribe` was typed. */
async function hindranceIn(at: SetUp, channel: string): Promise<CannotPost | undefined> {
  await at.slack.command('subscribe', { channel });
  await at.slack.until(() => at.dispatcher.requests.length === 1);
  return await at.dispatcher.requests[0]?.asker.cannotPost?.();
}

describe('before a digest is promised', () => {
  test('a channel without the bot says how to invite it', async () => {
    await using at = await setUp();
    expect(await hindranceIn(at, 'C0ELSEWHERE')).toEqual({
      reason: 'Rapporteur is not in this channel, so no digest could be posted here.',
      remedy: 'Type /invite @Rapporteur here, then try again.',
    });
  });

  test('so does a private one, of which Slack tells those outside nothing', async () => {
    await using at = await setUp();
    at.slack.workspace.privateChannels.add('C0PRIVATE');
    expect(await hindranceIn(at, 'C0PRIVATE')).toMatchObject({
      remedy: 'Type /invite @Rapporteur here, then try again.',
    });
  });

  test.each(['C0GENERAL', 'D0ANN'])('nothing stands in the way in %s', async (channel) => {
    await using at = await setUp();
    expect(await hindranceIn(at, channel)).toBeUndefined();
  });

  test('a public channel needs no invitation where the app may post in all of them', async () => {
    await using at = await setUp();
    at.slack.workspace.tokens.set(BOT_TOKEN, [...BOT_SCOPES.map(({ scope }) => scope), 'chat:write.public']);
    expect(await hindranceIn(at, 'C0ELSEWHERE')).toBeUndefined();
  });

  const faults: readonly Fault[] = [
    { kind: 'limited', seconds: 60 },
    { kind: 'declined', code: 'missing_scope', needed: 'channels:read' },
    { kind: 'broken', done: false },
    { kind: 'reset', done: false },
  ];
  test.each(faults)('a look-up that fails keeps nobody from anything: $kind', async (fault) => {
    await using at = await setUp();
    at.slack.faults.next('conversations.info', fault);
    expect(await hindranceIn(at, 'C0ELSEWHERE')).toBeUndefined();
  });

  test('nothing is looked up for other questions', async () => {
    await using at = await setUp();
    await at.slack.command('iran-talks', { channel: 'C0ELSEWHERE' });
    await at.slack.until(() => at.slack.workspace.messages.length === 1);
    expect(at.slack.calls.map(({ method }) => method)).not.toContain('conversations.info');
  });
});
