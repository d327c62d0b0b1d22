import { LRUCache } from 'lru-cache';
import type { Entry, Section } from '../entries/entry.ts';
import type { Reply } from '../reply.ts';
import { briefingReply } from './briefing.ts';
import { sectionReply } from './section.ts';

/** Briefings and their sections as replies; the same object until the entry or the day changes. */
export interface BriefingReplies {
  briefing(entry: Entry, today: Temporal.PlainDate): Reply;
  section(entry: Entry, section: Section, today: Temporal.PlainDate): Reply;
}

/** Replies kept: those that many people read at once. */
const KEPT = 300;

/** Most questions are for the briefings everybody talks about, so what was drawn once is given again. */
export function createBriefingReplies(): BriefingReplies {
  const kept = new LRUCache<string, { readonly entry: Entry; readonly reply: Reply }>({ max: KEPT });

  function remembered(
    entry: Entry,
    part: Section | 'summary',
    today: Temporal.PlainDate,
    draw: () => Reply,
  ): Reply {
    const key = `${entry.id}/${part}/${today}`;
    const known = kept.get(key);
    if (known?.entry === entry) return known.reply;
    const reply = draw();
    kept.set(key, { entry, reply });
    return reply;
  }

  return {
    briefing: (entry, today) => remembered(entry, 'summary', today, () => briefingReply(entry, today)),
    section: (entry, section, today) =>
      remembered(entry, section, today, () => sectionReply(entry, section, today)),
  };
}
