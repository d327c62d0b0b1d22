import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type CoreForTests, NOON, startCore } from '../../shipped-core.ts';
import type { StandInMessage, StandInView } from '../../standins/slack/workspace.ts';
import { type SetUp, setUp } from './set-up.ts';

/** The shipped briefings behind the real Bolt: what people read when they ask where Slack lets them. */
let core: CoreForTests;
let at: SetUp;
const started = performance.now();

beforeAll(async () => {
  core = await startCore();
  at = await setUp('socket', {
    dispatcher: core.dispatcher,
    handledEvents: core.store.handledEvents,
    // The day of the shipped briefings; the clock goes on, since messages in one channel are paced.
    now: () => NOON.add({ milliseconds: Math.floor(performance.now() - started) }),
  });
});
afterAll(async () => {
  await at[Symbol.asyncDispose]();
  await core.end();
});
beforeEach(() => {
  at.slack.workspace.messages.length = 0;
  at.slack.workspace.views.length = 0;
});

const BOT = 'U0RAPPORT';

/** The messages that come after `asking`, once there is one more. */
async function answered(asking: () => Promise<unknown>): Promise<StandInMessage> {
  const before = at.slack.workspace.messages.length;
  await asking();
  await at.slack.until(() => at.slack.workspace.messages.length > before);
  const message = at.slack.workspace.messages.at(-1);
  if (!message) throw new Error('no answer');
  return message;
}

let mentions = 100;
/** Each in a channel of its own. */
const mention = async (words: string) => {
  mentions += 1;
  const thread = `${mentions}.1`;
  const channel = `C0${mentions}`;
  at.slack.workspace.memberOf.add(channel);
  const answer = await answered(() =>
    at.slack.event({
      type: 'app_mention',
      channel,
      user: 'U0ANN',
      ts: thread,
      text: `<@${BOT}> ${words}`,
    }),
  );
  return { thread, channel, answer };
};
const reply = ({ channel, thread }: { channel: string; thread: string }, words: string) =>
  answered(() =>
    at.slack.event({
      type: 'message',
      channel,
      user: 'U0BEN',
      ts: at.slack.workspace.nextTs(),
      thread_ts: thread,
      parent_user_id: 'U0ANN',
      text: words,
    }),
  );
const direct = (words: string) =>
  answered(() =>
    at.slack.event({
      type: 'message',
      channel_type: 'im',
      channel: 'D0ANN',
      user: 'U0ANN',
      ts: at.slack.workspace.nextTs(),
      text: words,
    }),
  );

function buttons(message: StandInMessage | StandInView) {
  return message.blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.flatMap((element) =>
          element.type === 'button'
            ? [{ label: element.text.text, action_id: element.action_id ?? '', value: element.value ?? '' }]
            : [],
        )
      : [],
  );
}

function button(message: StandInMessage | StandInView, label: string) {
  const found = buttons(message).find((each) => each.label === label);
  if (!found) throw new Error(`no button ${label}`);
  return { action_id: found.action_id, ...(found.value === '' ? {} : { value: found.value }) };
}

describe('in a thread', () => {
  test('a mention is answered from the briefing, with the source behind its number', async () => {
    const { answer } = await mention('who pressed the Trump administration?');
    expect(answer.text).toMatch(/Middle Eastern governments .* \[1\]/u);
    expect(answer.text).toMatch(/^\[1\] .*· F$/mu);
    expect(answer.visibleTo).toBeUndefined();
  });

  test('“and Iran?” asks the same of Iran, also when somebody else asks it', async () => {
    const { answer, ...where } = await mention('what does Oman want?');
    expect(answer.text).toContain('The article does not report what Oman wants from the meeting.');
    const follow = await reply(where, 'and Iran?');
    expect(follow).toMatchObject(where);
    expect(follow.text).toContain('The article reports no Iranian aim beyond the change of venue.');
  });

  test('two threads keep two conversations', async () => {
    const one = await mention('what does Oman want?');
    const other = await mention('what leverage does the United States have?');
    expect((await reply(one, 'and Iran?')).text).toContain('no Iranian aim');
    expect((await reply(other, 'and Iran?')).text).toContain('no leverage to Iran');
  });

  test('a button under an answer asks what it says, for all in the thread, whose conversation it goes on with', async () => {
    const { thread, channel, answer } = await mention('what does Oman want?');
    const [followUp] = buttons(answer);
    if (!followUp) throw new Error('no follow-up is offered');
    expect(followUp.label).toMatch(/\?$/u);
    const next = await answered(() =>
      at.slack.press(button(answer, followUp.label), {
        channel,
        ts: answer.ts,
        ephemeral: false,
        thread,
      }),
    );
    expect(next).toMatchObject({ thread });
    expect(next.visibleTo).toBeUndefined();
    expect(next.text).not.toContain('do not cover');
  });

  test('any other button under an answer is for whoever pressed it', async () => {
    const { thread, channel, answer } = await mention('what does Oman want?');
    const next = await answered(() =>
      at.slack.press(button(answer, 'Useful'), { channel, ts: answer.ts, ephemeral: false, thread }),
    );
    expect(next).toMatchObject({ thread, visibleTo: 'U0ANN' });
  });

  test('what somebody asks aside, the conversation of the others does not follow', async () => {
    const { answer, ...where } = await mention('what does Oman want?');
    const asked = { action_id: 'run:below:0', value: 'ask what leverage does the United States have?' };
    const aside = await answered(() =>
      at.slack.press(asked, { channel: where.channel, ts: answer.ts, ephemeral: true, thread: where.thread }),
    );
    expect(aside).toMatchObject({ thread: where.thread, visibleTo: 'U0ANN' });
    expect((await reply(where, 'and Iran?')).text).toContain('no Iranian aim');
    const onAside = await answered(() =>
      at.slack.press(
        { action_id: 'run:below:0', value: 'ask and Iran?' },
        { channel: where.channel, ts: aside.ts, ephemeral: true, thread: where.thread },
      ),
    );
    expect(onAside.text).toContain('no leverage to Iran');
  });

  test('what is not covered says so, and says nothing as if it were an answer', async () => {
    const { answer } = await mention('who won the football world cup?');
    expect(answer.text).toMatch(/^The briefings do not cover this\./u);
  });
});

describe('in direct messages, which the agent view shows', () => {
  test('the first answers need no prefix, and the conversation goes on', async () => {
    expect((await direct('What does Oman want?')).text).toContain('does not report what Oman wants');
    const follow = await direct('and Iran?');
    expect(follow.text).toContain('no Iranian aim');
    expect(follow.thread).toBeUndefined();
  });

  test('a suggested prompt is something that has an answer', async () => {
    await at.slack.event({
      type: 'app_home_opened',
      user: 'U0ANN',
      channel: 'D0ANN',
      tab: 'messages',
      event_ts: '1',
    });
    await at.slack.until(() => at.slack.workspace.prompts.length > 0);
    for (const message of at.slack.workspace.prompts.at(-1)?.messages ?? []) {
      const { text } = await direct(message);
      expect(text).not.toMatch(/There is no|do not cover/u);
    }
  });
});

describe('by the form', () => {
  const newest = (): StandInView => {
    const view = at.slack.workspace.views.at(-1);
    if (!view) throw new Error('no modal');
    return view;
  };

  test('a follow-up to a private briefing is answered privately, about that briefing', async () => {
    const briefing = await answered(() => at.slack.command('iran-talks'));
    await at.slack.press(button(briefing, 'Ask a question'), {
      channel: 'C0GENERAL',
      ts: briefing.ts,
      ephemeral: true,
    });
    await at.slack.until(() => at.slack.workspace.views.length === 1);
    const answer = await answered(() =>
      at.slack.submit(newest(), 'How likely is a symbolic session?', 'iran-talks'),
    );
    expect(answer).toMatchObject({ channel: 'C0GENERAL', visibleTo: 'U0ANN' });
    expect(answer.text).toContain('Symbolic session: likely (55–80 %).');
  });

  test.each([false, true])(
    'a follow-up in a thread is for all where the answer was (hidden: %s)',
    async (ephemeral) => {
      const { answer, channel, thread } = await mention('what does Oman want?');
      const pressed = button(answer, 'Ask a follow-up');
      await at.slack.press(pressed, { channel, ts: answer.ts, ephemeral, thread });
      await at.slack.until(() => at.slack.workspace.views.length === 1);
      const next = await answered(() => at.slack.submit(newest(), 'and Iran?'));
      expect({ thread: next.thread, hidden: next.visibleTo === 'U0ANN' }).toEqual({
        thread,
        hidden: ephemeral,
      });
      expect(next.text).toContain('no Iranian aim');
    },
  );

  test('from the Home tab the answer comes in the modal, where the next question follows it', async () => {
    await at.slack.press({ action_id: 'ask:1' }, { view: { id: 'H1', type: 'home' } });
    await at.slack.until(() => at.slack.workspace.views.length === 1);
    await at.slack.submit(newest(), 'What does Oman want?');
    await at.slack.until(() => JSON.stringify(newest().blocks).includes('does not report what Oman wants'));
    await at.slack.press(button(newest(), 'Ask a follow-up'), { view: newest() });
    await at.slack.until(() => at.slack.workspace.views.length === 2);
    await at.slack.submit(newest(), 'and Iran?');
    await at.slack.until(() => JSON.stringify(newest().blocks).includes('no Iranian aim'));
  });
});

test('the briefing is one message, whether it is fresh or stale', async () => {
  await answered(() => at.slack.command('iran-talks'));
  expect(at.slack.workspace.messages.length).toBe(1);
  const later = Temporal.Instant.from('2026-11-24T12:00:00Z');
  const stale = await startCore({ at: later });
  await using other = await setUp('socket', { dispatcher: stale.dispatcher, now: () => later });
  await other.slack.command('iran-talks');
  await other.slack.until(() => other.slack.workspace.messages.length > 0);
  await other.platform.stop();
  expect(other.slack.workspace.messages.map(({ text }) => text.includes('The review is overdue'))).toEqual([
    true,
  ]);
  expect(other.slack.workspace.messages[0]?.text).toContain('[1]');
  await stale.end();
});

test('nothing of all this breaks a rule of Slack', () => {
  expect(at.slack.workspace.complaints).toEqual([]);
});
