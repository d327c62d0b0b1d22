import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { AutocompleteInteraction } from 'discord.js';
import type { Logger } from 'pino';
import type { Asker, Dispatcher } from '../../../dispatch/dispatcher.ts';
import { cut } from '../../cut.ts';
import { isOver } from '../api/failures.ts';
import { COMMAND } from '../limits.ts';
import { oneLine } from '../rendering/escape.ts';

/** Suggests values while somebody types. Each keystroke asks again, so only the newest question of a person counts. */
export function createAutocomplete(dispatcher: Dispatcher, log: Logger) {
  const newest = new Map<string, string>();

  return async function suggest(interaction: AutocompleteInteraction, asker: Asker): Promise<void> {
    const person = interaction.user.id;
    newest.set(person, interaction.id);
    const isStale = () => newest.get(person) !== interaction.id;
    try {
      // After a busy moment several keystrokes arrive together; only the last is worth looking up.
      await yieldToOthers();
      if (isStale()) return;
      const { name, value } = interaction.options.getFocused(true);
      const completions = await dispatcher.complete({
        input: {
          kind: 'option',
          command: interaction.options.getSubcommand(),
          option: name,
          partial: value,
        },
        asker,
        limit: COMMAND.choices,
      });
      if (isStale()) return;
      // A value that does not fit is left out: cut, it would name something else.
      const choices = completions
        .filter(({ replacement }) => replacement !== '' && replacement.length <= COMMAND.choiceText)
        .slice(0, COMMAND.choices)
        .map((each) => ({ name: choiceName(each.value, each.detail), value: each.replacement }));
      await interaction.respond(choices);
    } catch (error) {
      // Nobody waits for an abandoned suggestion.
      if (isOver(error)) return;
      log.warn({ err: error }, 'suggestions could not be sent');
    } finally {
      if (!isStale()) newest.delete(person);
    }
  };
}

function choiceName(value: string, detail: string): string {
  return cut(oneLine(detail === '' ? value : `${value} — ${detail}`), COMMAND.choiceText);
}
