import { describe, expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import type { Answers } from '../../../src/answers/answers.ts';
import type { ClaimedDelivery, Outbox } from '../../../src/digests/delivery/outbox.ts';
import type { Answer, Dispatcher } from '../../../src/dispatch/dispatcher.ts';
import type { Reading } from '../../../src/ops/health/monitor.ts';
import { createMetrics } from '../../../src/ops/metrics/metrics.ts';
import { createObservations, type Observation } from '../../../src/ops/metrics/observation.ts';
import { observedAnswers } from '../../../src/ops/metrics/observed-answers.ts';
import { observedDispatcher } from '../../../src/ops/metrics/observed-dispatcher.ts';
import { observedOutbox } from '../../../src/ops/metrics/observed-outbox.ts';
import { observedPlatform } from '../../../src/ops/metrics/observed-platform.ts';
import { createResponseTimes } from '../../../src/ops/metrics/response-times.ts';
import { created, slot } from '../../digests/drafts.ts';
import { lostRequest, recordingPlatform } from '../../digests/recording-platform.ts';
import { asker } from '../../shipped-core.ts';

const QUIET: Reading = { storeAnswers: true, platforms: [], troubles: [] };
const names = commands.map(({ name }) => name);

function metrics(reading: Reading = QUIET) {
  return createMetrics({
    reading: () => reading,
    briefings: () => ({ served: 3, withErrors: 1 }),
    ready: () => true,
    now: () => slot,
  });
}

/** The lines of our own metrics, without comments and buckets. */
async function shown(made: ReturnType<typeof metrics>): Promise<string[]> {
  const { text } = await made.text();
  return text.split('\n').filter((line) => /^rapporteur_(?!.*_bucket)/.test(line));
}

/** A clock that moves 100 ms with each look. */
function stepping(): () => number {
  let time = 0;
  return () => {
    time += 100;
    return time;
  };
}

describe('what is observed', () => {
  const seen: Observation[] = [];
  const observe = (observation: Observation) => seen.push(observation);
  const taken = () => seen.splice(0);

  function dispatcherThatSays(answer: Partial<Answer>): Dispatcher {
    return {
      answer: async () => ({
        reply: { tone: 'plain', blocks: [] },
        words: '',
        visibility: 'private',
        outcome: 'ok',
        ...answer,
      }),
      complete: async () => [],
    };
  }

  test.each<[string, Partial<Answer>, string]>([
    ['a command by its name', { words: 'show iran-talks' }, 'show'],
    ['words that name none', { words: 'my secret plan', outcome: 'not_found' }, 'none'],
    ['words that are a property of every object', { words: 'constructor' }, 'none'],
    ['no words at all', { words: '' }, 'none'],
  ])('%s', async (_what, answer, command) => {
    const dispatcher = observedDispatcher(dispatcherThatSays(answer), names, observe, stepping());
    await dispatcher.answer({ input: { kind: 'words', words: 'x' }, asker, audience: 'asker' });
    expect(taken()).toEqual([
      {
        kind: 'command',
        platform: asker.platform,
        command,
        outcome: answer.outcome ?? 'ok',
        seconds: 0.1,
      },
    ]);
  });

  test('each part of a question, and who put the answer into words', async () => {
    const answers: Answers = {
      ask: async () => ({
        id: '1',
        question: 'who met, and why?',
        parts: [
          { question: 'who met', outcome: { kind: 'answered', cited: [] } },
          { question: 'why', outcome: { kind: 'not-covered', nearest: [] } },
        ],
        prose: [],
        followUps: [],
      }),
      judge: async () => true,
    };
    await observedAnswers(answers, observe).ask({
      question: '',
      place: { platform: 'web', workspace: 'local', channel: 'c', person: 'p' },
      now: slot,
      zone: 'UTC',
    });
    expect(taken()).toEqual([
      { kind: 'answer', outcome: 'answered', wording: 'model' },
      { kind: 'answer', outcome: 'not-covered', wording: 'model' },
    ]);
  });

  test('posts by outcome', async () => {
    const { platform, next } = recordingPlatform();
    next(lostRequest);
    const watched = observedPlatform(platform, observe, stepping());
    for (const key of ['a', 'b'])
      await watched.post({ workspace: 'T1', channel: 'C1' }, { tone: 'plain', blocks: [] }, key);
    expect(taken()).toEqual([
      { kind: 'post', platform: 'slack', outcome: 'unknown', seconds: 0.1 },
      { kind: 'post', platform: 'slack', outcome: 'posted', seconds: 0.1 },
    ]);
  });

  test('how long people wait, each wait once', () => {
    const responseTimes = createResponseTimes('discord', observe, stepping());
    const waiting = responseTimes.begin();
    waiting.acknowledged();
    waiting.answered();
    waiting.acknowledged();
    waiting.answered();
    responseTimes.limited(1500);
    expect(taken()).toEqual([
      { kind: 'acknowledged', platform: 'discord', seconds: 0.1 },
      { kind: 'answered', platform: 'discord', seconds: 0.2 },
      { kind: 'limited', platform: 'discord', seconds: 1.5 },
    ]);
  });

  test('states of digests once they are written down, and how late one arrived', async () => {
    let kept = true;
    const outbox: Pick<Outbox, 'settle'> = { settle: async () => kept };
    // The rest of the port is not touched by what is observed here.
    const watched = observedOutbox(outbox as Outbox, observe);
    const delivery = {
      id: 1,
      subscription: 1,
      place: { platform: 'slack', workspace: 'T1', channel: 'C1' },
      slot,
      failures: 0,
    } as const;
    const now = slot.add({ seconds: 3 });
    const at = (state: ClaimedDelivery['state']) => ({ ...delivery, state });
    await watched.settle(at('planned'), 'p1', { event: 'begin', now });
    await watched.settle(at('sending'), 'p1', { event: 'posted', now });
    kept = false;
    await watched.settle(at('sending'), 'p1', { event: 'refused', now });
    expect(taken()).toEqual([
      { kind: 'digest', platform: 'slack', state: 'sending' },
      { kind: 'digest', platform: 'slack', state: 'sent', delay: 3 },
    ]);
  });

  test('what happened before anyone listened is told first', () => {
    const { observe: early, tell } = createObservations();
    early({ kind: 'tick', outcome: 'failed' });
    const told: Observation[] = [];
    tell((observation) => told.push(observation));
    early({ kind: 'tick', outcome: 'planned' });
    expect(told).toEqual([
      { kind: 'tick', outcome: 'failed' },
      { kind: 'tick', outcome: 'planned' },
    ]);
  });
});

describe('metrics', () => {
  test('count what is observed', async () => {
    const made = metrics();
    const { observe } = made;
    observe({ kind: 'command', platform: 'slack', command: 'show', outcome: 'ok', seconds: 0.002 });
    observe({ kind: 'command', platform: 'slack', command: 'show', outcome: 'ok', seconds: 0.002 });
    observe({ kind: 'answer', outcome: 'not-covered', wording: 'statements' });
    observe({ kind: 'acknowledged', platform: 'slack', seconds: 0.01 });
    observe({ kind: 'answered', platform: 'slack', seconds: 0.03 });
    observe({ kind: 'post', platform: 'slack', outcome: 'limited', seconds: 0.1 });
    observe({ kind: 'limited', platform: 'slack', seconds: 1.5 });
    observe({ kind: 'digest', platform: 'slack', state: 'sent', delay: 4 });
    observe({ kind: 'tick', outcome: 'planned' });
    observe({ kind: 'logged', level: 'error' });
    expect(await shown(made)).toEqual(
      expect.arrayContaining([
        'rapporteur_commands_total{platform="slack",command="show",outcome="ok"} 2',
        'rapporteur_command_seconds_count{command="show"} 2',
        'rapporteur_answers_total{outcome="not-covered",wording="statements"} 1',
        'rapporteur_acknowledgement_seconds_count{platform="slack"} 1',
        'rapporteur_answer_seconds_sum{platform="slack"} 0.03',
        'rapporteur_posts_total{platform="slack",outcome="limited"} 1',
        'rapporteur_rate_limit_waits_total{platform="slack"} 1',
        'rapporteur_rate_limit_wait_seconds_total{platform="slack"} 1.5',
        'rapporteur_digests_total{platform="slack",state="sent"} 1',
        'rapporteur_digest_delay_seconds_sum{platform="slack"} 4',
        'rapporteur_ticks_total{outcome="planned"} 1',
        'rapporteur_log_lines_total{level="error"} 1',
      ]),
    );
  });

  test('tell how things stand', async () => {
    const silence = {
      subscription: 7,
      place: { platform: 'slack', workspace: 'T0SECRET', channel: 'C0SECRET' },
      slot: created,
      state: 'planned',
    } as const;
    const lines = await shown(
      metrics({
        storeAnswers: false,
        tickedAt: slot.subtract({ seconds: 70 }),
        platforms: [
          {
            name: 'slack',
            health: { state: 'disconnected', detail: 'Slack: Harbour Dispatcher' },
            silentSeconds: 12,
          },
          { name: 'web', health: { state: 'connected', detail: 'http://127.0.0.1/' } },
        ],
        troubles: [
          { alert: 'store-unavailable', since: created, alarming: true, stuck: false },
          { alert: 'platform-disconnected', platform: 'slack', since: slot, alarming: false, stuck: false },
        ],
        digests: {
          at: slot,
          overview: {
            open: [{ platform: 'slack', state: 'uncertain', count: 2 }],
            lost: [{ platform: 'discord', state: 'missed', count: 1 }],
            subscriptions: [{ state: 'stopped', count: 4 }],
            oldestDue: slot.subtract({ minutes: 5 }),
          },
          silences: [silence],
        },
      }),
    );
    expect(lines).toEqual(
      expect.arrayContaining([
        'rapporteur_ready 1',
        'rapporteur_store_up 0',
        'rapporteur_platform_up{platform="slack"} 0',
        'rapporteur_platform_up{platform="web"} 1',
        'rapporteur_platform_silence_seconds{platform="slack"} 12',
        'rapporteur_tick_age_seconds 70',
        'rapporteur_alert{alert="store-unavailable"} 1',
        'rapporteur_alert{alert="platform-disconnected"} 0',
        'rapporteur_alert{alert="channel-silent"} 1',
        'rapporteur_briefings 3',
        'rapporteur_briefing_errors 1',
        'rapporteur_digests_open{platform="slack",state="uncertain"} 2',
        'rapporteur_digests_lost{platform="discord",state="missed"} 1',
        'rapporteur_subscriptions{state="stopped"} 4',
        'rapporteur_digest_lag_seconds 300',
        'rapporteur_silent_channels{platform="slack"} 1',
        'rapporteur_silent_channels{platform="web"} 0',
      ]),
    );
    expect(lines.join()).not.toMatch(/SECRET|Harbour|127\.0\.0\.1/);
  });

  test('measure the event loop, memory and open files of the process', async () => {
    const { text, type } = await metrics().text();
    expect(type).toContain('text/plain');
    for (const name of [
      'nodejs_eventloop_lag_p99_seconds',
      'process_resident_memory_bytes',
      'process_open_fds',
    ])
      expect(text).toContain(`${name} `);
  });

  test('forget what is no longer so', async () => {
    let survey: NonNullable<Reading['digests']> = {
      at: slot,
      overview: {
        open: [{ platform: 'slack', state: 'planned', count: 1 }],
        lost: [],
        subscriptions: [],
        oldestDue: created,
      },
      silences: [],
    };
    const made = createMetrics({
      reading: () => ({ ...QUIET, digests: survey }),
      briefings: () => ({ served: 0, withErrors: 0 }),
      ready: () => true,
      now: () => slot,
    });
    expect((await shown(made)).join()).toContain('digests_open{');
    survey = { at: slot, overview: { open: [], lost: [], subscriptions: [] }, silences: [] };
    const later = (await shown(made)).join();
    expect(later).not.toContain('digests_open{');
    expect(later).toContain('rapporteur_digest_lag_seconds 0');
  });
});
