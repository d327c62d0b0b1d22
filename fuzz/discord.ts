import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { commands } from '../commands/index.ts';
import { argumentsOf } from '../src/dispatch/arguments.ts';
import { running } from '../tests/platforms/discord/running.ts';
import { arbitraryName, arbitraryText } from '../tests/reply-arbitrary.ts';
import { startCore } from '../tests/shipped-core.ts';
import {
  messageCommandData,
  modalData,
  type Scene,
  slashData,
} from '../tests/standins/discord/interactions.ts';
import type { DiscordStandIn } from '../tests/standins/discord/server.ts';
import type { ShownInteraction, ShownMessage } from '../tests/standins/discord/shown.ts';
import { ALL_NEEDED, MANAGE_GUILD, WORLD } from '../tests/standins/discord/world.ts';
import { arbitraryLine } from './lines.ts';
import { defineTarget } from './target.ts';

const scene: fc.Arbitrary<Scene> = fc.record({
  where: fc.constantFrom('guild', 'thread', 'direct', 'foreign-guild'),
  permissions: fc.constantFrom(0n, ALL_NEEDED, ALL_NEEDED | MANAGE_GUILD),
  appPermissions: fc.constantFrom(0n, ALL_NEEDED),
  name: arbitraryName.map((name) => name.slice(0, 32)),
});

const value = fc.oneof(
  arbitraryLine,
  arbitraryText,
  fc.constantFrom('iran-talks', 'Oman', 'daily', '08:00', 'Europe/London', '__proto__'),
);
const commandNames = commands.map(({ name }) => name);
const optionNames = [...new Set(commands.flatMap((command) => argumentsOf(command).map(({ name }) => name)))];
/** As buttons of ours carry it, of another version, and of somebody else's making. */
const customId = fc
  .tuple(
    fc.constantFrom('i1:', 'b2:', 's3:', 'a4:', 'm5.2:', 'm5.99999:', 'i6^', 'z1:', 'select1', ''),
    value,
  )
  .map(([head, words]) => `${head}${words}`.slice(0, 100));

type Done =
  | { readonly kind: 'slash'; readonly command: string; readonly options: Readonly<Record<string, string>> }
  | {
      readonly kind: 'autocomplete';
      readonly command: string;
      readonly option: string;
      readonly typed: string;
    }
  | { readonly kind: 'press' | 'choose'; readonly customId: string }
  | { readonly kind: 'modal'; readonly customId: string; readonly question: string }
  | { readonly kind: 'about'; readonly content: string }
  | { readonly kind: 'say'; readonly content: string; readonly mention: boolean };

/** A moment for what nobody waits for. */
const SETTLE_MS = 25;

const command = fc.constantFrom(...commandNames);
const done: fc.Arbitrary<Done> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('slash' as const),
      command: fc.oneof({ weight: 8, arbitrary: command }, fc.constantFrom('constructor', 'gone')),
      options: fc.dictionary(fc.constantFrom(...optionNames, '__proto__'), value, {
        maxKeys: 4,
        noNullPrototype: true,
      }),
    }),
  },
  fc.record({
    kind: fc.constant('autocomplete' as const),
    command,
    option: fc.constantFrom(...optionNames, 'toString'),
    typed: value,
  }),
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('press' as const, 'choose' as const), customId }),
  },
  fc.record({
    kind: fc.constant('modal' as const),
    customId: value.map((topic) => `question:${topic}`.slice(0, 100)),
    question: value,
  }),
  fc.record({ kind: fc.constant('about' as const), content: value }),
  fc.record({ kind: fc.constant('say' as const), content: value, mention: fc.boolean() }),
);

/** What people do in Discord, through the real client and gateway, on a stand-in that refuses what Discord refuses. */
export const discord = defineTarget({
  name: 'discord',
  what: 'interactions and messages of Discord, through the real client',
  share: 4,
  arbitrary: fc.tuple(done, scene),
  async open() {
    const core = await startCore();
    const { discord: standIn, close } = await running({ dispatcher: core.dispatcher });
    const known = await shown(standIn, standIn.interact(2, slashData('show', { topic: 'iran-talks' })));
    return {
      async check([what, where]) {
        const acted = act(standIn, what, where, known);
        // Packets are taken in order: once this one is answered, the one before has been taken.
        await shown(standIn, standIn.interact(2, slashData('help', {})));
        // What is not for us is never answered.
        await Promise.race([standIn.until(() => acted !== undefined && hasEnded(acted)), pause(SETTLE_MS)]);
        const refused = standIn.requests.filter(({ status }) => status === 400);
        assert.deepEqual(
          refused.map(({ path, body }) => ({ path, body })),
          [],
        );
        assert.deepEqual(standIn.failures, []);
        standIn.requests.length = 0;
        standIn.messages.length = 0;
      },
      async close() {
        await close();
        await core.end();
      },
    };
  },
});

function act(
  standIn: DiscordStandIn,
  what: Done,
  scene: Scene,
  message: ShownMessage,
): ShownInteraction | undefined {
  switch (what.kind) {
    case 'slash':
      return standIn.interact(2, slashData(what.command, what.options), scene);
    case 'autocomplete':
      return standIn.interact(4, slashData(what.command, { [what.option]: what.typed }, what.option), scene);
    case 'press':
      return standIn.press(message, what.customId, scene);
    case 'choose':
      return standIn.choose(message, 'select1', what.customId, scene);
    case 'modal':
      return standIn.interact(5, modalData(what.customId, 'question', what.question), scene, message);
    case 'about':
      return standIn.interact(2, messageCommandData(what.content), scene);
    case 'say':
      standIn.say(what.content, {
        mention: what.mention,
        ...(scene.where === 'direct' ? { channelId: WORLD.direct } : {}),
      });
      return undefined;
  }
}

function hasEnded({ callbacks, refused }: ShownInteraction): boolean {
  return callbacks.length + refused.length > 0;
}

async function shown(standIn: DiscordStandIn, interaction: ShownInteraction): Promise<ShownMessage> {
  return await standIn.until(() => interaction.messages.find(({ waiting }) => !waiting));
}
