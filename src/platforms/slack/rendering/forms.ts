import { formatDay, type PlainTextForms } from '../../../plain-text.ts';

/** How texts that depend on the reader are written in Slack. */
export interface Reader {
  /** IANA zone, for times in plain text; Slack itself shows times in blocks in each reader's zone. */
  readonly zone: string;
  readonly now: Temporal.Instant;
  /** What is typed before words: `/brief`; in threads, where Slack takes no commands, the bot's mention. */
  readonly prefix: string;
}

export function formsFor(reader: Reader): PlainTextForms {
  return {
    command: (words) => `${reader.prefix} ${words}`.trim(),
    time: (at, style) => {
      const instant = Temporal.Instant.fromEpochMilliseconds(at);
      return style === 'relative' ? relative(instant, reader.now) : absolute(instant, reader.zone, style);
    },
  };
}

function absolute(instant: Temporal.Instant, zone: string, style: 'date-time' | 'time'): string {
  const local = instant.toZonedDateTimeISO(zone);
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  if (style === 'time') return time;
  return `${formatDay(local.toPlainDate().toString())}, ${time} (${zone})`;
}

const STEPS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;
const words = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

function relative(instant: Temporal.Instant, now: Temporal.Instant): string {
  const seconds = (instant.epochMilliseconds - now.epochMilliseconds) / 1000;
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length) return words.format(Math.round(seconds / length), unit);
  }
  return 'just now';
}
