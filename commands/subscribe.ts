import { z } from 'zod';
import { nextSlot } from '../src/digests/schedule.ts';
import { type Schedule, type Subscription, sameTopics } from '../src/digests/subscription.ts';
import { checkCanPost, checkMayChange, placeOf } from '../src/digests/subscriptions/channel.ts';
import {
  DEFAULT_DAYS,
  DEFAULT_TIME,
  parseDays,
  parseTime,
} from '../src/digests/subscriptions/schedule-words.ts';
import { readSubscribeWords, type SubscribeOptions } from '../src/digests/subscriptions/subscribe-words.ts';
import { subscribedReply, titlesOf } from '../src/digests/subscriptions/subscription-reply.ts';
import {
  suggestDays,
  suggestSubscribeWords,
  suggestTimes,
} from '../src/digests/subscriptions/suggest-words.ts';
import { readTopics } from '../src/digests/subscriptions/topic-words.ts';
import { parseZone, placeZoneOf, suggestZones } from '../src/digests/time-zones/time-zone.ts';
import { choiceArgument, textArgument } from '../src/dispatch/arguments.ts';
import { type CommandContext, defineCommand } from '../src/dispatch/command.ts';
import type { Vocabulary } from '../src/dispatch/vocabulary.ts';
import { UserError } from '../src/errors.ts';
import type { Reply } from '../src/reply.ts';

/** Subscriptions of one channel: more would be noise, and a way to flood the store. */
const PER_CHANNEL = 20;

export const subscribe = defineCommand({
  name: 'subscribe',
  changes: true,
  summary: 'Post digests of what changed in this channel',
  args: z.object({
    topics: textArgument(
      'briefings or tags, separated by commas; all if left out',
      500,
      (partial, limit, vocabulary) => suggestSubscribeWords(partial, limit, vocabulary.suggest),
    ).optional(),
    days: textArgument('daily, weekdays, weekly mon, or days such as mon,wed', 60, suggestDays).optional(),
    at: textArgument('local time, such as 08:00 or 5pm', 20, suggestTimes).optional(),
    zone: textArgument('a city or time zone, such as London or Asia/Muscat', 60, suggestZones).optional(),
    empty: choiceArgument(
      ['send-empty', 'skip-empty'],
      'what to do when nothing changed: send a short line, or nothing',
    ).optional(),
  }),
  examples: [
    'subscribe',
    'subscribe iran-talks weekdays at 08:00 Europe/London',
    'subscribe middle-east weekly mon at 9 in Muscat skip-empty',
  ],
  readWords: (words, vocabulary) => ({ ...readSubscribeWords(words, isName(vocabulary)) }),
  run: (options, context) => subscribeChannel(options, context),
});

function isName(vocabulary: Vocabulary): (words: string) => boolean {
  return (words) =>
    vocabulary.topic(words) !== undefined ||
    vocabulary.suggest('tag', words, 1).some(({ value }) => value === words.toLowerCase());
}

/** On platforms with separate options a person may still write days or a time with the briefings. */
function allOptions(given: SubscribeOptionsGiven, vocabulary: Vocabulary): SubscribeOptions {
  const { topics, ...others } = given;
  const inTopics = readSubscribeWords(topics?.split(/\s+/) ?? [], isName(vocabulary));
  return { ...inTopics, ...defined(others) };
}

type SubscribeOptionsGiven = { readonly [K in keyof SubscribeOptions]: SubscribeOptions[K] | undefined };

function defined(options: Omit<SubscribeOptionsGiven, 'topics'>): SubscribeOptions {
  const { days, at, zone, empty } = options;
  return {
    ...(days === undefined ? {} : { days }),
    ...(at === undefined ? {} : { at }),
    ...(zone === undefined ? {} : { zone }),
    ...(empty === undefined ? {} : { empty }),
  };
}

async function subscribeChannel(given: SubscribeOptionsGiven, context: CommandContext): Promise<Reply> {
  const { asker, digests, library, now } = context;
  const place = placeOf(asker);
  checkMayChange(asker, digests.mayChange);
  await checkCanPost(asker);
  const options = allOptions(given, context.vocabulary);
  const topics = readTopics(options.topics ?? '', library);
  const existing = await digests.subscriptions.in(place);
  const same = existing.find((subscription) => sameTopics(subscription.topics, topics));
  const schedule = scheduleOf(options, same, asker.zone);
  const skipEmpty = options.empty === undefined ? (same?.skipEmpty ?? false) : options.empty === 'skip-empty';
  const nextAt = nextSlot(schedule, now);
  const titleOf = titlesOf(library.all());

  if (same) {
    const changed = await digests.subscriptions.reschedule(same.id, { schedule, skipEmpty }, nextAt);
    if (changed) return subscribedReply(changed, 'changed', now, titleOf);
  }
  if (existing.length >= PER_CHANNEL)
    throw new UserError(
      'too_many',
      `This channel has ${existing.length} subscriptions already; ${PER_CHANNEL} is the limit.`,
      'End one first:',
      [{ label: 'Subscriptions', words: 'subscriptions' }],
    );
  const edition = await digests.composer.currentEdition(topics);
  const added = await digests.subscriptions.add(
    { place, topics, schedule, skipEmpty, createdBy: asker.person },
    { createdAt: now, nextAt, edition },
  );
  return subscribedReply(added, 'new', now, titleOf);
}

/** What is not said stays as it was, or is what most readers want. */
function scheduleOf(
  { days, at, zone }: SubscribeOptions,
  same: Subscription | undefined,
  readersZone: string,
): Schedule {
  const usual = same?.schedule ?? { days: [...DEFAULT_DAYS], time: DEFAULT_TIME };
  const usualZone = () => same?.schedule.zone ?? placeZoneOf(readersZone);
  return {
    days: days === undefined ? usual.days : [...parseDays(days)],
    time: at === undefined ? usual.time : parseTime(at),
    zone: zone === undefined ? usualZone() : parseZone(zone),
  };
}
