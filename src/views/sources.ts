import { counted } from '../counted.ts';
import type { Entry } from '../entries/entry.ts';
import { CREDIBILITY, RELIABILITY } from '../entries/scales.ts';
import { type Block, type Field, type Spans, strong, text } from '../reply.ts';
import type { Citations } from './citations.ts';

/** Every source with its grade, where it got it from and what to know about it. */
export function sourcesInFull(entry: Entry, citations: Citations): readonly Block[] {
  const origins = new Set(Object.values(entry.sources).map((source) => source.origin));
  const count = Object.keys(entry.sources).length;
  return [
    {
      kind: 'text',
      spans: [
        text(
          `${counted(count, 'source')} from ${counted(origins.size, 'origin')}. ` +
            'Sources that got their information from the same place count as one origin.',
        ),
      ],
    },
    ...Object.entries(entry.sources).flatMap(([id, source]): readonly Block[] => [
      { kind: 'heading', level: 2, text: `${citations.number(entry, id) ?? ''} ${source.publisher}`.trim() },
      {
        kind: 'fields',
        fields: [
          ...(source.title
            ? [{ label: 'Title', value: [titleOf(source.title, source.url)] }]
            : addressOf(source.url)),
          ...(source.published
            ? [{ label: 'Published', value: [{ kind: 'day', day: source.published } as const] }]
            : []),
          {
            label: 'Reliability',
            value: [strong(source.reliability), text(`, ${RELIABILITY[source.reliability]}`)],
          },
          { label: 'Origin', value: [text(source.origin)] },
          ...(source.note ? [{ label: 'Note', value: citations.prose(entry, source.note) }] : []),
        ],
      },
    ]),
    {
      kind: 'note',
      spans: [
        text(
          `Reliability is the Admiralty grade of the source, from A (completely reliable) to E (unreliable); F means that it cannot be judged. Claims are graded from 1 (${CREDIBILITY[1]}) to 6 (${CREDIBILITY[6]}).`,
        ),
      ],
    },
  ];
}

/** Where there is no title to carry the link. */
function addressOf(url: string | undefined): readonly Field[] {
  return url ? [{ label: 'Address', value: [{ kind: 'link', text: url, url }] }] : [];
}

function titleOf(title: string, url: string | undefined): Spans[number] {
  return url ? { kind: 'link', text: title, url } : text(title);
}
