/**
 * Reads stored message bodies back. The schemas follow `src/reply.ts`, and the compiler holds them to it:
 * `objectOf` wants every key of its type (optional ones too), `each` every value, `oneOf` every member.
 */
import { z } from 'zod';
import type { Answer } from '../dispatch/dispatcher.ts';
import type { MessageBody } from '../platforms/web/workspace-history.ts';
import type {
  Action,
  Block,
  BlockOf,
  Field,
  Likelihood,
  Reply,
  SourceItem,
  Span,
  Timeline,
} from '../reply.ts';

type Shape<T> = { readonly [Key in keyof T]-?: z.ZodType<T[Key]> };

function objectOf<T>() {
  return <S extends Shape<T>>(shape: S) => z.strictObject(shape);
}

function oneOf<T>() {
  return <S extends z.ZodType<T>>(schema: S & (T extends z.output<S> ? unknown : never)): S => schema;
}

function each<T extends string>(values: { readonly [Value in T]: Value }) {
  return z.enum(values);
}

function listOf<S extends z.ZodType>(item: S) {
  return z.array(item).readonly();
}

const text = z.string();
const flag = z.exactOptional(z.boolean());

const span = oneOf<Span>()(
  z.discriminatedUnion('kind', [
    objectOf<Extract<Span, { kind: 'text' }>>()({
      kind: z.literal('text'),
      text,
      strong: flag,
      emphasis: flag,
    }),
    objectOf<Extract<Span, { kind: 'link' }>>()({ kind: z.literal('link'), text, url: text }),
    objectOf<Extract<Span, { kind: 'citation' }>>()({ kind: z.literal('citation'), number: z.number() }),
    objectOf<Extract<Span, { kind: 'day' }>>()({ kind: z.literal('day'), day: text }),
    objectOf<Extract<Span, { kind: 'time' }>>()({
      kind: z.literal('time'),
      at: z.number(),
      style: z.enum(['date-time', 'time', 'relative']),
    }),
    objectOf<Extract<Span, { kind: 'command' }>>()({ kind: z.literal('command'), words: text }),
  ]),
);
const spans = listOf(span);

const likelihood = objectOf<Likelihood>()({
  kind: z.literal('likelihood'),
  name: text,
  estimate: z.exactOptional(
    objectOf<NonNullable<Likelihood['estimate']>>()({ term: text, low: z.number(), high: z.number() }),
  ),
  detail: z.exactOptional(spans),
});

/** A sentence as older messages have it: without citations. */
const textBefore = text.transform((value): readonly Span[] => [{ kind: 'text', text: value }]);

const actorMap = objectOf<BlockOf<'actor-map'>>()({
  kind: z.literal('actor-map'),
  title: text,
  actors: listOf(objectOf<BlockOf<'actor-map'>['actors'][number]>()({ id: text, name: text })),
  relations: listOf(
    objectOf<BlockOf<'actor-map'>['relations'][number]>()({ from: text, to: text, label: text }),
  ),
  alternative: listOf(z.union([spans, textBefore])),
});

const timeline = objectOf<Timeline>()({
  kind: z.literal('timeline'),
  events: listOf(
    objectOf<Timeline['events'][number]>()({
      day: text,
      spans,
      state: z.enum(['past', 'expected', 'overdue']),
    }),
  ),
});

const action = oneOf<Action>()(
  z.discriminatedUnion('kind', [
    objectOf<Extract<Action, { kind: 'run' }>>()({
      kind: z.literal('run'),
      label: text,
      words: text,
      where: z.enum(['in-place', 'below']),
      current: flag,
    }),
    objectOf<Extract<Action, { kind: 'ask' }>>()({
      kind: z.literal('ask'),
      label: text,
      topic: z.exactOptional(text),
    }),
    objectOf<Extract<Action, { kind: 'share' }>>()({ kind: z.literal('share'), label: text, words: text }),
    objectOf<Extract<Action, { kind: 'link' }>>()({ kind: z.literal('link'), label: text, url: text }),
  ]),
);

const block = oneOf<Block>()(
  z.discriminatedUnion('kind', [
    objectOf<BlockOf<'heading'>>()({
      kind: z.literal('heading'),
      level: z.literal([1, 2]),
      text,
      aside: z.exactOptional(spans),
    }),
    objectOf<BlockOf<'text'>>()({ kind: z.literal('text'), spans }),
    objectOf<BlockOf<'list'>>()({ kind: z.literal('list'), items: listOf(spans) }),
    objectOf<BlockOf<'fields'>>()({
      kind: z.literal('fields'),
      fields: listOf(objectOf<Field>()({ label: text, value: spans })),
    }),
    objectOf<BlockOf<'quote'>>()({ kind: z.literal('quote'), spans, notes: listOf(spans) }),
    likelihood,
    actorMap,
    timeline,
    objectOf<BlockOf<'notice'>>()({
      kind: z.literal('notice'),
      level: z.enum(['info', 'warning', 'error']),
      spans,
    }),
    objectOf<BlockOf<'note'>>()({ kind: z.literal('note'), spans }),
    objectOf<BlockOf<'sources'>>()({
      kind: z.literal('sources'),
      items: listOf(objectOf<SourceItem>()({ number: z.number(), spans })),
    }),
    objectOf<BlockOf<'actions'>>()({ kind: z.literal('actions'), actions: listOf(action) }),
  ]),
);

/** A reply as it was stored. */
export const replySchema = objectOf<Reply>()({
  tone: each<Reply['tone']>({
    active: 'active',
    watching: 'watching',
    closed: 'closed',
    stale: 'stale',
    plain: 'plain',
    error: 'error',
  }),
  blocks: listOf(block),
});

const answer = objectOf<Answer>()({
  reply: replySchema,
  words: text,
  visibility: each<Answer['visibility']>({ private: 'private', channel: 'channel' }),
  outcome: each<Answer['outcome']>({
    ok: 'ok',
    invalid: 'invalid',
    not_found: 'not_found',
    not_allowed: 'not_allowed',
    conflict: 'conflict',
    too_many: 'too_many',
    unavailable: 'unavailable',
    internal: 'internal',
  }),
});

export const messageBodySchema = oneOf<MessageBody>()(
  z.discriminatedUnion('kind', [
    objectOf<Extract<MessageBody, { kind: 'said' }>>()({ kind: z.literal('said'), text }),
    objectOf<Extract<MessageBody, { kind: 'answer' }>>()({ kind: z.literal('answer'), answer }),
    objectOf<Extract<MessageBody, { kind: 'posted' }>>()({ kind: z.literal('posted'), reply: replySchema }),
  ]),
);
