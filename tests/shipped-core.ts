import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Logger, pino } from 'pino';
import { readConfig } from '../src/config/config.ts';
import type { Answer, Asker, Request } from '../src/dispatch/dispatcher.ts';
import { type PlainTextForms, plainText } from '../src/plain-text.ts';
import type { Action, Block, BlockKind, BlockOf, Reply } from '../src/reply.ts';
import { assemble, type Core } from '../src/wiring/core.ts';

export const SHIPPED_BRIEFINGS = fileURLToPath(new URL('../briefings', import.meta.url));

/** The day after the shipped briefings were written: none of them is stale yet. */
export const NOON = Temporal.Instant.from('2026-02-06T12:00:00Z');

export const asker: Asker = {
  platform: 'web',
  workspace: 'local',
  channel: 'general',
  person: { id: 'ada', name: 'Ada' },
  zone: 'Europe/London',
  manager: true,
};

export interface CoreForTests extends Core {
  /** A copy of the shipped briefings, for the test to change. */
  readonly folder: string;
  ask(words: string, request?: Partial<Request>): Promise<Answer>;
  /** Stops the core and removes its files. */
  end(): Promise<void>;
}

/** The whole program but its platforms, on a copy of the shipped briefings and a database of its own. */
export async function startCore(
  settings: {
    readonly at?: Temporal.Instant;
    readonly empty?: boolean;
    readonly log?: Logger;
    readonly questionsPerPerson?: number;
  } = {},
): Promise<CoreForTests> {
  const parent = await mkdtemp(join(tmpdir(), 'rapporteur-core-'));
  const folder = join(parent, 'briefings');
  if (settings.empty) await mkdir(folder);
  else await cp(SHIPPED_BRIEFINGS, folder, { recursive: true });
  const core = await assemble({
    config: readConfig({
      BRIEFINGS_DIR: folder,
      DATA_DIR: join(parent, 'data'),
      TIME_ZONE: 'Europe/London',
      // Its clock stands still, so that a minute never ends.
      QUESTIONS_PER_PERSON: String(settings.questionsPerPerson ?? 0),
      QUESTIONS_PER_CHANNEL: '0',
    }),
    now: () => settings.at ?? NOON,
    log: settings.log ?? pino({ level: 'silent' }),
    watch: false,
  });
  return {
    ...core,
    folder,
    ask: (words, request = {}) =>
      core.dispatcher.answer({ input: { kind: 'words', words }, asker, audience: 'asker', ...request }),
    async end() {
      await core.stop();
      await rm(parent, { recursive: true, force: true });
    },
  };
}

const forms: PlainTextForms = {
  command: (words) => `/brief ${words}`,
  time: (at) => Temporal.Instant.fromEpochMilliseconds(at).toString(),
};

export function textOf(reply: Reply): string {
  return plainText(reply, forms);
}

export function blocksOf<K extends BlockKind>(reply: Reply, kind: K): readonly BlockOf<K>[] {
  return reply.blocks.filter((block: Block): block is BlockOf<K> => block.kind === kind);
}

export function actionsOf(reply: Reply): readonly Action[] {
  return blocksOf(reply, 'actions').flatMap(({ actions }) => actions);
}

/** The words behind the buttons that run something. */
export function buttonWords(reply: Reply): readonly string[] {
  return actionsOf(reply).flatMap((action) => (action.kind === 'run' ? [action.words] : []));
}
