import type { Answer, Dispatcher } from '../../dispatch/dispatcher.ts';
import type { Observe } from './observation.ts';

/**
 * The same dispatcher, whose commands are counted by name and outcome.
 * @param names of all commands: whatever else stands first in the words counts as `none`
 * @param clock milliseconds from any beginning
 */
export function observedDispatcher(
  dispatcher: Dispatcher,
  names: readonly string[],
  observe: Observe,
  clock: () => number,
): Dispatcher {
  const known = new Set(names);

  /** Words that give an answer again begin with the name of their command. */
  function commandOf({ words }: Answer): string {
    const first = words.split(/\s/u, 1)[0] ?? '';
    return known.has(first) ? first : 'none';
  }

  return {
    ...dispatcher,
    async answer(request) {
      const began = clock();
      const answer = await dispatcher.answer(request);
      observe({
        kind: 'command',
        platform: request.asker.platform,
        command: commandOf(answer),
        outcome: answer.outcome,
        seconds: (clock() - began) / 1000,
      });
      return answer;
    },
  };
}
