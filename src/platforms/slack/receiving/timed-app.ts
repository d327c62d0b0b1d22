import { App, type AppOptions, type Context, type ReceiverEvent } from '@slack/bolt';
import type { Waiting, Waits } from '../../platform.ts';

/** Where the wait of an event stands in Bolt's context. */
const WAIT = 'wait';

/** A Bolt app that measures from the arrival of each payload to its acknowledgement, whichever way it came. */
export class TimedApp extends App {
  readonly #waits: Waits;

  constructor(waits: Waits, options: AppOptions) {
    super(options);
    this.#waits = waits;
  }

  override async processEvent(event: ReceiverEvent): Promise<void> {
    const wait = this.#waits.begin();
    await super.processEvent({
      ...event,
      ack: async (response) => {
        await event.ack(response);
        wait.acknowledged();
      },
      customProperties: { ...event.customProperties, [WAIT]: wait },
    });
  }
}

/** The wait that began when what is handled in this context arrived. */
export function waitOf(context: Context): Waiting | undefined {
  const wait: unknown = context[WAIT];
  return isWait(wait) ? wait : undefined;
}

function isWait(value: unknown): value is Waiting {
  return typeof value === 'object' && value !== null && 'acknowledged' in value && 'answered' in value;
}
