import { expect, test } from 'vitest';
import type { OpenDrafts } from '../../../src/platforms/drafts/open-drafts.ts';
import type { StandInSlack } from '../../standins/slack/slack.ts';
import { forgettingMessages, keptDrafts } from '../kept-drafts.ts';
import { ECHOED, MENTION } from './mention.ts';
import { rememberEvents, type SetUp, setUp } from './set-up.ts';
import { PLAIN, says, WritingDispatcher } from './writing-dispatcher.ts';

const BEGINNING = 'Oman wants';

/** A process that has shown the beginning of an answer, and does not write on; and others that share its store. */
async function leftUnfinished(process: { readonly drafts?: (shared: OpenDrafts) => OpenDrafts } = {}) {
  const kept = await keptDrafts('slack');
  const handledEvents = rememberEvents();
  const dispatcher = new WritingDispatcher();
  const drafts = kept.writer(process.drafts?.(kept.openDrafts));
  const left = await setUp('socket', { handledEvents, dispatcher, drafts });
  const { slack } = left;
  const { goOn } = dispatcher.writes(BEGINNING);
  await slack.event(MENTION);
  await slack.until(() => slack.workspace.messages.length === 1);
  const others: SetUp[] = [];
  return {
    slack,
    kept,
    goOn,
    /** And have it end when it has done what it could for what it found. */
    async startAnother(minutes?: number) {
      const { drafts: finishing, begun } = kept.finisher(minutes);
      const other = await setUp('socket', { handledEvents, drafts: finishing }, slack);
      others.push(other);
      await begun;
      await other.platform.stop();
    },
    async [Symbol.asyncDispose]() {
      goOn();
      for (const each of [...others, left]) await each[Symbol.asyncDispose]();
      await kept[Symbol.asyncDispose]();
    },
  };
}

const said = ({ workspace }: StandInSlack) => workspace.messages.map(({ text }) => text);

test('an answer whose process was killed is finished by another with the plain one, in its message', async () => {
  await using at = await leftUnfinished();
  const [message] = at.slack.workspace.messages;
  const { metadata, thread } = message ?? {};
  expect(message?.text).toBe(BEGINNING);
  await at.startAnother();
  expect(at.slack.workspace.messages).toEqual([{ ...message, text: PLAIN, metadata, thread }]);
  expect(await at.kept.unsettled()).toEqual([]);
  expect(at.slack.workspace.complaints).toEqual([]);
});

test('of several others one finishes it', async () => {
  await using at = await leftUnfinished();
  await Promise.all([at.startAnother(), at.startAnother(), at.startAnother()]);
  expect(at.slack.callsOf('chat.update')).toHaveLength(1);
  expect(said(at.slack)).toEqual([PLAIN]);
});

test('where the process did not get to write down its message, that is found by its mark', async () => {
  await using at = await leftUnfinished({ drafts: forgettingMessages });
  await at.startAnother();
  expect(said(at.slack)).toEqual([PLAIN]);
  expect(await at.kept.unsettled()).toEqual([]);
});

test('what was deleted meanwhile stays away', async () => {
  await using at = await leftUnfinished();
  at.slack.workspace.messages.length = 0;
  await at.startAnother();
  expect(said(at.slack)).toEqual([]);
  expect(await at.kept.unsettled()).toEqual([]);
});

test('what was never posted is not posted late', async () => {
  await using kept = await keptDrafts('slack');
  const place = JSON.stringify({ workspace: 'T0STANDIN', channel: 'C0GENERAL', thread: '1.1', prefix: '' });
  await kept.writer().keep({ key: 'message:1', place, plain: says(PLAIN) });
  const { drafts, begun } = kept.finisher();
  await using at = await setUp('socket', { drafts });
  await begun;
  await at.platform.stop();
  expect(said(at.slack)).toEqual([]);
  expect(await kept.unsettled()).toEqual([]);
});

test.each(['cant_update_message', 'edit_window_closed', 'token_revoked', 'is_archived'])(
  'what Slack will not have changed (%s) is left as it is, for good',
  async (code) => {
    await using at = await leftUnfinished();
    at.slack.faults.next('chat.update', { kind: 'declined', code });
    await at.startAnother();
    expect(said(at.slack)).toEqual([BEGINNING]);
    expect(await at.kept.unsettled()).toEqual([]);
  },
);

test('while Slack limits edits for long, nobody insists; a later look finishes it', async () => {
  await using at = await leftUnfinished();
  at.slack.faults.next('chat.update', { kind: 'limited', seconds: 61 });
  await at.startAnother();
  expect(at.slack.callsOf('chat.update')).toHaveLength(1);
  expect(said(at.slack)).toEqual([BEGINNING]);
  await at.startAnother(3 * 24 * 60);
  expect(said(at.slack)).toEqual([PLAIN]);
});

test('a shorter limit is waited for', async () => {
  await using at = await leftUnfinished();
  at.slack.faults.next('chat.update', { kind: 'limited', seconds: 1 });
  await at.startAnother();
  expect(said(at.slack)).toEqual([PLAIN]);
});

test('a process that was taken for dead and was not has the last word, in the same message', async () => {
  await using at = await leftUnfinished();
  await at.startAnother();
  at.goOn();
  await at.slack.until(() => said(at.slack).join() === ECHOED);
  expect(at.slack.workspace.messages).toHaveLength(1);
});

test('an answer that its own process finishes is nobody else’s any more', async () => {
  await using at = await leftUnfinished();
  at.goOn();
  await at.slack.until(() => said(at.slack).join() === ECHOED);
  await expect.poll(() => at.kept.unsettled()).toEqual([]);
  await at.startAnother();
  expect(said(at.slack)).toEqual([ECHOED]);
});

test('nothing is shown that could not be written down: the answer comes whole', async () => {
  await using kept = await keptDrafts('slack');
  const open = () => Promise.reject(new Error('the database is away'));
  const dispatcher = new WritingDispatcher();
  const drafts = kept.writer({ ...forgettingMessages(kept.openDrafts), open });
  await using at = await setUp('socket', { dispatcher, drafts });
  dispatcher.writes(BEGINNING).goOn();
  await at.slack.event(MENTION);
  await at.slack.until(() => said(at.slack).length === 1);
  await at.platform.stop();
  expect(said(at.slack)).toEqual([ECHOED]);
  expect(at.slack.workspace.changes).toHaveLength(1);
});
