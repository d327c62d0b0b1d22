import type { Library } from '../../entries/library.ts';
import { UserError } from '../../errors.ts';
import type { Place, Subscription, Topics } from '../subscription.ts';
import { describeSchedule } from './schedule-words.ts';
import type { Subscriptions } from './subscriptions.ts';
import { readTopics } from './topic-words.ts';

type Names = Pick<Library, 'resolve' | 'tags' | 'find' | 'get'>;

export interface FindOptions {
  readonly place: Place;
  readonly subscriptions: Subscriptions;
  readonly names: Names;
  /**
   * The command, where it changes what it is about: it then never takes a digest of more for one of what was named, but
   * offers those that there are. Absent where a digest that covers what was named will do.
   */
  readonly changing?: string;
}

/**
 * The subscriptions of a channel that words mean: a number, a briefing or tag by any name that `subscribe` takes, or
 * nothing for all of them.
 * @throws UserError `not_found`; `invalid` where something would be changed for more than was named
 */
export async function findSubscriptions(
  which: string | undefined,
  { place, subscriptions, names, changing }: FindOptions,
): Promise<readonly Subscription[]> {
  const all = await subscriptions.in(place);
  if (all.length === 0)
    throw new UserError('not_found', 'This channel has no subscription.', 'Subscribe it:', [
      { label: 'Subscribe to everything', words: 'subscribe all' },
    ]);
  if (isEach(which)) return all;
  const numbered = all.filter(({ id }) => id === numberOf(which));
  if (numbered.length > 0) return numbered;
  const wanted = wantedBy(which, names);
  const named = all.filter(({ topics }) =>
    changing === undefined ? isNamed(wanted, topics) : isWhollyNamed(wanted, topics),
  );
  if (named.length > 0) return named;
  const covering = all.filter(({ topics }) => isNamed(wanted, topics) || isCovered(wanted, topics, names));
  if (covering.length === 0)
    throw new UserError('not_found', `This channel has no subscription “${which}”.`, 'See them:', [
      { label: 'Subscriptions', words: 'subscriptions' },
    ]);
  if (changing === undefined) return covering;
  throw new UserError(
    'invalid',
    `“${which}” comes to this channel in a digest together with others.`,
    `To ${changing} the whole digest:`,
    covering.map(({ id, schedule }) => ({
      label: `#${id} ${describeSchedule(schedule)}`,
      words: `${changing} ${id}`,
    })),
  );
}

/**
 * The same with those that cannot be read, by their ids: they have no topics to be named by, and can only be ended.
 * @throws UserError as `findSubscriptions`
 */
export async function subscriptionsToEnd(
  which: string | undefined,
  options: FindOptions,
): Promise<{ readonly meant: readonly Subscription[]; readonly unreadable: readonly number[] }> {
  const { place, subscriptions } = options;
  const unreadable = (await subscriptions.unreadableIn(place)).filter(
    (id) => isEach(which) || id === numberOf(which),
  );
  const areAll = unreadable.length > 0 && (!isEach(which) || (await subscriptions.in(place)).length === 0);
  return { unreadable, meant: areAll ? [] : await findSubscriptions(which, options) };
}

function isEach(which: string | undefined): which is undefined | 'all' | 'everything' {
  return which === undefined || /^(?:all|everything)$/i.test(which);
}

function numberOf(which: string): number | undefined {
  const digits = /^#?(\d+)$/.exec(which)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

interface Wanted {
  readonly entries: readonly string[];
  readonly tags: readonly string[];
}

/** What is no longer kept has no name but its id or tag. */
function wantedBy(which: string, names: Names): Wanted {
  const literally = which.trim().replace(/^#/, '').toLowerCase().replaceAll(/\s+/g, '-');
  try {
    const topics = readTopics(which, names);
    if (topics.kind === 'some') return topics;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
  return { entries: [literally], tags: [literally] };
}

function isNamed({ entries, tags }: Wanted, topics: Topics): boolean {
  if (topics.kind === 'all') return false;
  return entries.some((id) => topics.entries.includes(id)) || tags.some((tag) => topics.tags.includes(tag));
}

/** Nothing comes in it but what was named: changing it changes nothing else. */
function isWhollyNamed({ entries, tags }: Wanted, topics: Topics): boolean {
  if (topics.kind === 'all') return false;
  return topics.entries.every((id) => entries.includes(id)) && topics.tags.every((tag) => tags.includes(tag));
}

/** By a tag of the briefing, or because everything is. */
function isCovered({ entries, tags }: Wanted, topics: Topics, names: Names): boolean {
  const served = entries.flatMap((id) => names.get(id) ?? []);
  if (topics.kind === 'all') return served.length > 0 || tags.some((tag) => names.tags().has(tag));
  return served.some((entry) => entry.tags.some((tag) => topics.tags.includes(tag)));
}
