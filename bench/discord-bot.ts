/** A process of its own: a bot on the stand-in whose address is given, either ours or the least there can be. */
import { Client, GatewayIntentBits, MessageFlags } from 'discord.js';
import { pino } from 'pino';
import { commands } from '../commands/index.ts';
import { readConfig } from '../src/config/config.ts';
import { createDiscordPlatform } from '../src/platforms/discord/connect.ts';
import { render } from '../src/platforms/discord/rendering/render.ts';
import { assemble } from '../src/wiring/core.ts';
import { WORLD } from '../tests/standins/discord/world.ts';
import { answering, UNLIMITED } from './unlimited.ts';

const [kind, apiUrl = '', dataFolder = ''] = process.argv.slice(2);
const log = pino({ level: 'error' });
const now = Temporal.Now.instant;
const config = readConfig({ DATA_DIR: dataFolder, ...UNLIMITED });
const commandNames = new Set(commands.map((command) => command.name));
await (kind === 'bare' ? startBare() : startOurs());
process.send?.('ready');

/** Its constant is the same message that ours has to find, write and draw: the same bytes for both. */
async function startBare(): Promise<void> {
  const core = await assemble({ config, now, log, watch: false });
  const asker = {
    platform: 'discord',
    workspace: WORLD.guildId,
    channel: WORLD.general,
    person: { id: WORLD.person, name: 'Ada' },
    zone: 'UTC',
    manager: false,
  } as const;
  const input = { kind: 'options', command: 'show', options: { topic: 'iran-talks' } } as const;
  const answer = await core.dispatcher.answer({ input, asker, audience: 'asker' });
  await core.stop();
  const [message] = render(answer.reply, { commandNames, isPrivate: true, maximum: 1, words: answer.words });
  const { content = '', embeds = [], components = [] } = message ?? {};
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    rest: { api: apiUrl },
  });
  client.on('interactionCreate', async (interaction) => {
    if (interaction.isChatInputCommand())
      await interaction.reply({ content, embeds, components, flags: MessageFlags.Ephemeral });
  });
  await client.login(WORLD.token);
}

async function startOurs(): Promise<void> {
  const core = await assemble({ config, now, log, watch: false });
  const platform = createDiscordPlatform({
    config: { token: WORLD.token, applicationId: WORLD.applicationId, apiUrl, replyVisibility: 'private' },
    dispatcher: answering(core.dispatcher),
    commands,
    handledEvents: core.store.handledEvents,
    onLost: async () => {},
    onFatal: (error) => log.fatal(error.message),
    zone: 'UTC',
    now,
    log,
  });
  await platform.start();
}
