import type { Logger } from 'pino';
import type { Reply } from '../../reply.ts';
import type { DraftPlatform, LeftDraft, OpenDraft, OpenDrafts } from './open-drafts.ts';

/** Sees to it that no message says for ever that more is being written. */
export interface DraftRecovery {
  /** Writes down a draft that is about to be shown. Rejects when that fails: then nothing may be shown. */
  keep(draft: Pick<OpenDraft, 'key' | 'place' | 'plain'>): Promise<KeptDraft>;
  /** Finishes what other processes left, now and from time to time. Once is enough. */
  start(finish: Finish): void;
  /** Takes over nothing more. What is being finished goes on: whoever finishes it waits for that. */
  stop(): Promise<void>;
}

/** None of these rejects. */
export interface KeptDraft {
  shown(messageId: string): Promise<void>;
  /** The answer is there, or its message is not. */
  close(): Promise<void>;
  /** The answer could not be put in its place just now: as if this process had been killed. */
  leave(): Promise<void>;
}

/** Puts what can be said in the place of a draft. `later`: it could not be done just now, and is worth another attempt. */
export type Finish = (left: LeftDraft & { readonly plain: Reply }) => Promise<'settled' | 'later'>;

export interface DraftRecoveryOptions {
  readonly platform: DraftPlatform;
  readonly drafts: OpenDrafts;
  /** Another one for every process. */
  readonly owner: string;
  /** Milliseconds after which a draft of a process that gives no sign is finished by another. */
  readonly lease: number;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}

/** Where drafts are shown that nobody has to finish: where there is no store, as in tests of a platform alone. */
export const UNKEPT: DraftRecovery = {
  keep: async () => ({ shown: async () => {}, close: async () => {}, leave: async () => {} }),
  start: () => {},
  stop: async () => {},
};

/** Looks per lease, each of which renews it: so one may be late, or fail. */
const LOOKS = 3;
/** More than a process leaves: so many answers are not written at once. */
const AT_ONCE = 20;
/** A draft that is open for longer is held by nobody any more: a model has seconds, and Slack a minute to take the end. */
const LONGEST = { minutes: 5 };
/** Pause between two attempts at most; before that as long as the draft has been open. */
const LONGEST_PAUSE_MS = 60 * 60_000;

export function createDraftRecovery(options: DraftRecoveryOptions): DraftRecovery {
  const { platform, drafts, owner, lease, now, log } = options;
  const held = new Set<string>();
  /** Over, and the store could not be told. */
  const over = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let isFinishing = false;
  let isStopped = false;

  const leased = () => ({ owner, until: now().add({ milliseconds: lease }) });

  async function close(key: string): Promise<void> {
    held.delete(key);
    over.add(key);
    await drafts.close(platform, key);
    over.delete(key);
  }

  async function unlessItFails(task: Promise<void>, what: string): Promise<void> {
    await task.catch((error: unknown) => log.warn({ err: error }, `${what}; it is tried again`));
  }

  async function look(finish: Finish): Promise<void> {
    if (held.size > 0) await drafts.renew(leased(), now().subtract(LONGEST));
    for (const key of over) await close(key);
    // Not awaited: whoever is held up by a platform must not let go of what is being written meanwhile.
    void finishAll(finish);
  }

  async function finishAll(finish: Finish): Promise<void> {
    if (isFinishing) return;
    isFinishing = true;
    await unlessItFails(takeOver(finish), 'unfinished answers could not be taken over');
    isFinishing = false;
  }

  async function takeOver(finish: Finish): Promise<void> {
    for (const left of await drafts.claim(platform, leased(), now(), AT_ONCE)) {
      const outcome = isStopped ? 'later' : await finishOne(left, finish);
      if (outcome === 'settled') await unlessItFails(close(left.key), 'a finished answer was not forgotten');
      else await drafts.release(platform, left.key, isStopped ? now() : nextAttempt(left));
    }
  }

  async function finishOne(left: LeftDraft, finish: Finish): Promise<Awaited<ReturnType<Finish>>> {
    try {
      const outcome = await finish({ ...left, plain: left.plain ?? CUT_SHORT });
      log.info({ outcome }, 'an answer that a process left unfinished');
      return outcome;
    } catch (error) {
      log.error({ err: error }, 'an answer that a process left unfinished could not be finished');
      return 'later';
    }
  }

  function nextAttempt({ openedAt }: LeftDraft): Temporal.Instant {
    const age = now().since(openedAt).total('milliseconds');
    return now().add({ milliseconds: Math.round(Math.max(lease, Math.min(age, LONGEST_PAUSE_MS))) });
  }

  return {
    async keep({ key, place, plain }) {
      held.add(key);
      try {
        await drafts.open({ platform, key, place, plain, openedAt: now() }, leased());
      } catch (error) {
        // It may have been written all the same.
        held.delete(key);
        over.add(key);
        throw error;
      }
      return {
        shown: (messageId) =>
          unlessItFails(
            drafts.shown(platform, key, messageId),
            'where an answer is shown was not written down',
          ),
        close: () => unlessItFails(close(key), 'a finished answer was not forgotten'),
        async leave() {
          held.delete(key);
          await unlessItFails(drafts.release(platform, key, now()), 'an unfinished answer was not let go of');
        },
      };
    },
    start(finish) {
      if (timer) return;
      const run = () => {
        looking = unlessItFails(look(finish), 'unfinished answers cannot be looked after');
        timer = setTimeout(run, lease / LOOKS).unref();
      };
      run();
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
}

/** Where nothing is known of the answer any more. */
const CUT_SHORT: Reply = {
  tone: 'error',
  blocks: [
    {
      kind: 'notice',
      level: 'warning',
      spans: [{ kind: 'text', text: 'This answer was interrupted and cannot be completed. Ask again.' }],
    },
  ],
};
