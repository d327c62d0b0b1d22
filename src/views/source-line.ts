import type { Source } from '../entries/entry.ts';
import { type Spans, text } from '../reply.ts';

/**
 * One line: publisher, title, day and the letter of its reliability, which the sources section explains. The digit of an
 * Admiralty grade is not here: it grades a claim, and one source may make claims of several grades, so that each doubt
 * has its own beside the claim.
 */
export function sourceLine(source: Source): Spans {
  const published = source.published ? [text(', '), { kind: 'day', day: source.published } as const] : [];
  return [
    text(source.publisher),
    ...(source.title ? [text(', '), titleOf(source.title, source.url)] : linkOf(source.url)),
    ...published,
    text(` · ${source.reliability}`),
  ];
}

function titleOf(title: string, url: string | undefined): Spans[number] {
  return url ? { kind: 'link', text: title, url } : text(title);
}

function linkOf(url: string | undefined): Spans {
  return url ? [text(', '), { kind: 'link', text: url, url }] : [];
}
