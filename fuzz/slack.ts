import assert from 'node:assert/strict';
import { App, type Receiver, type ReceiverEvent } from '@slack/bolt';
import fc from 'fast-check';
import { pino } from 'pino';
import { createInFlight } from '../src/platforms/in-flight.ts';
import { slackLogger } from '../src/platforms/slack/api/log.ts';
import { createHome } from '../src/platforms/slack/receiving/home-tab.ts';
import { createOnce } from '../src/platforms/slack/receiving/once.ts';
import { receive } from '../src/platforms/slack/receiving/receive.ts';
import { createAdmission } from '../src/platforms/slack/workspaces/admission.ts';
import { createOneWorkspace } from '../src/platforms/slack/workspaces/one-workspace.ts';
import { rememberEvents } from '../tests/platforms/slack/set-up.ts';
import { arbitraryText } from '../tests/reply-arbitrary.ts';
import { startCore } from '../tests/shipped-core.ts';
import { BOT_TOKEN, StandInSlack } from '../tests/standins/slack/slack.ts';
import { mutated } from './json-mutation.ts';
import { arbitraryLine } from './lines.ts';
import { checkReply } from './message-rules.ts';
import { defineTarget } from './target.ts';

const TEAM = 'T0STANDIN';
const BOT = { botToken: BOT_TOKEN, botId: 'B0RAPPORT', botUserId: 'U0RAPPORT' };
/** Long enough for any case, also on a busy machine: past it, work is taken to hang. */
const PATIENCE = 60_000;

const text = fc.oneof(arbitraryLine, arbitraryText);
const user = fc.constantFrom('U0ANN', 'U0BEN', 'W0GRID');
const channel = fc.constantFrom('C0GENERAL', 'D0ANN', 'G0PRIVATE', 'C0FOREIGN');
const ts = fc.integer({ min: 1, max: 2_000_000_000 }).map((seconds) => `${seconds}.000100`);
const trigger_id = fc.uuid();
const team = fc.constant({ id: TEAM, domain: 'standin' });
const by = user.map((id) => ({ id, name: 'ann', team_id: TEAM }));

const slashCommand = fc.record({
  command: fc.constant('/brief'),
  text,
  user_id: user,
  channel_id: channel,
  team_id: fc.constant(TEAM),
  response_url: fc.constant('http://127.0.0.1:9/response'),
  trigger_id,
  is_enterprise_install: fc.constant('false'),
});

const button = fc.record({
  type: fc.constant('button'),
  block_id: fc.constant('b'),
  action_ts: ts,
  action_id: fc.constantFrom('run:in-place:1', 'run:below:2', 'ask:1', 'share', 'link:3', 'run', 'topic'),
  value: fc.oneof(arbitraryLine, fc.constantFrom('iran-talks outlook', 'iran-talks')),
});
const press = fc.record(
  {
    type: fc.constant('block_actions'),
    team,
    user: by,
    trigger_id,
    channel: channel.map((id) => ({ id, name: 'general' })),
    container: fc.record(
      {
        type: fc.constant('message'),
        message_ts: ts,
        thread_ts: ts,
        is_ephemeral: fc.boolean(),
        view_id: ts,
      },
      { requiredKeys: ['type'] },
    ),
    view: fc.record({ id: fc.constantFrom('V1', 'V2'), type: fc.constantFrom('modal', 'home') }),
    actions: fc.array(button, { maxLength: 2 }),
  },
  { requiredKeys: ['type', 'team', 'user', 'trigger_id', 'container', 'actions'] },
);

const origin = fc.oneof(
  fc.record({ kind: fc.constant('conversation'), channel, thread: ts }),
  fc.constant({ kind: 'view' }),
);
const submission = fc.record({
  type: fc.constant('view_submission'),
  team,
  user: by,
  view: fc.record({
    id: fc.uuid(),
    type: fc.constant('modal'),
    callback_id: fc.constantFrom('ask', 'answer'),
    private_metadata: fc.oneof(
      origin.map((from) => JSON.stringify(from)),
      text,
    ),
    state: fc.record({
      values: fc.record({
        question: fc.record({ question: fc.record({ type: fc.constant('plain_text_input'), value: text }) }),
        topic: fc.record({
          topic: fc.record({ selected_option: fc.option(arbitraryLine.map((value) => ({ value }))) }),
        }),
      }),
    }),
  }),
});

const suggestion = fc.record({
  type: fc.constant('block_suggestion'),
  action_id: fc.constant('topic'),
  block_id: fc.constant('topic'),
  value: text,
  team,
  user: by,
  container: fc.constant({ type: 'view' }),
});

const shortcut = fc.record({
  type: fc.constantFrom('message_action', 'shortcut'),
  callback_id: fc.constantFrom('ask_about_message', 'ask_question'),
  trigger_id,
  message_ts: ts,
  message: fc.record({ type: fc.constant('message'), text, ts, user }),
  user: by,
  channel: channel.map((id) => ({ id, name: 'general' })),
  team,
});

const said = fc.record(
  {
    type: fc.constantFrom('app_mention', 'message'),
    channel,
    channel_type: fc.constantFrom('im', 'channel'),
    user,
    ts,
    text: text.map((words) => `<@U0RAPPORT> ${words}`),
    thread_ts: ts,
    parent_user_id: fc.constantFrom('U0RAPPORT', 'U0BEN'),
    subtype: fc.constantFrom('message_changed', 'file_share', 'bot_message'),
    bot_id: fc.constant('B1'),
  },
  { requiredKeys: ['type', 'channel', 'user', 'ts'] },
);
const opened = fc.record({
  type: fc.constant('app_home_opened'),
  user,
  channel,
  tab: fc.constantFrom('home', 'messages'),
  event_ts: ts,
});
const removed = fc.record({ type: fc.constantFrom('app_uninstalled', 'tokens_revoked', 'channel_archive') });
const event = fc.record({
  type: fc.constant('event_callback'),
  event_id: fc.uuid(),
  event_time: fc.nat(),
  team_id: fc.constant(TEAM),
  authorizations: fc.constant([{ team_id: TEAM, user_id: 'U0RAPPORT', is_bot: true }]),
  event: fc.oneof({ weight: 4, arbitrary: said }, opened, removed),
});

const payload = mutated(
  fc
    .oneof(
      { weight: 3, arbitrary: slashCommand },
      { weight: 3, arbitrary: press },
      { weight: 2, arbitrary: submission },
      { weight: 1, arbitrary: suggestion },
      { weight: 1, arbitrary: shortcut },
      { weight: 3, arbitrary: event },
    )
    .map((value) => JSON.parse(JSON.stringify(value))),
);

/** What Slack delivers, by whichever way it came: everything behind the check of the signature. */
export const slack = defineTarget({
  name: 'slack',
  what: 'payloads of Slack: commands, buttons, forms, shortcuts, events',
  share: 12,
  arbitrary: payload,
  async open() {
    const standIn = new StandInSlack();
    await standIn.start();
    const log = pino({ level: 'silent' });
    const core = await startCore();
    const inFlight = createInFlight();
    const now = Temporal.Now.instant;
    const app = new App({
      receiver: NO_RECEIVER,
      logger: slackLogger(log),
      convoStore: false,
      clientOptions: { slackApiUrl: standIn.apiUrl, retryConfig: { retries: 0 } },
      authorize: async () => BOT,
    });
    app.error(async () => {});
    let wrong: unknown;
    receive(app, {
      command: '/brief',
      zone: 'Europe/London',
      dispatcher: core.dispatcher,
      people: { find: async () => ({ name: '<!channel> *Ann*', zone: 'Asia/Kathmandu', manager: true }) },
      once: createOnce({
        handledEvents: rememberEvents(),
        owner: 'fuzz',
        lease: 60_000,
        stopping: new AbortController().signal,
        now,
        log,
      }),
      answering: {
        // Without a model an answer has no beginning.
        begin: () => ({ show() {}, stop: async () => false, finish: async () => NOT_POSTED }),
        isPosted: async () => false,
        deliver: async ({ reply, words }) => {
          try {
            checkReply(reply, words);
          } catch (error) {
            wrong = error;
          }
        },
      },
      home: createHome({ dispatcher: core.dispatcher, now, log }),
      workspaces: createOneWorkspace({ authorization: BOT, own: {}, admission: createAdmission() }),
      onLost: async () => {},
      inFlight,
      now,
      log,
    });
    return {
      async check(body) {
        wrong = undefined;
        if (typeof body === 'object' && body !== null && 'trigger_id' in body)
          standIn.workspace.validTriggers.add(String(body.trigger_id));
        // Both receivers catch what Bolt throws for a payload that it cannot read.
        await app.processEvent(eventOf(body)).catch(() => undefined);
        await inFlight.drain(PATIENCE);
        if (wrong !== undefined) throw wrong;
        assert.deepEqual(standIn.workspace.complaints, []);
        standIn.calls.length = 0;
        standIn.workspace.views.splice(0, standIn.workspace.views.length - 2);
      },
      async close() {
        await core.end();
        await standIn.stop();
      },
    };
  },
});

const NOT_POSTED = { kind: 'failed', reason: 'nothing is posted here' } as const;

const NO_RECEIVER: Receiver = { init() {}, start: async () => {}, stop: async () => {} };

function eventOf(body: unknown): ReceiverEvent {
  const record = typeof body === 'object' && body !== null ? Object.fromEntries(Object.entries(body)) : {};
  return { body: record, ack: async () => {} };
}
