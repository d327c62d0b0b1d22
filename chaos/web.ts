import type { WorkspaceMessage } from '../src/platforms/web/workspace-history.ts';
import type { Store } from '../src/store/store.ts';
import type { Destination } from './destination.ts';

const CHANNEL = 'general';
const READER = 'amina';
const PAGE = 200;

/** The web workspace keeps its messages in the program's own store: there is no platform to misbehave. */
export function createWeb(): Destination {
  return {
    // Any free port: several processes run at once.
    settings: { WEB: 'on', PORT: '0' },
    place: () => ({ platform: 'web', workspace: 'local', channel: CHANNEL }),
    async arrivals(keys, store) {
      const shown = await shownIds(store);
      const counts = await Promise.all(
        keys.map(async (key): Promise<[string, number]> => {
          const message = await store.workspaceHistory.findByKey(key);
          return [key, message && shown.delete(message.id) ? 1 : 0];
        }),
      );
      // Nothing else is said there: what is left over is there a second time, without a key to tell whose it is.
      const first = counts[0];
      if (first) first[1] += shown.size;
      return new Map(counts);
    },
    stop: async () => {},
  };
}

async function shownIds(store: Store): Promise<Set<number>> {
  const ids = new Set<number>();
  let page: readonly WorkspaceMessage[];
  let before: number | undefined;
  do {
    page = await store.workspaceHistory.page(CHANNEL, READER, PAGE, before);
    for (const { id } of page) ids.add(id);
    before = page[0]?.id;
  } while (page.length > 0);
  return ids;
}
