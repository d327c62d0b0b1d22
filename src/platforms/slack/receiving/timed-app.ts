import { App, type AppOptions, type Context, type ReceiverEvent } from '@slack/bolt';
import type { ResponseTimer, ResponseTimes } from '../../platform.ts';

/** Where the timer of an event stands in Bolt's context. */
const TIMER = 'timer';

/** A Bolt app that measures from the arrival of each payload to its acknowledgement, whichever way it came. */
export class TimedApp extends App {
  readonly #responseTimes: ResponseTimes;

  constructor(responseTimes: ResponseTimes, options: AppOptions) {
    super(options);
    this.#responseTimes = responseTimes;
  }

  override async processEvent(event: ReceiverEvent): Promise<void> {
    const timer = this.#responseTimes.begin();
    await super.processEvent({
      ...event,
      ack: async (response) => {
        await event.ack(response);
        timer.acknowledged();
      },
      customProperties: { ...event.customProperties, [TIMER]: timer },
    });
  }
}

/** The timer that began when what is handled in this context arrived. */
export function timerOf(context: Context): ResponseTimer | undefined {
  const timer: unknown = context[TIMER];
  return isTimer(timer) ? timer : undefined;
}

function isTimer(value: unknown): value is ResponseTimer {
  return typeof value === 'object' && value !== null && 'acknowledged' in value && 'answered' in value;
}
