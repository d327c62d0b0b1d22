import pino from 'pino';
import { describe, expect, test } from 'vitest';

import type { Beginning } from '../../../src/dispatch/dispatcher.ts';
import { UNKEPT } from '../../../src/platforms/drafts/draft-recovery.ts';
import { UNMEASURED } from '../../../src/platforms/platform.ts';
import { clientOptions, createClients } from '../../../src/platforms/slack/api/client.ts';
import { slackLogger } from '../../../src/platforms/slack/api/log.ts';
import { createRateLimiter } from '../../../src/platforms/slack/api/rate-limiter.ts';
import { createRenderer } from '../../../src/platforms/slack/rendering/render.ts';
import { createAnswering } from '../../../src/platforms/slack/sending/answering.ts';
import type { Destination } from '../../../src/platforms/slack/sending/destination.ts';
import type { Draft } from '../../../src/platforms/slack/sending/draft.ts';
import { createPoster } from '../../../src/platforms/slack/sending/post.ts';
import { createReplacer } from '../../../src/platforms/slack/sending/replace.ts';
import { type Reply, text } from '../../../src/reply.ts';
import type { Fault } from '../../standins/slack/faults.ts';
import { BOT_TOKEN, StandInSlack } from '../../standins/slack/slack.ts';
import type { StandInMessage } from '../../standins/slack/workspace.ts';

/**
 * An answer that is shown while it is written, through Slack’s real client: what was on the screen after each call.
 * The waits of a millisecond order nothing; each step waits for what the stand-in has seen.
 */
interface Writing extends AsyncDisposable {
  readonly slack: StandInSlack;
  begin(): Draft;
  deliver(reply: Reply, draft?: Draft): Promise<void>;
  readonly logged: string[];
}

const LOCATION: Omit<Destination, 'client'> = {
  botId: 'B0RAPPORT',
  asker: {
    platform: 'slack',
    workspace: 'T0STANDIN',
    channel: 'C0GENERAL',
    thread: '100.1',
    person: { id: 'U0ANN', name: 'ann' },
    zone: 'Europe/London',
    manager: false,
  },
  prefix: '@Rapporteur',
  key: 'message:T0STANDIN:C0GENERAL:100.1',
};

async function writing(): Promise<Writing> {
  const slack = new StandInSlack();
  await slack.start();
  const logged: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => logged.push(line) });
  const now = Temporal.Now.instant;
  const client = createClients(clientOptions(slack.apiUrl, slackLogger(pino({ level: 'silent' }))))(
    BOT_TOKEN,
  );
  const answering = createAnswering({
    poster: createPoster({
      rateLimiter: createRateLimiter(now, 0),
      responseTimes: UNMEASURED,
      now,
      log,
      readBackPause: 1,
    }),
    replacer: createReplacer({ responseTimes: UNMEASURED, log, pause: 1 }),
    renderer: createRenderer(),
    drafts: UNKEPT,
    now,
    log,
    editEvery: 1,
  });
  const to = { ...LOCATION, client };
  return {
    slack,
    logged,
    begin: () => answering.begin(to, async () => {}),
    deliver: (reply, draft) =>
      answering.deliver({ reply, visibility: 'channel', words: 'ask what is wanted?' }, to, draft),
    [Symbol.asyncDispose]: () => slack.stop(),
  };
}

function says(words: string, visibility: Beginning['visibility'] = 'channel'): Beginning {
  return {
    reply: { tone: 'plain', blocks: [{ kind: 'text', spans: [text(words)] }] },
    plain: WHOLE,
    visibility,
  };
}

const WHOLE: Reply = {
  tone: 'plain',
  blocks: [
    { kind: 'text', spans: [text('One. Two. Three.')] },
    { kind: 'actions', actions: [{ kind: 'ask', label: 'Ask a follow-up' }] },
  ],
};

function callsFor({ slack }: Writing): readonly string[] {
  return slack.calls.map(({ method }) => method);
}

function seen({ slack }: Writing): readonly string[] {
  return slack.workspace.changes.map(({ what, text: said }) => `${what}: ${said}`);
}

const withoutTs = ({ ts: _ts, ...message }: StandInMessage) => message;

/** What there is when nothing was shown before. */
async function plain(reply: Reply = WHOLE): Promise<readonly object[]> {
  await using at = await writing();
  await at.deliver(reply);
  return at.slack.workspace.messages.map(withoutTs);
}

/** Resolves when Slack has been called for it. */
async function show(at: Writing, draft: Draft, words: string): Promise<void> {
  const before = at.slack.calls.length;
  draft.show(says(words));
  await at.slack.until(() => at.slack.calls.length > before);
}

test('one message grows, and is in the end what it would have been without', async () => {
  await using at = await writing();
  const draft = at.begin();
  await show(at, draft, 'One.');
  await show(at, draft, 'One. Two.');
  await at.deliver(WHOLE, draft);
  expect(seen(at)).toEqual(['posted: One.', 'updated: One. Two.', 'updated: One. Two. Three.']);
  expect(callsFor(at)).toEqual(['chat.postMessage', 'chat.update', 'chat.update']);
  expect(at.slack.workspace.messages.map(withoutTs)).toEqual(await plain());
  expect(at.slack.workspace.complaints).toEqual([]);
});

test('an answer of several messages goes on behind the one that was begun', async () => {
  const long: Reply = {
    tone: 'plain',
    blocks: Array.from({ length: 30 }, (_, index) => ({
      kind: 'text',
      spans: [text(`Paragraph ${index + 1}. ${'Some words follow here. '.repeat(15)}`)],
    })),
  };
  await using at = await writing();
  const draft = at.begin();
  await show(at, draft, 'Paragraph 1.');
  await at.deliver(long, draft);
  const whole = await plain(long);
  expect(whole.length).toBeGreaterThan(1);
  expect(at.slack.workspace.messages.map(withoutTs)).toEqual(whole);
});

test('a beginning longer than a message is shown as far as one reaches', async () => {
  await using at = await writing();
  const draft = at.begin();
  await show(at, draft, 'word '.repeat(3_000));
  await at.deliver(WHOLE, draft);
  expect(at.slack.workspace.messages.map(withoutTs)).toEqual(await plain());
  expect(at.slack.workspace.complaints).toEqual([]);
});

test('the answer waits for the beginning that is on its way', async () => {
  await using at = await writing();
  const draft = at.begin();
  draft.show(says('One.'));
  draft.show(says('One. Two.'));
  await at.deliver(WHOLE, draft);
  expect(callsFor(at)).toEqual(['chat.postMessage', 'chat.update']);
  expect(seen(at).at(-1)).toBe('updated: One. Two. Three.');
});

test('without a beginning nothing is called that would not be anyway', async () => {
  await using at = await writing();
  const draft = at.begin();
  await at.deliver(WHOLE, draft);
  expect(callsFor(at)).toEqual(['chat.postMessage']);
  expect(await draft.stop()).toBe(false);
});

test('nothing is shown of what one person alone may see', async () => {
  await using at = await writing();
  const draft = at.begin();
  draft.show(says('One.', 'private'));
  await at.deliver(WHOLE, draft);
  expect(callsFor(at)).toEqual(['chat.postMessage']);
});

test('nothing is shown after the answer', async () => {
  await using at = await writing();
  const draft = at.begin();
  await show(at, draft, 'One.');
  await at.deliver(WHOLE, draft);
  draft.show(says('One. Two.'));
  await draft.stop();
  expect(seen(at).at(-1)).toBe('updated: One. Two. Three.');
});

const FAULTS: readonly (readonly [string, Fault])[] = [
  ['a rate limit', { kind: 'limited', seconds: 0 }],
  ['an error nobody knows', { kind: 'declined', code: 'something_new' }],
  ['a refusal of the blocks', { kind: 'declined', code: 'invalid_blocks' }],
  ['a status of 500, carried out', { kind: 'broken', done: true }],
  ['a status of 500, not carried out', { kind: 'broken', done: false }],
  ['a cut connection, carried out', { kind: 'reset', done: true }],
  ['a cut connection, not carried out', { kind: 'reset', done: false }],
];

describe.each(FAULTS)('one message, the answer, is there in the end after %s', (_, fault) => {
  test('of the first beginning', async () => {
    await using at = await writing();
    at.slack.faults.next('chat.postMessage', fault);
    const draft = at.begin();
    await show(at, draft, 'One.');
    await at.deliver(WHOLE, draft);
    expect(at.slack.workspace.messages.map(withoutTs)).toEqual(await plain());
  });

  test('of a later beginning', async () => {
    await using at = await writing();
    const draft = at.begin();
    await show(at, draft, 'One.');
    at.slack.faults.next('chat.update', fault);
    await show(at, draft, 'One. Two.');
    await at.deliver(WHOLE, draft);
    expect(at.slack.workspace.messages.map(withoutTs)).toEqual(await plain());
    expect(callsFor(at).filter((method) => method === 'chat.postMessage')).toEqual(['chat.postMessage']);
  });

  test('of the answer itself', async () => {
    await using at = await writing();
    const draft = at.begin();
    await show(at, draft, 'One.');
    at.slack.faults.next('chat.update', fault);
    await at.deliver(WHOLE, draft);
    expect(callsFor(at)).toEqual(['chat.postMessage', 'chat.update', 'chat.update']);
    const [answer] = at.slack.workspace.messages.map(withoutTs);
    expect(at.slack.workspace.messages).toHaveLength(1);
    // Blocks that Slack refuses are left out, as they are when a message is posted.
    const isPlainText = fault.kind === 'declined' && fault.code === 'invalid_blocks';
    expect(answer).toEqual(
      isPlainText ? { ...answer, text: 'One. Two. Three.', blocks: [] } : (await plain())[0],
    );
  });
});

describe('a message that was begun', () => {
  test('and deleted by somebody is posted anew, whole', async () => {
    await using at = await writing();
    const draft = at.begin();
    await show(at, draft, 'One.');
    at.slack.workspace.messages.length = 0;
    await at.deliver(WHOLE, draft);
    expect(callsFor(at)).toEqual(['chat.postMessage', 'chat.update', 'chat.postMessage']);
    expect(at.slack.workspace.messages.map(({ text: said }) => said)).toEqual(['One. Two. Three.']);
  });

  test.each(['cant_update_message', 'edit_window_closed'])(
    'and cannot be changed (%s) makes way for the answer',
    async (code) => {
      await using at = await writing();
      const draft = at.begin();
      await show(at, draft, 'One.');
      at.slack.faults.next('chat.update', { kind: 'declined', code });
      await at.deliver(WHOLE, draft);
      expect(seen(at)).toEqual(['posted: One.', 'deleted: One.', 'posted: One. Two. Three.']);
    },
  );

  test('makes way where Slack lets nothing be changed for longer than anyone waits', async () => {
    await using at = await writing();
    const draft = at.begin();
    await show(at, draft, 'One.');
    at.slack.faults.next('chat.update', { kind: 'limited', seconds: 61 });
    await at.deliver(WHOLE, draft);
    expect(seen(at)).toEqual(['posted: One.', 'deleted: One.', 'posted: One. Two. Three.']);
  });

  test('is never doubled while it is unknown what it shows', async () => {
    await using at = await writing();
    const draft = at.begin();
    await show(at, draft, 'One.');
    at.slack.faults.next(
      'chat.update',
      ...Array.from({ length: 5 }, () => ({ kind: 'reset', done: false }) as const),
    );
    await at.deliver(WHOLE, draft);
    expect(callsFor(at)).toEqual(['chat.postMessage', ...Array.from({ length: 5 }, () => 'chat.update')]);
    expect(at.slack.workspace.messages).toHaveLength(1);
    expect(at.logged.join()).toContain('an answer could not be posted where it was asked for');
  });

  test('is never doubled while it is unknown whether it is there', async () => {
    await using at = await writing();
    const draft = at.begin();
    at.slack.faults.next('chat.postMessage', { kind: 'reset', done: true });
    at.slack.faults.next('conversations.replies', { kind: 'limited', seconds: 60 });
    await show(at, draft, 'One.');
    await at.deliver(WHOLE, draft);
    expect(at.slack.workspace.messages).toHaveLength(1);
    expect(callsFor(at)).toEqual(['chat.postMessage', 'conversations.replies']);
  });

  test('where the bot may not write is neither shown nor in the way of what tells the person', async () => {
    await using at = await writing();
    at.slack.workspace.memberOf.clear();
    const draft = at.begin();
    await show(at, draft, 'One.');
    await at.deliver(WHOLE, draft);
    expect(at.slack.workspace.messages.map(({ channel }) => channel)).toEqual(['D0ANN', 'D0ANN']);
    expect(at.slack.workspace.messages[1]?.text).toBe('One. Two. Three.');
  });

  test('says the whole answer once more where a beginning may come behind it', async () => {
    await using at = await writing();
    const draft = at.begin();
    await show(at, draft, 'One.');
    at.slack.faults.next('chat.update', { kind: 'reset', done: false });
    await show(at, draft, 'One. Two.');
    await at.deliver(WHOLE, draft);
    expect(seen(at)).toEqual(['posted: One.', 'updated: One. Two. Three.', 'updated: One. Two. Three.']);
  });
});

test('failures of a beginning are told to those alone who look for them', async () => {
  await using at = await writing();
  at.slack.faults.next('chat.postMessage', { kind: 'declined', code: 'something_new' });
  const draft = at.begin();
  await show(at, draft, 'One.');
  await at.deliver(WHOLE, draft);
  expect(at.logged.map((line) => JSON.parse(line).level)).toEqual([20]);
});

test('while Slack limits edits in a workspace, no beginning there is edited, and answers are', async () => {
  await using at = await writing();
  const limited = at.begin();
  await show(at, limited, 'One.');
  at.slack.faults.next('chat.update', { kind: 'limited', seconds: 60 });
  await show(at, limited, 'One. Two.');
  await limited.stop();
  const other = at.begin();
  await show(at, other, 'One.');
  other.show(says('One. Two.'));
  // Far more time than an edit would wait for otherwise.
  for (let round = 0; round < 5; round += 1) await at.deliver(WHOLE);
  await at.deliver(WHOLE, other);
  expect(callsFor(at).slice(-1)).toEqual(['chat.update']);
  expect(callsFor(at).filter((method) => method === 'chat.update')).toHaveLength(2);
});
