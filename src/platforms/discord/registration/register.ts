import { isDeepStrictEqual } from 'node:util';
import { REST, type RESTPostAPIApplicationCommandsJSONBody, Routes } from 'discord.js';
import { z } from 'zod';
import type { Command } from '../../../dispatch/command.ts';
import { registrationFailure } from '../api/failures.ts';
import type { DiscordConfig } from '../settings.ts';
import { commandDefinitions } from './commands.ts';

/**
 * Makes Discord's list of our commands equal to ours. Writes only when something differs, since a server
 * takes 200 new commands a day.
 */
export async function registerCommands(
  rest: REST,
  config: Pick<DiscordConfig, 'applicationId' | 'guildId'>,
  commands: readonly Command[],
): Promise<'written' | 'unchanged'> {
  const route =
    config.guildId === undefined
      ? Routes.applicationCommands(config.applicationId)
      : Routes.applicationGuildCommands(config.applicationId, config.guildId);
  const wanted = commandDefinitions(commands, config.guildId === undefined ? 'everywhere' : 'guild');
  const existing = z.array(z.record(z.string(), z.unknown())).parse(await rest.get(route));
  if (sameCommands(existing, wanted)) return 'unchanged';
  await rest.put(route, { body: wanted });
  return 'written';
}

/** The same by REST alone, for a command line. Throws a `UserError` that says what to mend. */
export async function registerWithoutConnecting(
  config: DiscordConfig,
  commands: readonly Command[],
): Promise<'written' | 'unchanged'> {
  const rest = new REST(config.apiUrl === undefined ? {} : { api: config.apiUrl }).setToken(config.token);
  try {
    return await registerCommands(rest, config, commands);
  } catch (error) {
    throw registrationFailure(error);
  }
}

/** Whether Discord already has exactly these, whatever it adds by itself (ids, versions, defaults). */
export function sameCommands(
  existing: readonly Readonly<Record<string, unknown>>[],
  wanted: readonly RESTPostAPIApplicationCommandsJSONBody[],
): boolean {
  const byName = (one: unknown, other: unknown) => JSON.stringify(one).localeCompare(JSON.stringify(other));
  return isDeepStrictEqual(existing.map(essence).sort(byName), wanted.map(essence).sort(byName));
}

/** Every key we ever set; what else Discord returns is not ours to compare. */
const OURS = new Set([
  'type',
  'name',
  'description',
  'options',
  'required',
  'autocomplete',
  'choices',
  'value',
  'max_length',
  'min_value',
  'max_value',
  'contexts',
  'integration_types',
]);

/** The parts we set, without those that say no more than leaving them out. */
function essence(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(essence);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, each]) => OURS.has(key) && each !== null && each !== false && each !== '')
      .filter(([, each]) => !Array.isArray(each) || each.length > 0)
      .sort(([one], [other]) => one.localeCompare(other))
      .map(([key, each]) => [key, essence(each)]),
  );
}
