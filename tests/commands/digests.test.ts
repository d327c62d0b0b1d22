import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { createAnswers } from '../../src/answers/answers.ts';
import { createComposer } from '../../src/digests/delivery/composer.ts';
import type { SubscribeRight } from '../../src/digests/digests.ts';
import { createDispatcher } from '../../src/dispatch/dispatch.ts';
import type { Answer, Asker, Dispatcher } from '../../src/dispatch/dispatcher.ts';
import type { Vocabulary } from '../../src/dispatch/vocabulary.ts';
import { createLibrary } from '../../src/entries/library.ts';
import { contentHash } from '../../src/entries/revisions/content-hash.ts';
import { plainText } from '../../src/plain-text.ts';
import { createStatementIndex } from '../../src/search/statement-index.ts';
import type { Store } from '../../src/store/store.ts';
import { createBriefingReplies } from '../../src/views/briefing-replies.ts';
import { silent, stores } from '../contracts/stores.ts';
import { draft } from '../digests/drafts.ts';
import { sampleEntry } from '../entries/sample-entry.ts';

/** A Wednesday, nine in the morning in London. */
const start = Temporal.Instant.from('2026-02-04T09:00Z');

const editor: Asker = {
  platform: 'slack',
  workspace: 'T1',
  channel: 'C1',
  person: { id: 'U1', name: 'Alex' },
  zone: 'Europe/London',
  manager: true,
};
const guest: Asker = { ...editor, person: { id: 'U2', name: 'Robin' }, manager: false };

let store: Store;
let close: () => Promise<void>;
let now: Temporal.Instant;
let dispatcher: Dispatcher;
const library = createLibrary();

beforeEach(async () => {
  now = start;
  const [sqlite] = stores;
  ({ store, close } = await sqlite.open({ now: () => now }));
  library.put(sampleEntry('border-talks', { tags: ['border', 'gulf'] }));
  library.put(sampleEntry('oil', { title: 'Oil prices', tags: ['gulf'] }));
  await store.revisions.recordAll(library.all(), now);
  dispatcher = openDispatcher('anyone');
});
afterEach(() => close());

function openDispatcher(mayChange: SubscribeRight): Dispatcher {
  const vocabulary: Vocabulary = {
    topic: (words) => library.resolve(words),
    isName: (words) => library.isName(words),
    suggest: (kind, partial, limit) => library.suggest(kind, partial, limit),
  };
  const composer = createComposer({
    library,
    isReadable: () => true,
    editions: store.editions,
    revisions: store.revisions,
  });
  return createDispatcher({
    commands,
    vocabulary,
    services: {
      library,
      revisions: store.revisions,
      search: { search: () => [], ready: async () => {} },
      briefingReplies: createBriefingReplies(),
      answers: createAnswers({
        library,
        index: createStatementIndex(),
        conversations: store.conversations,
        feedback: store.feedback,
        revisionOf: contentHash,
        newId: randomUUID,
        log: silent,
      }),
      digests: { subscriptions: store.subscriptions, composer, mayChange },
    },
    now: () => now,
    visibility: 'private',
    log: silent,
  });
}

function ask(words: string, asker: Asker = editor, at: Dispatcher = dispatcher): Promise<Answer> {
  return at.answer({ input: { kind: 'words', words }, asker, audience: 'asker' });
}

async function said(words: string, asker: Asker = editor, at: Dispatcher = dispatcher): Promise<string> {
  const { reply } = await ask(words, asker, at);
  return plainText(reply, {
    command: (command) => `/brief ${command}`,
    time: (time) => Temporal.Instant.fromEpochMilliseconds(time).toString({ smallestUnit: 'minute' }),
  });
}

function subscriptionsOf(asker: Asker = editor) {
  return store.subscriptions.in({ platform: 'slack', workspace: asker.workspace, channel: asker.channel });
}

describe('subscribe', () => {
  test.each(['subscribe oil at 9 Lodnon', 'subscribe oil daily in Lodnon'])(
    'a mistyped city is asked back: %s',
    async (words) => {
      expect(await said(words)).toContain('did you mean London');
      expect(await store.subscriptions.in({ platform: 'slack', workspace: 'T1', channel: 'C1' })).toEqual([]);
    },
  );

  test('a reader whose own clock keeps no place’s time is asked for one, unless they say it', async () => {
    const adrift = { ...editor, zone: 'Etc/GMT-3' };
    expect(await said('subscribe', adrift)).toContain(
      'does not say where its clocks change: expected a city',
    );
    expect(await subscriptionsOf()).toEqual([]);
    expect(await said('subscribe at 8 in Muscat', adrift)).toContain('08:00, Asia/Muscat time');
    expect(await said('subscribe oil', { ...editor, zone: 'Etc/UTC' })).toContain('08:00, UTC time');
  });

  test('with nothing said: everything, on weekdays at eight, in the zone of the person', async () => {
    expect(await said('subscribe')).toContain('Weekdays at 08:00, Europe/London time');
    expect(await subscriptionsOf()).toMatchObject([
      {
        topics: { kind: 'all' },
        schedule: { days: [1, 2, 3, 4, 5], time: '08:00', zone: 'Europe/London' },
        skipEmpty: false,
        createdBy: { id: 'U1', name: 'Alex' },
      },
    ]);
  });

  test('confirms with the next three times', async () => {
    expect(await said('subscribe oil daily at 17:30 New York')).toContain(
      '2026-02-04T22:30Z, 2026-02-05T22:30Z, 2026-02-06T22:30Z',
    );
  });

  test('takes briefings by any name, and tags', async () => {
    await ask('subscribe Oil prices, border weekly mon at 9 skip-empty');
    expect(await subscriptionsOf()).toMatchObject([
      { topics: { kind: 'some', entries: ['oil'], tags: ['border'] }, skipEmpty: true },
    ]);
  });

  test('again for the same briefings changes what was said, and keeps the rest', async () => {
    await ask('subscribe oil weekly mon at 9 in Muscat');
    expect(await said('subscribe oil at 10:15')).toContain('Subscription changed');
    expect(await subscriptionsOf()).toMatchObject([
      { schedule: { days: [1], time: '10:15', zone: 'Asia/Muscat' } },
    ]);
  });

  test('with separate options, as Discord gives them', async () => {
    await dispatcher.answer({
      input: {
        kind: 'options',
        command: 'subscribe',
        options: { topics: 'oil', at: '7am', empty: 'skip-empty' },
      },
      asker: editor,
      audience: 'asker',
    });
    expect(await subscriptionsOf()).toMatchObject([{ schedule: { time: '07:00' }, skipEmpty: true }]);
  });

  test.each([
    ['subscribe oil at 8 EST', 'America/New_York'],
    ['subscribe oil weekly', 'weekly mon'],
    ['subscribe oli', 'Oil prices'],
  ])('%s is refused with a suggestion, and nothing is subscribed', async (words, suggestion) => {
    const { reply, outcome } = await ask(words);
    expect(outcome).not.toBe('ok');
    expect(JSON.stringify(reply)).toContain(suggestion);
    expect(await subscriptionsOf()).toEqual([]);
  });

  test('in a terminal there is nowhere to post', async () =>
    expect(await said('subscribe', { ...editor, platform: 'terminal' })).toContain(
      'A terminal has no channel',
    ));

  test('where the bot cannot post, it says so at once', async () => {
    const cannotPost = async () => ({ reason: 'I am not in this channel.', remedy: 'Invite me.' });
    await ask('subscribe oil');
    await ask('pause');
    for (const words of ['subscribe', 'resume'])
      expect(await said(words, { ...editor, cannotPost })).toContain('I am not in this channel. Invite me.');
    expect(await subscriptionsOf()).toMatchObject([{ state: { kind: 'paused' } }]);
  });

  test('a channel has a limit', async () => {
    const tags = Array.from({ length: 20 }, (_, index) => `tag-${index}`);
    library.put(sampleEntry('tagged', { tags }));
    for (const tag of tags) await ask(`subscribe ${tag}`);
    expect((await ask('subscribe oil')).outcome).toBe('too_many');
    library.remove('tagged');
  });
});

describe('who may change what a channel gets', () => {
  test.each(['subscribe', 'unsubscribe all', 'pause', 'resume'])(
    'only managers may %s where that is the setting',
    async (words) => {
      const strict = openDispatcher('managers');
      await ask('subscribe oil', editor, strict);
      const before = await subscriptionsOf();
      expect((await ask(words, guest, strict)).outcome).toBe('not_allowed');
      expect(await subscriptionsOf()).toEqual(before);
      expect((await ask(words, editor, strict)).outcome).toBe('ok');
    },
  );

  test('everybody may look', async () => {
    const strict = openDispatcher('managers');
    await ask('subscribe oil', editor, strict);
    for (const words of ['subscriptions', 'digest', 'why'])
      expect((await ask(words, guest, strict)).outcome).toBe('ok');
  });

  test('another channel cannot reach it, even by its number', async () => {
    await ask('subscribe oil');
    const [mine] = await subscriptionsOf();
    const elsewhere: Asker = { ...editor, channel: 'C2' };
    await ask('subscribe border-talks', elsewhere);
    for (const words of ['unsubscribe', 'pause', 'digest', 'why'])
      expect((await ask(`${words} ${mine?.id}`, elsewhere)).outcome).toBe('not_found');
    expect(await subscriptionsOf()).toEqual([mine]);
  });
});

describe('what a channel has', () => {
  test('nothing yet: the way to subscribe', async () => {
    expect(await said('subscriptions')).toContain('None yet.');
    const { reply, outcome } = await ask('digest');
    expect(outcome).toBe('not_found');
    expect(JSON.stringify(reply)).toContain('subscribe all');
  });

  test('each with its next digest; paused; resumed for the next slot, not a past one', async () => {
    await ask('subscribe oil daily');
    expect(await said('subscriptions')).toContain('Next: 2026-02-05T08:00Z');
    expect(await said('pause')).toContain('Next: paused');
    now = start.add({ hours: 72 });
    expect(await said('resume')).toContain('Next: 2026-02-08T08:00Z');
  });

  test('a stopped one says why, and what to do', async () => {
    await ask('subscribe oil daily');
    const slot = Temporal.Instant.from('2026-02-05T08:00Z');
    const [subscription] = await subscriptionsOf();
    if (!subscription) throw new Error('expected a subscription');
    await store.outbox.plan(
      [{ subscription: subscription.id, due: { slot, verdict: 'send' }, nextAt: slot.add({ hours: 24 }) }],
      [subscription],
      slot,
    );
    const [delivery] = await store.outbox.claim({
      owner: 'p',
      platform: 'slack',
      now: slot,
      leasedUntil: slot.add({ minutes: 1 }),
      limit: 1,
      perWorkspace: 1,
      except: [],
    });
    if (!delivery) throw new Error('expected a delivery');
    await store.outbox.settle(delivery, 'p', { event: 'begin', now: slot });
    const stop = { reason: 'The channel is archived', remedy: 'Unarchive it.' };
    await store.outbox.settle({ ...delivery, state: 'sending' }, 'p', {
      event: 'refused',
      now: slot,
      reason: stop.reason,
      stop,
    });
    expect(await said('subscriptions')).toContain('Stopped: The channel is archived. Unarchive it.');
    expect(await said('why')).toContain('refused by the platform (The channel is archived)');
  });

  describe('is named by whatever `subscribe` takes', () => {
    test.each([
      ['oil', 'oil'],
      ['Oil prices', 'oil'],
      ['gulf', 'gulf'],
      ['#gulf', 'gulf'],
      ['GULF', 'gulf'],
      ['oil and gulf', 'oil, gulf'],
      ['everything', 'oil, gulf'],
    ])('%s', async (words, topics) => {
      await ask(`subscribe ${topics}`);
      expect(await said(`pause ${words}`)).toContain('Next: paused');
      expect(await said(`resume ${words}`)).not.toContain('paused');
      expect((await ask(`digest ${words}`)).outcome).toBe('ok');
      expect((await ask(`why ${words}`)).outcome).toBe('ok');
      expect((await ask(`unsubscribe ${words}`)).outcome).toBe('ok');
      expect(await subscriptionsOf()).toEqual([]);
    });

    test('a tag of two words', async () => {
      library.put(sampleEntry('oil', { title: 'Oil prices', tags: ['gulf', 'middle-east'] }));
      await ask('subscribe middle east');
      expect(await said('pause Middle East')).toContain('Next: paused');
    });

    test('also when it is no longer kept', async () => {
      await ask('subscribe oil');
      library.remove('oil');
      expect((await ask('unsubscribe oil')).outcome).toBe('ok');
    });

    test('and by nothing else', async () => {
      await ask('subscribe oil');
      for (const words of ['border-talks', 'border', 'nothing like it'])
        expect(await said(`pause ${words}`)).toContain('This channel has no subscription');
    });
  });

  describe.each([
    ['a tag', 'subscribe gulf'],
    ['everything', 'subscribe all'],
  ])('a briefing that comes with %s', (_, subscribing) => {
    test('is looked at in that digest', async () => {
      await ask(subscribing);
      expect(await said('digest oil')).toContain('No change in 2 briefings');
      expect((await ask('why oil')).outcome).toBe('ok');
    });

    test.each(['unsubscribe', 'pause', 'resume'])(
      '%s changes nothing for others: it offers the whole digest',
      async (command) => {
        await ask(subscribing);
        const before = await subscriptionsOf();
        const { reply, outcome } = await ask(`${command} oil`);
        expect(outcome).toBe('invalid');
        expect(JSON.stringify(reply)).toContain('comes to this channel in a digest together with others');
        expect(JSON.stringify(reply)).toContain(`"words":"${command} ${before[0]?.id}"`);
        expect(await subscriptionsOf()).toEqual(before);
      },
    );
  });

  test.each(['unsubscribe', 'pause'])(
    '%s of one of several topics leaves the others as they are, and all of them together are the digest',
    async (command) => {
      await ask('subscribe oil, border-talks');
      const before = await subscriptionsOf();
      const { reply, outcome } = await ask(`${command} oil`);
      expect(outcome).toBe('invalid');
      expect(JSON.stringify(reply)).toContain('comes to this channel in a digest together with others');
      expect(JSON.stringify(reply)).toContain(`"words":"${command} ${before[0]?.id}"`);
      expect(await subscriptionsOf()).toEqual(before);
      expect((await ask(`${command} border-talks, oil`)).outcome).toBe('ok');
      expect(await subscriptionsOf()).not.toEqual(before);
    },
  );

  test('one that cannot be read hides none of the others, says so, and can be ended', async () => {
    await ask('subscribe oil');
    const at = { createdAt: now, nextAt: now, edition: 'e' };
    const unknown = { ...draft(), place: { platform: 'slack', workspace: 'T1', channel: 'C1' } } as const;
    const elsewhere = { days: [1 as const], time: '08:00', zone: 'Mars/Olympus' };
    // Written as it is; only reading it back fails.
    await expect(store.subscriptions.add({ ...unknown, schedule: elsewhere }, at)).rejects.toThrow();
    const [lost] = await store.subscriptions.unreadableIn(unknown.place);
    const shown = await said('subscriptions');
    expect(shown).toContain('Oil prices');
    expect(shown).toContain(`#${lost} cannot be read, so nothing is sent for it.`);
    expect(await said('subscribe border-talks')).toContain('Subscribed');
    expect(await said('pause')).toContain('Next: paused');
    expect(await said('unsubscribe')).toContain('This channel has 3 subscriptions.');
    expect(await said('unsubscribe', { ...editor, channel: 'C2' })).toContain('no subscription');
    expect((await ask(`unsubscribe ${lost}`, { ...editor, channel: 'C2' })).outcome).toBe('not_found');
    expect(await said(`unsubscribe ${lost}`)).toContain(`#${lost}, which could not be read`);
    expect(await store.subscriptions.unreadableIn(unknown.place)).toEqual([]);
    expect(await subscriptionsOf()).toHaveLength(2);
  });

  test('several: unsubscribe asks which', async () => {
    await ask('subscribe oil');
    await ask('subscribe border-talks');
    const { outcome, reply } = await ask('unsubscribe');
    expect(outcome).toBe('invalid');
    expect(JSON.stringify(reply)).toContain('unsubscribe all');
    await ask('unsubscribe Oil prices');
    expect(await subscriptionsOf()).toMatchObject([{ topics: { entries: ['border-talks'] } }]);
    await ask('unsubscribe');
    expect(await subscriptionsOf()).toEqual([]);
  });
});

test('digest looks ahead: what changed since the subscription, privately, and nothing is sent', async () => {
  await ask('subscribe all daily');
  expect(await said('digest')).toContain('No change in 2 briefings since 4 Feb 2026');
  library.put(sampleEntry('oil', { title: 'Oil prices', tags: ['gulf'], status: 'closed' }));
  const { visibility } = await ask('digest');
  expect(visibility).toBe('private');
  expect(await said('digest')).toContain('Status went from active to closed.');
  expect(await said('why')).toContain('None has been due yet. The first is due 2026-02-05T08:00Z');
});

test('a question that opens with "why" is a question', async () => {
  await ask('subscribe oil');
  expect((await ask('why')).reply.blocks[0]).toMatchObject({ text: 'The last digest' });
  expect(JSON.stringify((await ask('why did North host the talks?')).reply)).not.toContain('No subscription');
});

test('completion knows briefings, days, times and cities', async () => {
  const complete = async (words: string) =>
    (await dispatcher.complete({ input: { kind: 'words', words }, asker: editor, limit: 8 })).map(
      ({ replacement }) => replacement,
    );
  expect(await complete('subscribe oi')).toContain('subscribe oil');
  expect(await complete('subscribe oil week')).toContain('subscribe oil weekdays');
  expect(await complete('subscribe oil weekdays 08:00 Musc')).toContain(
    'subscribe oil weekdays 08:00 Asia/Muscat',
  );
});
