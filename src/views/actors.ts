import type { Actor, Entry } from '../entries/entry.ts';
import type { Block, Field, Spans } from '../reply.ts';
import { emphasis, strong, text } from '../reply.ts';
import type { Citations } from './citations.ts';
import { excerpt } from './excerpt.ts';
import { relationsOf } from './relations.ts';

/** Actors named in the first answer; the others are counted. */
const KEY_ACTORS = 4;
/** Characters of each actor's role and aims in the first answer. */
const ACTOR_EXCERPT = 90;
/** How far into its role an actor's name may stand and still be found at a glance. */
const NAME_WITHIN = 30;

/** The first actors of the file, in its order: role and aims in a line each. */
export function actorsInBrief(entry: Entry, citations: Citations): readonly Block[] {
  const all = Object.values(entry.actors);
  const more = all.slice(KEY_ACTORS);
  return [
    {
      kind: 'list',
      items: all.slice(0, KEY_ACTORS).map((actor): Spans => {
        const role = citations.prose(entry, excerpt(actor.role, ACTOR_EXCERPT));
        const wants = actor.wants
          ? [
              text(' '),
              emphasis('Wants:'),
              text(' '),
              ...citations.prose(entry, excerpt(actor.wants, ACTOR_EXCERPT)),
            ]
          : [];
        return [...led(actor.name, role), ...wants];
      }),
    },
    ...(more.length > 0
      ? [
          {
            kind: 'note',
            spans: [text(`${more.length} more: ${more.map((actor) => actor.name).join(', ')}`)],
          } as const,
        ]
      : []),
  ];
}

/** The name in bold where the sentence itself says it early: nobody should read “Oman: Oman is …”. Else in front. */
function led(name: string, role: Spans): Spans {
  const [first, ...others] = role;
  const at = first?.kind === 'text' ? first.text.indexOf(name) : -1;
  if (first?.kind !== 'text' || at < 0 || at > NAME_WITHIN || isPartOfWord(first.text, at, name.length)) {
    return [strong(name), text(': '), ...role];
  }
  return [
    { ...first, text: first.text.slice(0, at) },
    { ...first, text: name, strong: true },
    { ...first, text: first.text.slice(at + name.length) },
    ...others,
  ].filter((span) => span.kind !== 'text' || span.text !== '');
}

/** Whether a letter or digit stands right before or after: `Iran` in `Iranian`. */
function isPartOfWord(sentence: string, start: number, length: number): boolean {
  return /[\p{L}\p{N}]/u.test(`${sentence[start - 1] ?? ''}${sentence[start + length] ?? ''}`);
}

/** Every actor with all that the briefing says of it, after a map of who stands in which relation to whom. */
export function actorsInFull(entry: Entry, citations: Citations): readonly Block[] {
  const relations = relationsOf(entry, citations);
  return [
    ...relations.map,
    ...Object.values(entry.actors).flatMap((actor): readonly Block[] => [
      { kind: 'heading', level: 2, text: actor.name },
      { kind: 'fields', fields: actorFields(entry, actor, citations) },
    ]),
    ...relations.others,
  ];
}

/** What a briefing says of an actor, field by field. */
export function actorFields(entry: Entry, actor: Actor, citations: Citations): readonly Field[] {
  const parts = [
    ['Role', actor.role],
    ['Position', actor.position],
    ['Wants', actor.wants],
    ['Leverage', actor.leverage],
  ] as const;
  return [
    ...parts.flatMap(([label, prose]) => (prose ? [{ label, value: citations.prose(entry, prose) }] : [])),
    ...actor.claims.map((claim) => ({
      label: 'Took the position',
      value: [{ kind: 'day', day: claim.date } as const, text(': '), ...citations.prose(entry, claim.text)],
    })),
  ];
}
