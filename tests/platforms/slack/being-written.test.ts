import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { STATUS_AFTER_MS } from '../../../src/platforms/slack/receiving/agent.ts';
import { ECHOED, MENTION } from './mention.ts';
import { rememberEvents, setUp } from './set-up.ts';
import { WritingDispatcher } from './writing-dispatcher.ts';

describe.each(['socket', 'http'] as const)('an answer that is being written, by %s', (intake) => {
  test.each([
    ['a mention', MENTION, '100.1'],
    [
      'a reply in a thread of ours',
      { ...MENTION, type: 'message', ts: '101.1', thread_ts: '100.1', parent_user_id: 'U0RAPPORT' },
      '100.1',
    ],
    ['a direct message', { ...MENTION, type: 'message', channel: 'D0ANN', channel_type: 'im' }, undefined],
    [
      'a message in a thread of the assistant',
      { ...MENTION, type: 'message', channel: 'D0ANN', channel_type: 'im', ts: '101.1', thread_ts: '100.1' },
      '100.1',
    ],
  ])('to %s is seen as it grows, in the message that it will be', async (_, event, thread) => {
    const dispatcher = new WritingDispatcher();
    await using at = await setUp(intake, { dispatcher });
    const released = Promise.withResolvers<void>();
    dispatcher.meanwhile = async (begin) => {
      begin('Oman wants');
      await released.promise;
    };
    await at.slack.event(event);
    await at.slack.until(() => at.slack.workspace.messages.length === 1);
    const [message] = at.slack.workspace.messages;
    expect(message).toMatchObject({ text: 'Oman wants', channel: event.channel });
    expect(message?.thread).toBe(thread);
    const { metadata } = message ?? {};
    released.resolve();
    await at.slack.until(() => message?.text === ECHOED);
    await at.platform.stop();
    expect(at.slack.workspace.messages).toEqual([message]);
    expect(message?.metadata).toEqual(metadata);
    expect(at.slack.workspace.complaints).toEqual([]);
  });

  test('to a command is sent whole', async () => {
    const dispatcher = new WritingDispatcher();
    await using at = await setUp(intake, { dispatcher });
    dispatcher.meanwhile = async (begin) => begin('Oman wants');
    await at.slack.command('ask what does Oman want?');
    await at.slack.until(() => at.slack.workspace.messages.length === 1);
    await at.platform.stop();
    expect(at.slack.callsOf('response_url')).toHaveLength(1);
    expect(at.slack.workspace.changes).toEqual([]);
  });
});

test('what the model takes back is replaced by what there is instead', async () => {
  const dispatcher = new WritingDispatcher();
  await using at = await setUp('socket', { dispatcher });
  dispatcher.meanwhile = async (begin) => begin('Oman wants');
  dispatcher.outcome = () => 'not_found';
  await at.slack.event({
    ...MENTION,
    type: 'message',
    ts: '101.1',
    thread_ts: '100.1',
    parent_user_id: 'U0RAPPORT',
  });
  await at.slack.until(() => at.slack.workspace.changes.length === 2);
  expect(at.slack.workspace.messages.map(({ text: said }) => said)).toEqual([ECHOED]);
});

describe('the status', () => {
  test('is there before the beginning, which takes it away', async () => {
    const dispatcher = new WritingDispatcher();
    await using at = await setUp('socket', { dispatcher });
    dispatcher.meanwhile = async (begin) => {
      await at.slack.until(() => at.slack.workspace.statuses.length === 1);
      begin('Oman wants');
      await at.slack.until(() => at.slack.workspace.messages.length === 1);
    };
    await at.slack.event(MENTION);
    await at.slack.until(() => at.slack.workspace.messages[0]?.text === ECHOED);
    expect(at.slack.workspace.statuses).toHaveLength(1);
  });

  test('is not set behind the beginning, where nothing would take it away', async () => {
    const dispatcher = new WritingDispatcher();
    await using at = await setUp('socket', { dispatcher });
    dispatcher.meanwhile = async (begin) => {
      begin('Oman wants');
      await at.slack.until(() => at.slack.workspace.messages.length === 1);
      // The status would have been due before: timers of one length end in the order in which they began.
      await sleep(STATUS_AFTER_MS);
    };
    await at.slack.event(MENTION);
    await at.slack.until(() => at.slack.workspace.messages[0]?.text === ECHOED);
    await at.platform.stop();
    const calls = at.slack.calls.map(({ method }) => method);
    expect(calls.lastIndexOf('assistant.threads.setStatus')).toBeLessThan(calls.indexOf('chat.postMessage'));
  });
});

describe('a question that is delivered again while its answer is being written', () => {
  test('to this process and to another one has one answer, in one message', async () => {
    const handledEvents = rememberEvents();
    const dispatcher = new WritingDispatcher();
    const other = new WritingDispatcher();
    await using first = await setUp('socket', { handledEvents, dispatcher });
    const released = Promise.withResolvers<void>();
    dispatcher.meanwhile = async (begin) => {
      begin('Oman wants');
      await released.promise;
    };
    await first.slack.event(MENTION, { eventId: 'Ev1' });
    await first.slack.until(() => first.slack.workspace.messages.length === 1);
    await using second = await setUp('socket', { handledEvents, dispatcher: other }, first.slack);
    for (let retry = 1; retry <= 4; retry += 1) await first.slack.event(MENTION, { eventId: 'Ev1', retry });
    released.resolve();
    await first.slack.until(() => first.slack.workspace.messages[0]?.text === ECHOED);
    await first.platform.stop();
    await second.platform.stop();
    expect(other.requests).toEqual([]);
    expect(first.slack.workspace.changes.map(({ what }) => what)).toEqual(['posted', 'updated']);
  });

  test('after its process ended in the middle is left as it is, and the next question is answered', async () => {
    const handledEvents = rememberEvents();
    const dispatcher = new WritingDispatcher();
    await using ended = await setUp('http', { handledEvents, dispatcher });
    const released = Promise.withResolvers<void>();
    dispatcher.meanwhile = async (begin) => {
      begin('Oman wants');
      await released.promise;
    };
    await ended.slack.event(MENTION, { eventId: 'Ev1' });
    await ended.slack.until(() => ended.slack.workspace.messages.length === 1);
    // As after a kill: the answer does not come, and from here on Slack speaks to the process that follows.
    await using restarted = await setUp('http', { handledEvents }, ended.slack);
    await ended.slack.event(MENTION, { eventId: 'Ev1', retry: 1 });
    await ended.slack.event({ ...MENTION, ts: '200.1' });
    await ended.slack.until(() => ended.slack.workspace.messages.length === 2);
    await restarted.platform.stop();
    expect(ended.slack.workspace.messages.map(({ thread, text: said }) => [thread, said])).toEqual([
      ['100.1', 'Oman wants'],
      ['200.1', ECHOED],
    ]);
    released.resolve();
  });
});

test('stopping waits until an answer that was begun is whole', async () => {
  const dispatcher = new WritingDispatcher();
  await using at = await setUp('http', { dispatcher });
  const released = Promise.withResolvers<void>();
  dispatcher.meanwhile = async (begin) => {
    begin('Oman wants');
    await released.promise;
  };
  await at.slack.event(MENTION);
  await at.slack.until(() => at.slack.workspace.messages.length === 1);
  const stopping = at.platform.stop();
  released.resolve();
  await stopping;
  expect(at.slack.workspace.messages.map(({ text: said }) => said)).toEqual([ECHOED]);
});
