import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import type { Asker } from '../../src/dispatch/dispatcher.ts';
import type { StoreLocation } from '../../src/store/database/database.ts';
import { assemble, type Core } from '../../src/wiring/core.ts';
import { stores } from '../contracts/stores.ts';
import { buttonWords, NOON, SHIPPED_BRIEFINGS, textOf } from '../shipped-core.ts';

const WORKSPACES = ['T1', 'T2', '["slack","T1"]'] as const;
/** The same names everywhere: nothing but the workspace tells two places apart. */
const CHANNELS = ['C1', 'C2'] as const;
const PEOPLE = ['U1', 'U2'] as const;

const LINES = [
  'subscribe',
  'subscribe iran-talks daily at 07:15',
  'subscribe middle-east weekly mon at 09:00 Europe/London',
  'unsubscribe all',
  'pause',
  'resume',
  'subscriptions',
  'why',
  'digest',
  'what does Oman want?',
  'and Iran?',
  'who doubts it?',
] as const;

/** What somebody does; `about` takes the number of a subscription, or the id of an answer, of anybody's. */
type Step =
  | { readonly kind: 'line'; readonly line: string }
  | { readonly kind: 'about'; readonly line: string; readonly pick: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('line' as const), line: fc.constantFrom(...LINES) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('about' as const),
      line: fc.constantFrom(
        'unsubscribe',
        'pause',
        'resume',
        'why',
        'digest',
        'feedback wrong',
        'feedback useful',
      ),
      pick: fc.nat(),
    }),
  },
);
const deed = fc.record({
  workspace: fc.constantFrom(...WORKSPACES),
  channel: fc.constantFrom(...CHANNELS),
  person: fc.constantFrom(...PEOPLE),
  threaded: fc.boolean(),
  step,
});

async function coreOn(location: StoreLocation): Promise<Core> {
  const core = await assemble({
    config: {
      ...readConfig({
        BRIEFINGS_DIR: SHIPPED_BRIEFINGS,
        TIME_ZONE: 'UTC',
        QUESTIONS_PER_PERSON: '0',
        QUESTIONS_PER_CHANNEL: '0',
      }),
      database: location,
    },
    now: () => NOON,
    log: pino({ level: 'silent' }),
    watch: false,
  });
  // What a digest compares with is recorded in the background after a start.
  await core.ready();
  return core;
}

/** Numbers of subscriptions and ids of answers differ from world to world. */
function withoutIds(text: string): string {
  return text.replaceAll(/#\d+|“\d+”|“[0-9a-f-]{30,}”/gu, '#');
}

describe.each(stores)('workspaces that share $name', ({ locate }) => {
  let shared: Core;
  let remove: () => Promise<void>;

  beforeAll(async () => {
    const place = await locate();
    remove = place.remove;
    shared = await coreOn(place.location);
  });
  afterAll(async () => {
    await shared.stop();
    await remove();
  });

  test('see and change only what is theirs: each is answered as if the others were not there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 4, maxLength: 14 }), async (deeds) => {
        const run = randomUUID();
        const alone = new Map<string, Core>();
        const numbers: number[] = [];
        const answers: string[] = [];
        try {
          for (const { workspace, channel, person, threaded, step } of deeds) {
            const asker: Asker = {
              platform: 'slack',
              workspace: `${workspace} ${run}`,
              channel,
              ...(threaded ? { thread: 't1' } : {}),
              person: { id: person, name: person },
              zone: 'UTC',
              manager: true,
            };
            const ids = step.line.startsWith('feedback') ? answers : numbers.map(String);
            const id = step.kind === 'about' ? (ids[step.pick % Math.max(1, ids.length)] ?? '0') : undefined;
            const before = await othersOf(shared, asker.workspace, run);
            // Before it is changed: what is removed has no place in the list any more.
            const here = await shared.store.subscriptions.inWorkspace('slack', asker.workspace);
            const words = id === undefined ? step.line : `${step.line} ${id}`;
            const { reply } = await shared.dispatcher.answer({
              input: { kind: 'words', words },
              asker,
              audience: 'asker',
            });
            expect(await othersOf(shared, asker.workspace, run)).toEqual(before);

            const own = alone.get(workspace) ?? (await coreOn({ kind: 'sqlite', path: ':memory:' }));
            alone.set(workspace, own);
            if (step.kind === 'line') {
              const solo = await own.dispatcher.answer({
                input: { kind: 'words', words: step.line },
                asker,
                audience: 'asker',
              });
              expect(withoutIds(textOf(reply))).toBe(withoutIds(textOf(solo.reply)));
            } else {
              // The same subscription in the other world, or one that is not there.
              const theirs = await own.store.subscriptions.inWorkspace('slack', asker.workspace);
              const at = here.findIndex((subscription) => String(subscription.id) === id);
              const counterpart = at < 0 ? '0' : String(theirs[at]?.id ?? 0);
              if (!step.line.startsWith('feedback'))
                await own.dispatcher.answer({
                  input: { kind: 'words', words: `${step.line} ${counterpart}` },
                  asker,
                  audience: 'asker',
                });
            }
            for (const { id: number } of await shared.store.subscriptions.inWorkspace(
              'slack',
              asker.workspace,
            ))
              if (!numbers.includes(number)) numbers.push(number);
            for (const button of buttonWords(reply))
              if (button.startsWith('feedback ')) answers.push(button.split(' ').at(-1) ?? '');
          }
        } finally {
          await Promise.all([...alone.values()].map((core) => core.stop()));
        }
      }),
      { numRuns: 12 },
    );
  });

  test('judge their own answers alone', async () => {
    const asker: Asker = {
      platform: 'slack',
      workspace: 'T-own',
      channel: 'C1',
      person: { id: 'U1', name: 'Ann' },
      zone: 'UTC',
      manager: true,
    };
    const say = (words: string, workspace = asker.workspace) =>
      shared.dispatcher.answer({
        input: { kind: 'words', words },
        asker: { ...asker, workspace },
        audience: 'asker',
      });
    const { reply } = await say('what does Oman want?');
    const before = await foundWrong(shared);
    const wrong = buttonWords(reply).find((words) => words.startsWith('feedback wrong')) ?? '';
    expect(wrong).not.toBe('');
    expect((await say(wrong, 'T-other')).outcome).toBe('not_found');
    expect(await foundWrong(shared)).toBe(before);
    expect((await say(wrong)).outcome).toBe('ok');
    expect(await foundWrong(shared)).toBe(before + 1);
  });
});

/** Other findings are questions that nothing covered. */
async function foundWrong({ store }: Core): Promise<number> {
  return (await store.feedback.findings(1000)).filter(({ wrong }) => wrong > 0).length;
}

/** All that the store holds of the other workspaces of this run. */
async function othersOf({ store }: Core, workspace: string, run: string) {
  const others = WORKSPACES.map((name) => `${name} ${run}`).filter((name) => name !== workspace);
  return await Promise.all(
    others.map(async (other) => {
      const subscriptions = await store.subscriptions.inWorkspace('slack', other);
      const conversations = await Promise.all(
        CHANNELS.flatMap((channel) =>
          PEOPLE.flatMap((person) =>
            [{}, { thread: 't1' }].map((thread) =>
              store.conversations.recall(
                { platform: 'slack', workspace: other, channel, person, ...thread },
                NOON,
              ),
            ),
          ),
        ),
      );
      const deliveries = await Promise.all(
        subscriptions.map(({ id }) => store.subscriptions.deliveries(id, 5)),
      );
      return { subscriptions, conversations, deliveries };
    }),
  );
}
