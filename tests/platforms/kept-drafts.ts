import { pino } from 'pino';
import { createDraftRecovery, type DraftRecovery } from '../../src/platforms/drafts/draft-recovery.ts';
import type { DraftPlatform, LeftDraft, OpenDrafts } from '../../src/platforms/drafts/open-drafts.ts';
import { openStore } from '../../src/store/store.ts';

/** Drafts that several processes share, in a real store. */
export interface KeptDrafts extends AsyncDisposable {
  readonly openDrafts: OpenDrafts;
  /** Of a process whose drafts are no others': it writes, until the test has it write no more. */
  writer(drafts?: OpenDrafts): DraftRecovery;
  /** Of a process that starts so much later. It looks once, when it is started; `begun` resolves when it works on what it found. */
  finisher(minutes?: number): { readonly drafts: DraftRecovery; readonly begun: Promise<void> };
  /** What nobody has settled, and anyone may take up in a week. */
  unsettled(): Promise<readonly LeftDraft[]>;
}

const LEASE = 24 * 60 * 60_000;

export async function keptDrafts(platform: DraftPlatform): Promise<KeptDrafts> {
  const log = pino({ level: 'silent' });
  const store = await openStore({ location: { kind: 'sqlite', path: ':memory:' }, log });
  const { openDrafts } = store;
  const now = Temporal.Now.instant;
  let owners = 0;
  const keeper = (lease: number, drafts: OpenDrafts, minutes = 0) => {
    owners += 1;
    const later = () => now().add({ minutes });
    return createDraftRecovery({ platform, drafts, owner: `process ${owners}`, lease, now: later, log });
  };
  return {
    openDrafts,
    // Holds a draft for a moment only, and looks for none: it is never started.
    writer: (drafts = openDrafts) => ({ ...keeper(1, drafts), start: () => {} }),
    finisher(minutes = 1) {
      const begun = Promise.withResolvers<void>();
      const claim: OpenDrafts['claim'] = async (...given) => {
        const found = await openDrafts.claim(...given);
        setImmediate(begun.resolve);
        return found;
      };
      return { drafts: keeper(LEASE, { ...portOf(openDrafts), claim }, minutes), begun: begun.promise };
    },
    unsettled: () =>
      openDrafts.claim(platform, { owner: 'test', until: now() }, now().add({ hours: 7 * 24 }), 100),
    [Symbol.asyncDispose]: () => store.close(),
  };
}

/** Of a process that is killed before it can write down which message it has posted. */
export function forgettingMessages(openDrafts: OpenDrafts): OpenDrafts {
  return { ...portOf(openDrafts), shown: async () => {} };
}

function portOf(openDrafts: OpenDrafts): OpenDrafts {
  return {
    open: (...given) => openDrafts.open(...given),
    shown: (...given) => openDrafts.shown(...given),
    close: (...given) => openDrafts.close(...given),
    release: (...given) => openDrafts.release(...given),
    renew: (...given) => openDrafts.renew(...given),
    claim: (...given) => openDrafts.claim(...given),
  };
}
