import { counted } from '../../counted.ts';
import type { Entry } from '../../entries/entry.ts';
import {
  type Action,
  type Block,
  emphasis,
  type Reply,
  type Span,
  type Spans,
  strong,
  text,
} from '../../reply.ts';
import type { DeliveryState } from '../delivery/delivery.ts';
import { nextSlots } from '../schedule.ts';
import type { Subscription, Topics } from '../subscription.ts';
import { describeSchedule } from './schedule-words.ts';
import type { DeliveryReport } from './subscriptions.ts';

/** Enough to see that days, time and zone are the ones that were meant. */
const TIMES_SHOWN = 3;
/** Subscriptions with buttons of their own; what the others need can be said in words. */
const BUTTON_ROWS = 3;

type TitleOf = (entryId: string) => string;

/** A subscription with what became of its last digest, if there was one. */
export interface SubscriptionStatus {
  readonly subscription: Subscription;
  readonly last?: DeliveryReport;
}

/** What `subscribe` answers: what comes, when, and how to change it. */
export function subscribedReply(
  subscription: Subscription,
  change: 'new' | 'changed',
  now: Temporal.Instant,
  titleOf: TitleOf,
): Reply {
  const { id, topics, schedule, skipEmpty } = subscription;
  const times = nextSlots(schedule, now, TIMES_SHOWN);
  return {
    tone: 'plain',
    blocks: [
      {
        kind: 'heading',
        level: 1,
        text: change === 'new' ? 'Subscribed' : 'Subscription changed',
        aside: [text(`#${id}`)],
      },
      {
        kind: 'fields',
        fields: [
          { label: 'Briefings', value: topicSpans(topics, titleOf) },
          { label: 'When', value: [text(describeSchedule(schedule))] },
          { label: 'Next', value: joined(times.map((at) => [timeSpan(at)])) },
          {
            label: 'If nothing changed',
            value: [
              text(
                skipEmpty
                  ? 'nothing is sent (“send-empty” for a short line)'
                  : 'one short line is sent (“skip-empty” for nothing)',
              ),
            ],
          },
        ],
      },
      { kind: 'note', spans: [text('The digest keeps coming to this channel, whoever leaves it.')] },
      {
        kind: 'actions',
        actions: [
          run('Preview', `digest ${id}`),
          run('Subscriptions', 'subscriptions'),
          run('Unsubscribe', `unsubscribe ${id}`),
        ],
      },
    ],
  };
}

/**
 * What `subscriptions` answers: each with its last and next digest, and anything that went wrong.
 * @param unreadable ids of those of which nothing else is known
 */
export function subscriptionsReply(
  statuses: readonly SubscriptionStatus[],
  titleOf: TitleOf,
  unreadable: readonly number[] = [],
): Reply {
  return {
    tone: 'plain',
    blocks: [
      { kind: 'heading', level: 1, text: 'Digests of this channel' },
      ...(statuses.length + unreadable.length === 0
        ? [
            { kind: 'text', spans: [text('None yet.')] } as const,
            { kind: 'actions', actions: [run('Subscribe to everything', 'subscribe all')] } as const,
          ]
        : statuses.flatMap((status, index) =>
            statusBlocks(status, titleOf, index < BUTTON_ROWS, statuses.length > 1),
          )),
      ...unreadable.map(unreadableBlock),
    ],
  };
}

function unreadableBlock(id: number): Block {
  return {
    kind: 'notice',
    level: 'error',
    spans: [
      strong(`#${id} cannot be read, so nothing is sent for it. `),
      text(
        'Whoever runs Rapporteur will find the reason in the log. You can also end it and subscribe again: ',
      ),
      { kind: 'command', words: `unsubscribe ${id}` },
    ],
  };
}

function statusBlocks(
  { subscription, last }: SubscriptionStatus,
  titleOf: TitleOf,
  hasButtons: boolean,
  isOneOfSeveral: boolean,
): readonly Block[] {
  const { id, topics, schedule, state, nextAt, skipEmpty, createdBy } = subscription;
  const next: Spans =
    state.kind === 'active' ? [timeSpan(nextAt)] : [text(state.kind === 'paused' ? 'paused' : 'stopped')];
  // Some platforms gather all buttons at the end of a message: each then has to say whose it is.
  const of = isOneOfSeveral ? ` #${id}` : '';
  const actions: readonly Action[] = [
    state.kind === 'active' ? run(`Pause${of}`, `pause ${id}`) : run(`Resume${of}`, `resume ${id}`),
    run(`Preview${of}`, `digest ${id}`),
    run(`Why${of}?`, `why ${id}`),
    run(`Unsubscribe${of}`, `unsubscribe ${id}`),
  ];
  return [
    {
      kind: 'heading',
      level: 2,
      text: describeSchedule(schedule),
      aside: [text(`#${id}${skipEmpty ? ' · skip-empty' : ''}`)],
    },
    {
      kind: 'fields',
      fields: [
        { label: 'Briefings', value: topicSpans(topics, titleOf) },
        { label: 'Last', value: last ? reportSpans(last) : [text('none yet')] },
        { label: 'Next', value: next },
        { label: 'Set up by', value: [text(createdBy.name)] },
      ],
    },
    ...(state.kind === 'stopped'
      ? [
          {
            kind: 'notice',
            level: 'error',
            spans: [strong('Stopped: '), text(`${state.reason}. ${state.remedy}`), ...resumeHint(id)],
          } as const,
        ]
      : []),
    ...(hasButtons ? [{ kind: 'actions', actions } as const] : []),
  ];
}

function resumeHint(id: number): Spans {
  return [text(' Then: '), { kind: 'command', words: `resume ${id}` }];
}

/** What `why` answers about the last digest of each subscription. */
export function whyReply(statuses: readonly SubscriptionStatus[], titleOf: TitleOf): Reply {
  return {
    tone: 'plain',
    blocks: [
      { kind: 'heading', level: 1, text: 'The last digest' },
      ...statuses.flatMap(({ subscription, last }): readonly Block[] => [
        {
          kind: 'heading',
          level: 2,
          text: describeSchedule(subscription.schedule),
          aside: [text(`#${subscription.id}`)],
        },
        ...(last
          ? whyBlocks(last, titleOf)
          : [
              {
                kind: 'text',
                spans: [
                  text('None has been due yet. The first is due '),
                  timeSpan(subscription.nextAt),
                  text('.'),
                ],
              } as const,
            ]),
      ]),
      { kind: 'actions', actions: [run('Subscriptions', 'subscriptions')] },
    ],
  };
}

function whyBlocks(report: DeliveryReport, titleOf: TitleOf): readonly Block[] {
  const { slot, failures, told } = report;
  const changed = Object.entries(told?.changed ?? {});
  const fields = [
    { label: 'Due', value: [timeSpan(slot)] },
    { label: 'Outcome', value: reportSpans(report) },
    ...(failures > 0 ? [{ label: 'Failed attempts', value: [text(String(failures))] }] : []),
    ...(changed.length > 0
      ? [
          {
            label: 'Told',
            value: [
              text(changed.map(([id, count]) => `${titleOf(id)} (${counted(count, 'change')})`).join(', ')),
            ],
          },
        ]
      : []),
    ...named('New here', told?.added ?? [], titleOf),
    ...named('Back here', told?.back ?? [], titleOf),
    ...named('No longer covered', Object.values(told?.gone ?? {}), (title) => title),
    ...named('Changed, earlier text no longer kept', told?.uncompared ?? [], titleOf),
    ...named('Left out, no change', told?.unchanged ?? [], titleOf),
    ...named('Left out, no longer available', told?.missing ?? [], titleOf),
    ...named('Left out, its file had errors', told?.unreadable ?? [], titleOf),
  ];
  return [{ kind: 'fields', fields }];
}

function named(label: string, ids: readonly string[], titleOf: TitleOf) {
  return ids.length === 0 ? [] : [{ label, value: [text(ids.map(titleOf).join(', '))] }];
}

/** What a state means to a reader. */
const OUTCOMES: Readonly<Record<DeliveryState, string>> = {
  planned: 'waiting to be sent',
  sending: 'being sent',
  uncertain: 'sent, and the platform is being asked whether it arrived',
  sent: 'sent',
  skipped: 'not sent: nothing had changed',
  missed: 'not sent: Rapporteur was not running, and afterwards it was too late',
  refused: 'refused by the platform',
  expired: 'given up: it was too late',
  cancelled: 'not sent: the subscription was paused or ended',
};

function reportSpans({ state, at, reason }: DeliveryReport): Spans {
  const why = reason === undefined || state === 'sent' ? '' : ` (${reason})`;
  return [text(`${OUTCOMES[state]}${why}, `), timeSpan(at)];
}

/** Names what a subscription is about. */
export function topicSpans(topics: Topics, titleOf: TitleOf): Spans {
  if (topics.kind === 'all') return [text('all briefings')];
  return joined([
    ...topics.entries.map((id): Spans => [text(titleOf(id))]),
    ...topics.tags.map((tag): Spans => [text('everything tagged '), emphasis(tag)]),
  ]);
}

/** Titles of what is served; ids of what is not. */
export function titlesOf(entries: readonly Entry[]): TitleOf {
  const titles = new Map(entries.map(({ id, title }) => [id, title]));
  return (id) => titles.get(id) ?? id;
}

function joined(items: readonly Spans[]): Spans {
  return items.flatMap((item, index): readonly Span[] => (index === 0 ? item : [text(', '), ...item]));
}

function timeSpan(at: Temporal.Instant): Span {
  return { kind: 'time', at: at.epochMilliseconds, style: 'date-time' };
}

/** A button whose answer comes below the message. */
export function run(label: string, words: string): Action {
  return { kind: 'run', label, words, where: 'below' };
}
