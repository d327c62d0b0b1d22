import { RELIABILITY } from '../../entries/scales.ts';
import { text } from '../../reply.ts';
import type { Sentences } from './sentences.ts';

export const sourceSentences = {
  'source-added': ({ source }) => [
    text(`New source: ${source.publisher}${titled(source.title)}, ${reliability(source.reliability)}.`),
  ],
  'source-removed': ({ source }) => [
    text(`Source no longer used: ${source.publisher}${titled(source.title)}.`),
  ],
  'source-regraded': ({ source, before }) => [
    text(
      `Source ${source.publisher}${titled(source.title)} went from ${reliability(before)} to ${reliability(source.reliability)}.`,
    ),
  ],
  'source-described': ({ source, before }) => [
    text(
      before.origin === source.origin
        ? `Source ${source.publisher}${titled(source.title)} has a new description.`
        : `Source ${source.publisher}${titled(source.title)} now has the origin “${source.origin}”; it was “${before.origin}”.`,
    ),
  ],
} satisfies Partial<Sentences>;

function reliability(grade: keyof typeof RELIABILITY): string {
  return `${grade} (${RELIABILITY[grade]})`;
}

function titled(title: string | undefined): string {
  return title === undefined ? '' : `, “${title}”`;
}
